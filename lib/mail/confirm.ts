import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { campaignById } from '@/lib/campaigns'
import { schema, type Tx, tenantOfDelivery, withTenant } from '@/lib/db'
import { consumeLetter } from '@/lib/limits/letters'
import { type CopyFacts, copyFacts, pdfFile } from '@/lib/pdf'
import { openContact } from '@/lib/submissions/contact'
import { appendEvent, eventTypes, letterWithheld, type SubmissionEvent } from '@/lib/submissions/events'
import { showReference } from '@/lib/submissions/reference'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { enqueueConfirmation } from './job'
import { confirmationLetter, type Letter, type LetterFacts } from './letter'
import type { Post } from './post'

export type Confirming = { post: Post; now?: () => Date }
export type Confirmed = 'sent' | 'again' | 'failed' | 'nothing'

/** With the number once a case exists; before that one with the reference alone. Each goes out at most once. */
type Kind = 'received' | 'created'
const tried = { received: 'mail.try.received', created: 'mail.try.created' } as const

const minute = 60_000
/** Pauses after a letter that was certainly not accepted; then it is given up. */
const pauses = [1, 5, 30, 120, 360].map((minutes) => minutes * minute)

/** A case exists, whatever was found out about it later. */
const hasCase = new Set(['DELIVERED', 'VERIFIED', 'DUPLICATE'])

type Due = { kind: Kind; submissionId: string; to: string; facts: LetterFacts; copy: CopyFacts | null }

/**
 * Sends the confirmation that is due for a delivery's submission, if its campaign wants one and an address was given. The try
 * is recorded before the letter goes and 'mail.sent' after the server took it, so a crash in between sends nothing
 * twice. Delivery never waits for this, and nothing here changes a delivery.
 */
export async function confirm(deliveryId: string, means: Confirming): Promise<Confirmed> {
  const tenantId = await tenantOfDelivery(deliveryId)
  if (!tenantId) return 'nothing'
  const now = means.now ?? (() => new Date())
  const due = await withTenant(tenantId, (tx) => claimIn(tx, deliveryId))
  if (!due) return 'nothing'
  const { submissionId } = due
  const posted = await means.post(due.to, await letterOf(due))
  return withTenant(tenantId, async (tx) => {
    if (posted.kind === 'sent') {
      await appendEvent(tx, submissionId, { type: 'mail.sent', actor: 'worker', detail: { kind: due.kind } })
      return 'sent'
    }
    if (posted.kind === 'unclear' || posted.permanent) return 'failed'
    await appendEvent(tx, submissionId, { type: 'mail.failed', actor: 'worker', detail: { kind: due.kind } })
    const failures = (await eventTypes(tx, submissionId)).filter((type) => type === 'mail.failed').length
    const pause = pauses[failures - 1]
    if (pause === undefined) return 'failed'
    await enqueueConfirmation(tx, deliveryId, new Date(now().getTime() + pause))
    return 'again'
  })
}

async function claimIn(tx: Tx, deliveryId: string): Promise<Due | null> {
  const { submission, delivery } = schema
  // Two workers with the same job wait for each other here; the second sees the first one's try.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${deliveryId}`}, 0))`)
  const [row] = await tx
    .select({ submission, state: delivery.state, reference: delivery.reference })
    .from(submission)
    .innerJoin(delivery, eq(delivery.submissionId, submission.id))
    .where(and(eq(submission.tenantId, tx.tenantId), eq(delivery.id, deliveryId)))
  if (!row) return null
  const submissionId = row.submission.id
  const campaign = await campaignById(tx, row.submission.campaignId)
  if (!campaign?.page.mailConfirmation) return null
  const contact = await openContact(tx, row.submission)
  const created = hasCase.has(row.state) && row.reference !== null
  const vorgangsnummer = (created && row.reference?.vorgangsnummer) || undefined
  const kind: Kind = created ? 'created' : 'received'
  const events = await eventTypes(tx, submissionId)
  if (!contact?.email || !open(events, kind)) return null
  const attempt: SubmissionEvent = { type: tried[kind], actor: 'worker' }
  if (await isTooMany(tx, events, kind, contact.email)) {
    await appendEvent(tx, submissionId, attempt, letterWithheld(kind))
    return null
  }
  await appendEvent(tx, submissionId, attempt)
  const { page } = campaign
  const { lang, test } = row.submission
  const facts: LetterFacts = {
    lang,
    firm: page.firm,
    reference: showReference(row.submission.reference),
    created,
    vorgangsnummer,
    telephone: page.telephone,
    hours: page.hours?.[lang],
    test,
  }
  // With the first letter only: the second one brings nothing but the number.
  const copy = events.includes('mail.sent') ? null : await askedCopy(tx, submissionId)
  return { kind, submissionId, to: contact.email, facts, copy }
}

/** Counted once per letter, however often it is tried; at an address that was confirmed nobody is bothered. */
async function isTooMany(tx: Tx, events: readonly string[], kind: Kind, to: string): Promise<boolean> {
  if (events.includes(tried[kind]) || events.includes('email.confirmed')) return false
  return (await consumeLetter(tx, to)).kind === 'limited'
}

/** The copy goes by mail to those who ticked the box, and to nobody else: mail is not encrypted. */
async function askedCopy(tx: Tx, submissionId: string): Promise<CopyFacts | null> {
  const consents = (await readSnapshot(tx, submissionId))?.consents ?? []
  return consents.some(({ purpose }) => purpose === 'mailCopy') ? copyFacts(tx, submissionId) : null
}

/** Draws the copy, if one goes along, after the transaction: no lock is held for it. */
async function letterOf({ facts, copy }: Due): Promise<Letter> {
  if (!copy) return confirmationLetter(facts)
  const { name, bytes } = await pdfFile(copy)
  const documents = copy.documents.map(({ title, items }) => ({
    title: title[facts.lang],
    items: items.map((item) => item[facts.lang]),
  }))
  const file = { filename: name, content: bytes, contentType: 'application/pdf' }
  return confirmationLetter({ ...facts, copy: { file, documents } })
}

/** May this letter go: it was never tried, or every try so far is known to have failed. The last one closes both. */
function open(events: readonly string[], kind: Kind): boolean {
  if (kind === 'received' && events.includes(tried.created)) return false
  const tries = events.flatMap((type, index) => (type === tried[kind] ? [index] : []))
  const last = tries.at(-1)
  return (
    last === undefined ||
    events.slice(last).find((type) => type.startsWith('mail.') && type !== tried[kind]) === 'mail.failed'
  )
}
