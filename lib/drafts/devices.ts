import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { hashSecret, randomSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'

/**
 * Devices that opened a draft by a mailed link (docs/decisions/020). Each has a secret of its own; the first device's stays good, so
 * that two devices are like two tabs: each save says what it changes from, and a contradiction is told.
 */
const { draftDevice } = schema

/** Ids of the draft that a device's secret opens, as a subquery; the id outlives the draft in its submission. */
export const draftsOfDevice = (tx: Tx, hash: Buffer) =>
  tx
    .select({ id: draftDevice.draftId })
    .from(draftDevice)
    .where(and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.secretHash, hash)))

/** A new device's secret. */
export async function addDevice(tx: Tx, draftId: string): Promise<string> {
  const secret = randomSecret()
  await tx.insert(draftDevice).values({ tenantId: tx.tenantId, draftId, secretHash: hashSecret(secret) })
  return secret
}

/** Forgets devices whose draft is neither here nor sent any more; answers how many. For the worker's purge. */
export async function purgeDevices(tx: Tx): Promise<number> {
  const result = await tx.execute(sql`
    delete from draft_device v
    where v.tenant_id = ${tx.tenantId}::uuid
      and not exists (select 1 from draft d where d.id = v.draft_id)
      and not exists (select 1 from submission s where s.draft_id = v.draft_id)`)
  return result.rowCount ?? 0
}
