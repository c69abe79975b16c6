import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { hashSecret, randomSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import type { Device, Gone } from './later-protocol'

/**
 * Devices that opened a draft by a mailed link (docs/decisions/020). Each has a secret of its own; the first device's stays good, so
 * that two devices are like two tabs: each save says what it changes from, and a contradiction is told. Each may end another.
 */
const { draft: draftTable, draftDevice, endedDevice } = schema

/** Ids of the draft that a device's secret opens, as a subquery; the id outlives the draft in its submission. */
export const draftsOfDevice = (tx: Tx, hash: Buffer) =>
  tx
    .select({ id: draftDevice.draftId })
    .from(draftDevice)
    .where(and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.secretHash, hash)))

/**
 * More than anybody has: a phone, a tablet, a computer, one each of a partner and an advisor, and again after a cleared browser. It bounds
 * what a mailbox that others read can open.
 */
export const mostDevices = 10

/**
 * A new device's secret. A link that was mailed must open the draft, so the one that came by a link the longest time ago is ended where
 * there would be too many; the device that began the draft stays.
 */
export async function addDevice(tx: Tx, draftId: string): Promise<string> {
  const secret = randomSecret()
  const over = await tx
    .select({ id: draftDevice.id })
    .from(draftDevice)
    .where(and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.draftId, draftId)))
    .orderBy(desc(draftDevice.createdAt), desc(draftDevice.id))
    .offset(mostDevices - 1)
  for (const { id } of over) await endLinked(tx, draftId, id)
  await tx.insert(draftDevice).values({ tenantId: tx.tenantId, draftId, secretHash: hashSecret(secret) })
  return secret
}

/** The part of a draft that its devices depend on. */
type BegunDraft = { id: string; secretHash: Buffer; createdAt: Date }

const first = 'first'
/** Stands in the draft's row when the device that began it was ended: 16 bytes, which no secret hashes to. */
const endedHash = (draftId: string) => Buffer.from(draftId.replaceAll('-', ''), 'hex')

/** The devices that can open a locked draft, in the order in which they came; `secret`: that of the one that asks. */
export async function devicesOf(tx: Tx, draft: BegunDraft, secret: string): Promise<Device[]> {
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
export async function endDevice(tx: Tx, draft: BegunDraft, { id }: Device): Promise<void> {
  if (id !== first) return endLinked(tx, draft.id, id)
  await tx
    .update(draftTable)
    .set({ secretHash: endedHash(draft.id) })
    .where(and(eq(draftTable.tenantId, tx.tenantId), eq(draftTable.id, draft.id)))
  await remember(tx, draft.secretHash)
}

async function endLinked(tx: Tx, draftId: string, id: string): Promise<void> {
  const ended = await tx
    .delete(draftDevice)
    .where(
      and(eq(draftDevice.tenantId, tx.tenantId), eq(draftDevice.draftId, draftId), eq(draftDevice.id, id)),
    )
    .returning({ secretHash: draftDevice.secretHash })
  for (const { secretHash } of ended) await remember(tx, secretHash)
}

const remember = (tx: Tx, secretHash: Buffer) =>
  tx.insert(endedDevice).values({ tenantId: tx.tenantId, secretHash }).onConflictDoNothing()

/** What a secret that opens nothing is answered: whether it was ended, or whatever else became of its draft. */
export async function goneFor(tx: Tx, secret: string): Promise<Gone> {
  const ended = await tx
    .select({ one: sql`1` })
    .from(endedDevice)
    .where(and(eq(endedDevice.tenantId, tx.tenantId), eq(endedDevice.secretHash, hashSecret(secret))))
  return ended.length > 0 ? { kind: 'gone', ended: true } : { kind: 'gone' }
}

/** How long a draft lives at most without anybody's doing: after that nobody is told any more why a device opens nothing. */
const daysRemembered = 28

/** Forgets ended devices after that time; answers how many. For the worker's purge. */
export async function purgeEndedDevices(tx: Tx, now: Date): Promise<number> {
  const result = await tx.execute(sql`
    delete from ended_device
    where tenant_id = ${tx.tenantId}::uuid
      and ended_at <= ${now.toISOString()}::timestamptz - make_interval(days => ${daysRemembered})`)
  return result.rowCount ?? 0
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
