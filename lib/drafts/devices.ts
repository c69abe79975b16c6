import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { hashSecret, randomSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import type { Device } from './later-protocol'
import type { Draft } from './store'

/**
 * Devices that opened a draft by a mailed link (docs/decisions/020). Each has a secret of its own; the first device's stays good, so
 * that two devices are like two tabs: each save says what it changes from, and a contradiction is told. Each may end another.
 */
const { draft: draftTable, draftDevice } = schema

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

const first = 'first'
/** Stands in the draft's row when the device that began it was ended: 16 bytes, which no secret hashes to. */
const endedHash = (draftId: string) => Buffer.from(draftId.replaceAll('-', ''), 'hex')

/** The devices that can open a locked draft, in the order in which they came; `secret`: that of the one that asks. */
export async function devicesOf(tx: Tx, draft: Draft, secret: string): Promise<Device[]> {
  const hash = hashSecret(secret)
  const rows = await tx
    .select()
    .from(draftDevice)
    .where(and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.draftId, draft.id)))
    .orderBy(draftDevice.createdAt, draftDevice.id)
  const began = draft.secretHash.equals(endedHash(draft.id)) ? [] : [{ ...draft, id: first }]
  return [...began, ...rows].map(({ id, createdAt, secretHash }) => ({
    id,
    way: id === first ? 'begun' : 'link',
    openedAt: createdAt.toISOString(),
    here: secretHash.equals(hash),
  }))
}

/** From now on the device's secret opens nothing, neither the locked draft nor later the receipt. */
export async function endDevice(tx: Tx, draft: Draft, { id }: Device): Promise<void> {
  if (id === first)
    await tx
      .update(draftTable)
      .set({ secretHash: endedHash(draft.id) })
      .where(and(eq(draftTable.tenantId, tx.tenantId), eq(draftTable.id, draft.id)))
  else
    await tx
      .delete(draftDevice)
      .where(
        and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.draftId, draft.id), eq(draftDevice.id, id)),
      )
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
