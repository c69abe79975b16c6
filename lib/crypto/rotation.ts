import 'server-only'
import { and, count, eq, ne, sql } from 'drizzle-orm'
import { schema, type Tx, tenantIds, withTenant } from '@/lib/db'
import { type Keyring, keyring, unwrapKey, wrapKey } from './keyring'
import { keyPlace, type Purpose } from './records'

/**
 * Rotation of the wrapping keys (trust §5 S13): every data key is wrapped anew under the last key of ENCRYPTION_KEYS. What the
 * data keys sealed is not touched, so readers and writers go on meanwhile; each batch is one short transaction.
 */
const { dataKey } = schema
const batchSize = 200
/** Processes that still write under an old version could keep one run busy for ever. */
const mostPasses = 20

export type VersionCount = { version: string; rows: number; known: boolean; current: boolean }

/** How many data keys each version wraps; `known`: the version stands in ENCRYPTION_KEYS. Current version included with 0. */
export async function keyVersions(ring: Keyring = keyring()): Promise<VersionCount[]> {
  const rows = new Map<string, number>([...ring.keys.keys()].map((version) => [version, 0]))
  for (const tenantId of await tenantIds()) {
    const found = await withTenant(tenantId, (tx) =>
      tx
        .select({ version: dataKey.keyVersion, n: count() })
        .from(dataKey)
        .where(eq(dataKey.tenantId, tenantId))
        .groupBy(dataKey.keyVersion),
    )
    for (const { version, n } of found) rows.set(version, (rows.get(version) ?? 0) + n)
  }
  return [...rows].map(([version, n]) => ({
    version,
    rows: n,
    known: ring.keys.has(version),
    current: version === ring.current,
  }))
}

type Row = typeof dataKey.$inferSelect
type Cursor = Pick<Row, 'recordId' | 'purpose'>
type Batch = { rotated: number; unreadable: Cursor[]; last: Cursor | null }

/**
 * The next rows after `cursor` that an older version wraps. A row that somebody else holds is skipped and comes in the next
 * pass; a row that no known key opens is reported and left as it is, since wrapping it anew would only hide it.
 */
async function rotateBatch(tx: Tx, ring: Keyring, cursor: Cursor | null): Promise<Batch> {
  const after = cursor
    ? sql`(${dataKey.recordId}, ${dataKey.purpose}) > (${cursor.recordId}::uuid, ${cursor.purpose})`
    : undefined
  const rows = await tx
    .select()
    .from(dataKey)
    .where(and(eq(dataKey.tenantId, tx.tenantId), ne(dataKey.keyVersion, ring.current), after))
    .orderBy(dataKey.recordId, dataKey.purpose)
    .limit(batchSize)
    .for('update', { skipLocked: true })
  const unreadable: Cursor[] = []
  let rotated = 0
  for (const row of rows) {
    const place = keyPlace(tx.tenantId, row.recordId, row.purpose)
    const opened = unwrapKey(ring, place, row)
    if (opened.kind === 'unreadable') {
      unreadable.push(row)
      continue
    }
    await tx
      .update(dataKey)
      .set(wrapKey(ring, place, opened.bytes))
      .where(
        and(
          eq(dataKey.tenantId, tx.tenantId),
          eq(dataKey.recordId, row.recordId),
          eq(dataKey.purpose, row.purpose),
        ),
      )
    rotated++
  }
  return { rotated, unreadable, last: rows.at(-1) ?? null }
}

export type Rotation = {
  rotated: number
  /** Data keys that no key of ENCRYPTION_KEYS opens, each once. */
  unreadable: readonly { recordId: string; purpose: Purpose }[]
  /** Data keys still under another version than the last one; those that are unreadable are among them. */
  left: number
}

/**
 * Rotates all tenants' data keys. May be killed at any time and started again, and several may run at once: what is done is
 * committed, the rest is found again. Passes repeat while they get on, for rows that were held the first time.
 * @param told called after each batch with the number of rows rotated so far
 */
export async function rotateKeys(told: (rotated: number) => void = () => {}): Promise<Rotation> {
  const ring = keyring()
  let rotated = 0
  let unreadable = new Map<string, Cursor>()
  for (let pass = 0, progress = true; progress && pass < mostPasses; pass++) {
    const before = rotated
    unreadable = new Map()
    for (const tenantId of await tenantIds()) {
      for (let cursor: Cursor | null = null; ; ) {
        const batch: Batch = await withTenant(tenantId, (tx) => rotateBatch(tx, ring, cursor))
        if (!batch.last) break
        for (const row of batch.unreadable) unreadable.set(`${row.recordId} ${row.purpose}`, row)
        rotated += batch.rotated
        cursor = batch.last
        told(rotated)
      }
    }
    progress = rotated > before
  }
  const old = (await keyVersions(ring)).filter((version) => !version.current)
  return {
    rotated,
    unreadable: [...unreadable.values()].map(({ recordId, purpose }) => ({ recordId, purpose })),
    left: old.reduce((sum, version) => sum + version.rows, 0),
  }
}
