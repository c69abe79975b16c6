import 'server-only'
import { and, eq, exists, inArray, lte, sql } from 'drizzle-orm'
import { eraseRecordKey } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'

const keptFor = sql`interval '30 days'`

/**
 * Erases what was sent 30 days after its case was created or checked (trust §5.2 P9), by deleting the keys; the proof
 * of the privacy statement and the reference stay. What is not delivered is never touched. Returns how many.
 */
export async function purgeDelivered(tx: Tx): Promise<number> {
  const { dataKey, delivery } = schema
  const due = await tx
    .select({ id: delivery.submissionId })
    .from(delivery)
    .where(
      and(
        eq(delivery.tenantId, tx.tenantId),
        inArray(delivery.state, ['DELIVERED', 'VERIFIED']),
        lte(delivery.updatedAt, sql`now() - ${keptFor}`),
        exists(
          tx
            .select({ one: sql`1` })
            .from(dataKey)
            .where(and(eq(dataKey.recordId, delivery.submissionId), eq(dataKey.purpose, 'submission'))),
        ),
      ),
    )
    .limit(500)
  for (const { id } of due) {
    await eraseRecordKey(tx, id, 'submission')
    await eraseRecordKey(tx, id, 'contact')
  }
  return due.length
}
