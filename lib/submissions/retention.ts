import 'server-only'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { forgetRecordKeys } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { deleteLinks } from '@/lib/links/store'
import { dropContactIndex } from './contact-index'

/**
 * When submissions leave (trust §5.2 P9). Every rule takes the time from its caller. Erasing means deleting the data keys
 * (what they sealed stays ciphertext for ever) and the hashes by which a person could be found.
 */
const day = 24 * 3600 * 1000
export const daysKept = {
  /** After the case was read back, or created where it cannot be read; after the cancellation of what got no case. */
  payload: 30,
  /** After these an undelivered submission is an alarm (lib/delivery/figures.ts); it is never erased by age. */
  undelivered: 90,
} as const
const before = (now: Date, days: number) => new Date(now.getTime() - days * day)

/** Nothing is left to do for these; DUPLICATE is not among them until an operator has decided. */
const ended: DeliveryState[] = ['DELIVERED', 'VERIFIED', 'CANCELLED']
const { dataKey, delivery } = schema

/** Makes answers, payload, contact and events' details unreadable, at once and for ever. The proof stays. */
export async function eraseSubmissions(tx: Tx, submissionIds: readonly string[]): Promise<void> {
  if (submissionIds.length === 0) return
  forgetRecordKeys(tx)
  await tx
    .delete(dataKey)
    .where(
      and(
        eq(dataKey.tenantId, tx.tenantId),
        inArray(dataKey.recordId, [...submissionIds]),
        inArray(dataKey.purpose, ['submission', 'contact']),
      ),
    )
  await dropContactIndex(tx, submissionIds)
  await deleteLinks(tx, submissionIds)
}

const hasKey = sql`exists (select 1 from ${dataKey} where ${dataKey.recordId} = ${delivery.submissionId})`

/**
 * Erases what was sent 30 days after its case was read back (DELIVERED counts from its creation, CANCELLED from the
 * cancellation, the last change of that row). What is not delivered is never touched. Returns how many.
 */
export async function purgePayloads(tx: Tx, now: Date): Promise<number> {
  const endedAt = sql`case when ${delivery.state} = 'CANCELLED' then ${delivery.updatedAt}
    else coalesce(${delivery.verifiedAt}, ${delivery.deliveredAt}, ${delivery.updatedAt}) end`
  const due = await tx
    .select({ id: delivery.submissionId })
    .from(delivery)
    .where(
      and(
        eq(delivery.tenantId, tx.tenantId),
        inArray(delivery.state, ended),
        lte(endedAt, before(now, daysKept.payload)),
        hasKey,
      ),
    )
    .limit(500)
  await eraseSubmissions(
    tx,
    due.map(({ id }) => id),
  )
  return due.length
}

async function gone(tx: Tx, query: ReturnType<typeof sql>): Promise<number> {
  const result = await tx.execute<{ gone: number }>(query)
  return result.rows[0]?.gone ?? 0
}

/** The audit's entries of more than 12 months ago. The database refuses every other way to delete one. */
export const purgeAudit = (tx: Tx, now: Date): Promise<number> =>
  gone(tx, sql`select retain_audit(${tx.tenantId}::uuid, ${now.toISOString()}::timestamptz) as gone`)

/**
 * Proofs of what was shown, five years after the showing and each use (acceptance, delivery, mail; § 7a UWG), and with them
 * the rest of their submissions. The rule stands in the SQL function, the only way past the triggers.
 */
export const purgeProofs = (tx: Tx, now: Date): Promise<number> =>
  gone(tx, sql`select retain_proofs(${tx.tenantId}::uuid, ${now.toISOString()}::timestamptz) as gone`)

/** Data keys whose record is gone, one day after they were made: none is left by the program, but some by hands. */
export async function purgeOrphanedKeys(tx: Tx, now: Date): Promise<number> {
  const result = await tx.execute(sql`
    delete from data_key k
    where k.tenant_id = ${tx.tenantId}::uuid and k.created_at <= ${before(now, 1).toISOString()}::timestamptz
      and not exists (select 1 from draft d where d.id = k.record_id)
      and not exists (select 1 from submission s where s.id = k.record_id)`)
  return result.rowCount ?? 0
}
