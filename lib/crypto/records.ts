import 'server-only'
import { and, eq } from 'drizzle-orm'
import { schema, type Tx } from '@/lib/db'
import { open, seal } from './cipher'
import { keyring, newDataKey, unwrapKey, wrapKey } from './keyring'

export type Purpose = (typeof schema.dataKey.$inferSelect)['purpose']
/** An open data key and the record it belongs to. Lives as long as the transaction that made it. */
export type RecordKey = { tenantId: string; recordId: string; key: Buffer }

/** What a wrapped key is bound to. */
export const keyPlace = (tenantId: string, recordId: string, purpose: Purpose) => ({
  tenantId,
  recordId,
  schema: `data_key.${purpose}.v1`,
})

/** Opened once per transaction: sealing an event needs the key that opening the snapshot has just needed. */
const opened = new WeakMap<Tx, Map<string, RecordKey>>()
const slot = (recordId: string, purpose: Purpose) => `${purpose}:${recordId}`
function keep(tx: Tx, purpose: Purpose, key: RecordKey): RecordKey {
  const known = opened.get(tx) ?? new Map<string, RecordKey>()
  opened.set(tx, known.set(slot(key.recordId, purpose), key))
  return key
}

/** Whoever deletes rows of `data_key` calls this in the same transaction, so that nothing more is sealed or opened with them. */
export const forgetRecordKeys = (tx: Tx): boolean => opened.delete(tx)

/** Makes and stores the data key of a new record. */
export async function createRecordKey(tx: Tx, recordId: string, purpose: Purpose): Promise<RecordKey> {
  const made = newRecordKey(tx, recordId)
  await storeRecordKey(tx, made, purpose)
  return made
}

/** A data key for a record that is yet to be stored; without `storeRecordKey` what it seals can never be opened. */
export const newRecordKey = ({ tenantId }: Tx, recordId: string): RecordKey => ({
  tenantId,
  recordId,
  key: newDataKey(),
})

export async function storeRecordKey(tx: Tx, made: RecordKey, purpose: Purpose): Promise<void> {
  const { tenantId, recordId, key } = made
  const { wrapped, keyVersion } = wrapKey(keyring(), keyPlace(tenantId, recordId, purpose), key)
  await tx.insert(schema.dataKey).values({ tenantId, recordId, purpose, wrapped, keyVersion })
  keep(tx, purpose, made)
}

/** null: the record was erased, or its key cannot be unwrapped with the environment's keys. */
export async function recordKey(tx: Tx, recordId: string, purpose: Purpose): Promise<RecordKey | null> {
  const known = opened.get(tx)?.get(slot(recordId, purpose))
  if (known) return known
  const { dataKey } = schema
  const [row] = await tx
    .select()
    .from(dataKey)
    .where(
      and(eq(dataKey.tenantId, tx.tenantId), eq(dataKey.recordId, recordId), eq(dataKey.purpose, purpose)),
    )
  if (!row) return null
  const unwrapped = unwrapKey(keyring(), keyPlace(tx.tenantId, recordId, purpose), row)
  return unwrapped.kind === 'opened'
    ? keep(tx, purpose, { tenantId: tx.tenantId, recordId, key: unwrapped.bytes })
    : null
}

/** Deleting the key is the erasure: what it sealed can never be opened again. */
export async function eraseRecordKey(tx: Tx, recordId: string, purpose: Purpose): Promise<void> {
  const { dataKey } = schema
  opened.get(tx)?.delete(slot(recordId, purpose))
  await tx
    .delete(dataKey)
    .where(
      and(eq(dataKey.tenantId, tx.tenantId), eq(dataKey.recordId, recordId), eq(dataKey.purpose, purpose)),
    )
}

/** Seals JSON under a record's key; `name` says which column and version of its shape it is. */
export function sealJson(record: RecordKey, name: string, value: unknown): Buffer {
  return seal(record.key, { ...record, schema: name }, Buffer.from(JSON.stringify(value), 'utf8'))
}

/** The JSON again; null when it cannot be opened. The caller knows its shape, since only `sealJson` makes it. */
export function openJson<T>(record: RecordKey, name: string, sealed: Buffer): T | null {
  const content = open(record.key, { ...record, schema: name }, sealed)
  return content.kind === 'opened' ? (JSON.parse(content.bytes.toString('utf8')) as T) : null
}
