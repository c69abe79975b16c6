import 'server-only'
import { and, eq, lte, sql } from 'drizzle-orm'
import { type Campaign, campaignById } from '@/lib/campaigns'
import { hashSecret, randomSecret } from '@/lib/crypto/secret'
import { schema, type Tx, tenantOfLinkId, withTenant } from '@/lib/db'
import { readDraft } from '@/lib/drafts/store'
import { env } from '@/lib/env'
import { type LinkFacts, linkLetter } from '@/lib/mail/link-letter'
import type { Letter, Post, Posted } from '@/lib/mail/post'
import { appendEvent } from '@/lib/submissions/events'
import { showReference } from '@/lib/submissions/reference'
import { enqueueLink } from './job'
import { addressOf, type Link, type MailState, voidOlder } from './store'
import { confirmationAsked } from './wording'

/** Absent `post`: no mail server is configured. */
export type Sending = { post?: Post; now?: () => Date }
export type SentLink = MailState | 'nothing'

const minute = 60_000
/** Pauses after a letter that was certainly not accepted; then it is given up. */
const pauses = [1, 5, 30, 120, 360].map((minutes) => minutes * minute)
/** A try without an end after this died on the way. */
const lost = 10 * minute

const { mailedLink: table } = schema
const one = (tx: Tx, id: string) => and(eq(table.tenantId, tx.tenantId), eq(table.id, id))

/**
 * Sends a mailed link. Its secret is made here and only its hash is stored, before the letter goes: what arrives always works, and a
 * repeated try replaces the secret of a letter that never arrived. The outcome stands in the row, where the page asks for it.
 */
export async function sendLink(linkId: string, means: Sending): Promise<SentLink> {
  const tenantId = await tenantOfLinkId(linkId)
  if (!tenantId) return 'nothing'
  const now = means.now ?? (() => new Date())
  const claimed = await withTenant(tenantId, (tx) => claim(tx, linkId, now()))
  if (!claimed) return 'nothing'
  const posted = means.post ? await means.post(claimed.to, claimed.letter) : ({ kind: 'unclear' } as const)
  return withTenant(tenantId, (tx) => record(tx, claimed.link, posted, now()))
}

type Claimed = { link: Link; to: string; letter: Letter }

async function claim(tx: Tx, linkId: string, now: Date): Promise<Claimed | null> {
  const [link] = await tx.select().from(table).where(one(tx, linkId)).for('update')
  if (!link || link.usedAt || !(link.mail === 'queued' || isLost(link, now))) return null
  const to = await addressOf(tx, link)
  const secret = randomSecret()
  const facts = to && (await factsOf(tx, link, secret))
  if (!to || !facts) return null
  await tx
    .update(table)
    .set({ mail: 'sending', triedAt: now, tries: link.tries + 1, tokenHash: hashSecret(secret) })
    .where(one(tx, linkId))
  return { link: { ...link, tries: link.tries + 1 }, to, letter: linkLetter(facts) }
}

const isLost = ({ mail, triedAt }: Link, now: Date) =>
  mail === 'sending' && triedAt !== null && triedAt.getTime() + lost <= now.getTime()

async function record(tx: Tx, link: Link, posted: Posted, now: Date): Promise<MailState> {
  const pause = pauses[link.tries - 1]
  const mail = stateAfter(posted, pause !== undefined)
  await tx.update(table).set({ mail }).where(one(tx, link.id))
  if (mail === 'queued' && pause !== undefined)
    await enqueueLink(tx, link.id, new Date(now.getTime() + pause))
  if (mail === 'sent') await voidOlder(tx, link)
  if (mail === 'sent' && link.kind === 'confirm') {
    const [sent] = await tx
      .select({ lang: schema.submission.lang })
      .from(schema.submission)
      .where(eq(schema.submission.id, link.recordId))
    if (sent) await appendEvent(tx, link.recordId, confirmationAsked(sent.lang))
  }
  return mail
}

function stateAfter(posted: Posted, mayRepeat: boolean): MailState {
  switch (posted.kind) {
    case 'sent':
      return 'sent'
    case 'unclear':
      return 'failed'
    case 'notSent':
      if (posted.recipient) return 'refused'
      return posted.permanent || !mayRepeat ? 'failed' : 'queued'
  }
}

/** What the letter says; null: what it is about is gone. */
async function factsOf(tx: Tx, link: Link, secret: string): Promise<LinkFacts | null> {
  switch (link.kind) {
    case 'resume':
    case 'renewal':
    case 'reminder': {
      const draft = await readDraft(tx, link.recordId)
      const campaign = draft && (await campaignById(tx, draft.campaignId))
      if (!campaign) return null
      const kind = link.kind === 'reminder' ? 'reminder' : 'resume'
      const { lang, savedAt, expiresAt: endsAt } = draft
      return { kind, lang, savedAt, endsAt, ...common(campaign, lang, 'weiter', secret) }
    }
    case 'confirm': {
      const { submission } = schema
      const [row] = await tx
        .select()
        .from(submission)
        .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, link.recordId)))
      const campaign = row && (await campaignById(tx, row.campaignId))
      if (!campaign) return null
      const { lang } = row
      const reference = showReference(row.reference)
      return { kind: 'confirm', lang, reference, ...common(campaign, lang, 'bestaetigen', secret) }
    }
  }
}

function common({ page }: Campaign, lang: 'de' | 'en', path: string, secret: string) {
  const link = new URL(path, env().APP_URL)
  if (lang === 'en') link.searchParams.set('sprache', lang)
  // In the fragment: browsers keep it to themselves.
  link.hash = secret
  return { firm: page.firm, test: page.test, link: link.href }
}

/** Wakes the task again for letters whose sender died; answers how many. */
export async function wakeLost(tx: Tx, now: Date): Promise<number> {
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        eq(table.mail, 'sending'),
        lte(table.triedAt, new Date(now.getTime() - lost)),
        sql`${table.usedAt} is null and ${table.tries} <= ${pauses.length}`,
      ),
    )
    // One order of locks, whichever worker does it.
    .orderBy(table.id)
    .limit(100)
  for (const { id } of rows) await enqueueLink(tx, id)
  return rows.length
}
