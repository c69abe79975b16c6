import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { recordKey, sealJson } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import type { Json } from '@/lib/forms/engine/types'

/** Closed vocabulary; the office's timeline is drawn from it. `mail.sent` makes the receipt say so. */
export type EventType =
  | 'accepted'
  | 'privacy.shown'
  // Looked like a program's (lib/limits/suspicion.ts); delivered all the same.
  | 'suspicious'
  | 'delivery.state'
  | 'delivery.verified'
  // Before each try, so that a crash while sending cannot send the same mail twice.
  | 'mail.try.received'
  | 'mail.try.created'
  | 'mail.sent'
  | 'mail.failed'
  // Not written, because this mailbox has had its letters of the day (lib/limits/letters.ts); the receipt says so.
  | 'mail.withheld'
  // The address was asked to be confirmed (the mail server took the letter), and was.
  | 'email.asked'
  | 'email.confirmed'
export type Actor = 'person' | 'worker' | 'operator'

export type SubmissionEvent = { type: EventType; actor: Actor; detail?: Json }

/** `kind`: which letter it would have been. */
export const letterWithheld = (kind: 'confirm' | 'received' | 'created'): SubmissionEvent => ({
  type: 'mail.withheld',
  actor: 'worker',
  detail: { kind },
})

/** What the details are sealed as. */
export const eventDetail = 'submission_event.detail.v1'

/** Appends to the submission's history, in this order. `detail` is stored encrypted and dropped when the submission was erased. */
export async function appendEvent(
  tx: Tx,
  submissionId: string,
  ...events: [SubmissionEvent, ...SubmissionEvent[]]
): Promise<void> {
  const sealed = events.some(({ detail }) => detail !== undefined)
  const key = sealed ? await recordKey(tx, submissionId, 'submission') : null
  const rows = events.map(({ type, actor, detail }) => ({
    tenantId: tx.tenantId,
    submissionId,
    type,
    actor,
    detail: key && detail !== undefined ? sealJson(key, eventDetail, detail) : null,
  }))
  await tx.insert(schema.submissionEvent).values(rows)
}

/** Which types of events a submission has, in order. */
export async function eventTypes(tx: Tx, submissionId: string): Promise<string[]> {
  const { submissionEvent } = schema
  const rows = await tx
    .select({ type: submissionEvent.type })
    .from(submissionEvent)
    .where(and(eq(submissionEvent.tenantId, tx.tenantId), eq(submissionEvent.submissionId, submissionId)))
    .orderBy(asc(submissionEvent.seq))
  return rows.map((row) => row.type)
}
