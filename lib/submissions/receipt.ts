import 'server-only'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx, tenantOfSecret, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { documentsFor } from '@/lib/documents'
import { draftsOfDevice } from '@/lib/drafts/devices'
import type { Receipt } from '@/lib/drafts/protocol'
import { berlinToday } from '@/lib/drafts/today'
import type { Env } from '@/lib/forms/engine/types'
import { maskEmail, openContact } from './contact'
import { eventTypes } from './events'
import { readSnapshot } from './snapshot'

const patience = 60

/**
 * What the person is told of a delivery. `hasCase`: the platform gave a reference, though perhaps no number to show. Nothing else than a case that exists is 'created'; what has lasted over a
 * minute or waits for a look-up or a person is 'delayed'.
 */
export function receiptState(delivery: {
  state: DeliveryState
  ageSeconds: number
  hasCase: boolean
}): Receipt['state'] {
  switch (delivery.state) {
    case 'DELIVERED':
    case 'VERIFIED':
      return delivery.hasCase ? 'created' : 'delayed'
    case 'QUEUED':
    case 'SENDING':
    case 'RETRY_WAIT':
      return delivery.ageSeconds > patience ? 'delayed' : 'working'
    case 'UNKNOWN':
    case 'RECONCILING':
    case 'NEEDS_FIX':
    case 'BLOCKED_CONFIG':
    case 'NEEDS_OPERATOR':
    case 'DEAD':
    case 'CANCELLED':
    case 'DUPLICATE':
      return 'delayed'
  }
}

/** The submissions that a secret opens: the draft's own, and that of any device it was resumed on. */
function openedBy(tx: Tx, secret: string) {
  const { submission } = schema
  const hash = hashSecret(secret)
  return and(
    eq(submission.tenantId, tx.tenantId),
    or(eq(submission.secretHash, hash), inArray(submission.draftId, draftsOfDevice(tx, hash))),
  )
}

/** The receipt of the submission a secret opens, within its tenant. */
export async function receiptOfSecret(tx: Tx, secret: string): Promise<Receipt | null> {
  const { submission, delivery } = schema
  const [row] = await tx
    .select({
      submission,
      state: delivery.state,
      reference: delivery.reference,
      age: sql<number>`extract(epoch from now() - ${submission.acceptedAt})::float8`,
    })
    .from(submission)
    .innerJoin(delivery, eq(delivery.submissionId, submission.id))
    .where(openedBy(tx, secret))
  if (!row) return null
  const sent = row.submission
  const [snapshot, contact, events] = [
    await readSnapshot(tx, sent.id),
    await openContact(tx, sent),
    await eventTypes(tx, sent.id),
  ]
  const vorgangsnummer = row.reference?.vorgangsnummer
  const hasCase = row.reference !== null
  const state = receiptState({ state: row.state, ageSeconds: row.age, hasCase })
  return {
    reference: sent.reference,
    lead: sent.lead,
    acceptedAt: sent.acceptedAt.toISOString(),
    lang: sent.lang,
    state,
    ...(state === 'created' && vorgangsnummer && { vorgangsnummer }),
    mailSent: events.includes('mail.sent'),
    ...(contact?.email && { mailTo: maskEmail(contact.email) }),
    ...(events.includes('mail.withheld') && { mailWithheld: true }),
    ...(events.includes('email.confirmed') && { mailConfirmed: true }),
    persons: sent.persons === 2 ? 2 : 1,
    hasPhone: Boolean(contact?.phone),
    summary: snapshot?.summary ?? [],
    documents: snapshot ? documentsFor(sent.formId, snapshot.answers, envOf(sent)) : [],
    consents: (snapshot?.consents ?? []).map(({ text }) => text),
    test: sent.test,
  }
}

const envOf = ({ length, lang, acceptedAt }: typeof schema.submission.$inferSelect): Env => ({
  length,
  lang,
  today: berlinToday(acceptedAt),
})

/**
 * Works on the submission that a secret opens, within its tenant; null: unknown. Erased ones are opened too: what is left of them
 * says so itself.
 */
export async function withSubmission<T>(
  secret: string,
  work: (tx: Tx, submissionId: string) => Promise<T>,
): Promise<T | null> {
  const tenantId = secret.length > 100 ? null : await tenantOfSecret(hashSecret(secret))
  if (!tenantId) return null
  return withTenant(tenantId, async (tx) => {
    const { submission } = schema
    const [row] = await tx.select({ id: submission.id }).from(submission).where(openedBy(tx, secret))
    return row ? work(tx, row.id) : null
  })
}

/** Whether a secret opens a submission; far cheaper than its receipt. */
export async function isSent(tx: Tx, secret: string): Promise<boolean> {
  const { submission } = schema
  const found = await tx
    .select({ id: submission.id })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.secretHash, hashSecret(secret))))
  return found.length > 0
}

/** The receipt for whoever holds the secret; null: unknown, or erased. */
export async function receiptFor(secret: string): Promise<Receipt | null> {
  if (secret.length > 100) return null
  const tenantId = await tenantOfSecret(hashSecret(secret))
  return tenantId ? withTenant(tenantId, (tx) => receiptOfSecret(tx, secret)) : null
}
