import 'server-only'
import { and, count, eq, gte, isNull, or, sql } from 'drizzle-orm'
import type { Outcome, Sending } from '@/lib/cases/target'
import { schema, type Tx } from '@/lib/db'
import { payloadSha256 } from '@/lib/submissions/payload'

const { deliveryAttempt } = schema

/** One row per try. `sending.traceId` is what the platform was told too. */
export type Attempt = { deliveryId: string; attemptNo: number; sending: Sending }

export async function beginAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  await tx.insert(deliveryAttempt).values({
    tenantId: tx.tenantId,
    deliveryId: attempt.deliveryId,
    attemptNo: attempt.attemptNo,
    traceId: attempt.sending.traceId,
    startedAt: now,
    payloadSha256: payloadSha256(attempt.sending.payload),
  })
}

/** Keeps the outcome once; a second one, of a worker that came back late, does not replace it. */
export async function endAttempt(tx: Tx, attempt: Attempt, outcome: Outcome, now: Date): Promise<void> {
  const problem = outcome.kind === 'rejected' ? outcome.problem : null
  await tx
    .update(deliveryAttempt)
    .set({
      finishedAt: now,
      outcome: outcome.kind,
      httpStatus:
        outcome.kind === 'delivered' ? 201 : outcome.kind === 'rejected' ? problem?.status : outcome.status,
      reason: problem?.reason ?? ('reason' in outcome ? outcome.reason : 'created'),
    })
    .where(
      and(
        eq(deliveryAttempt.tenantId, tx.tenantId),
        eq(deliveryAttempt.deliveryId, attempt.deliveryId),
        eq(deliveryAttempt.attemptNo, attempt.attemptNo),
        isNull(deliveryAttempt.finishedAt),
      ),
    )
}

/** How many tries since then failed without a byte sent; 429 is the platform's pace and uses no try. */
export async function failedTries(tx: Tx, deliveryId: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ failed: count() })
    .from(deliveryAttempt)
    .where(
      and(
        eq(deliveryAttempt.tenantId, tx.tenantId),
        eq(deliveryAttempt.deliveryId, deliveryId),
        gte(deliveryAttempt.startedAt, since),
        eq(deliveryAttempt.outcome, 'notSent'),
        or(isNull(deliveryAttempt.httpStatus), sql`${deliveryAttempt.httpStatus} <> 429`),
      ),
    )
  return row?.failed ?? 0
}
