import 'server-only'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx, tenantOfSecret, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { draftsOfDevice } from '@/lib/drafts/devices'
import type { Receipt } from '@/lib/drafts/protocol'
import { maskEmail, openContact } from './contact'
import { eventTypes } from './events'
import { readSnapshot } from './snapshot'

const patience = 60

/**
 * What the person is told of a delivery. Nothing else than a case that exists is 'created'; what has lasted over a
 * minute or waits for a look-up or a person is 'delayed'.
 */
export function receiptState(delivery: {
  state: DeliveryState
  ageSeconds: number
  vorgangsnummer?: string
}): Receipt['state'] {
  switch (delivery.state) {
    case 'DELIVERED':
    case 'VERIFIED':
      return delivery.vorgangsnummer ? 'created' : 'delayed'
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

/** The receipt of the submission a secret opens, within its tenant. */
export async function receiptOfSecret(tx: Tx, secret: string): Promise<Receipt | null> {
  const { submission, delivery } = schema
  const hash = hashSecret(secret)
  const [row] = await tx
    .select({
      submission,
      state: delivery.state,
      reference: delivery.reference,
      age: sql<number>`extract(epoch from now() - ${submission.acceptedAt})::float8`,
    })
    .from(submission)
    .innerJoin(delivery, eq(delivery.submissionId, submission.id))
    .where(
      and(
        eq(submission.tenantId, tx.tenantId),
        or(eq(submission.secretHash, hash), inArray(submission.draftId, draftsOfDevice(tx, hash))),
      ),
    )
  if (!row) return null
  const sent = row.submission
  const [snapshot, contact, events] = [
    await readSnapshot(tx, sent.id),
    await openContact(tx, sent),
    await eventTypes(tx, sent.id),
  ]
  const vorgangsnummer = row.reference?.vorgangsnummer
  const state = receiptState({ state: row.state, ageSeconds: row.age, vorgangsnummer })
  return {
    reference: sent.reference,
    acceptedAt: sent.acceptedAt.toISOString(),
    lang: sent.lang,
    state,
    ...(state === 'created' && { vorgangsnummer }),
    mailSent: events.includes('mail.sent'),
    ...(contact?.email && { mailTo: maskEmail(contact.email) }),
    ...(events.includes('email.confirmed') && { mailConfirmed: true }),
    persons: sent.persons === 2 ? 2 : 1,
    hasPhone: Boolean(contact?.phone),
    summary: snapshot?.summary ?? [],
    test: sent.test,
  }
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
