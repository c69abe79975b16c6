import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { schema, type Tx } from '@/lib/db'
import type { DeliveryRow } from '../row'

/**
 * Is it known that no request of this delivery has made a case? Only if the last one was answered with a refusal, never left, or was looked
 * for and proven to have made none; and nothing says that another may have gone since (`sent_at` of a restored row is later
 * than its last attempt).
 */
export async function provenUnsent(tx: Tx, row: DeliveryRow): Promise<boolean> {
  if (row.lastReason === 'foundNone') return true
  const { deliveryAttempt } = schema
  const [last] = await tx
    .select({ startedAt: deliveryAttempt.startedAt, outcome: deliveryAttempt.outcome })
    .from(deliveryAttempt)
    .where(and(eq(deliveryAttempt.tenantId, tx.tenantId), eq(deliveryAttempt.deliveryId, row.id)))
    .orderBy(desc(deliveryAttempt.attemptNo))
    .limit(1)
  if (!last) return row.sentAt === null
  const answered = last.outcome === 'rejected' || last.outcome === 'notSent'
  return answered && (row.sentAt === null || row.sentAt <= last.startedAt)
}
