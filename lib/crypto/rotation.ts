import 'server-only'
import { and, count, eq, ne, sql } from 'drizzle-orm'
import { schema, type Tx, tenantIds, withTenant } from '@/lib/db'
import { type Keyring, keyring, unwrapKey, wrapKey } from './keyring'
import { keyPlace } from './records'

/**
 * Rotation of the wrapping keys (trust §5 S13): every data key is wrapped anew under the last key of ENCRYPTION_KEYS. What the
 * data keys sealed is not touched, so readers and writers go on meanwhile; each batch is one short transaction.
 */
const { dataKey } = schema
const batchSize = 200
/** Processes that still write under an old version could keep one run busy for ever. */
const mostPasses = 20

export type VersionCount = { version: string; rows: number; known: boolean; current: boolean }

/**
 * How many rows of all tenants stand under each version; `known`: the version is in the ring. Those of the ring included with 0.
 * @param countIn the rows of one tenant by version
 */
export async function countVersions(
  ring: Keyring,
  countIn: (tx: Tx) => Promise<readonly { version: string; n: number }[]>,
): Promise<VersionCount[]> {
  const rows = new Map<string, number>([...ring.keys.keys()].map((version) => [version, 0]))
  for (const tenantId of await tenantIds()) {
    const found = await withTenant(tenantId, countIn)
    for (const { version, n } of found) rows.set(version, (rows.get(version) ?? 0) + n)
  }
  return [...rows].map(([version, n]) => ({
    version,
    rows: n,
    known: ring.keys.has(version),
    current: version === ring.current,
  }))
}

/** How many data keys each version of ENCRYPTION_KEYS wraps. */
export const keyVersions = (ring: Keyring = keyring()): Promise<VersionCount[]> =>
  countVersions(ring, (tx) =>
    tx
      .select({ version: dataKey.keyVersion, n: count() })
      .from(dataKey)
      .where(eq(dataKey.tenantId, tx.tenantId))
      .groupBy(dataKey.keyVersion),
  )

type Row = typeof dataKey.$inferSelect
type Cursor = Pick<Row, 'recordId' | 'purpose'>
/** `last`: where the next one begins; null: nothing was left to look at. `unreadable` names what no known key opens. */
export type Batch<Cursor> = { rotated: number; unreadable: readonly string[]; last: Cursor | null }

/**
 * The next rows after `cursor` that an older version wraps. A row that somebody else holds is skipped and comes in the next
 * pass; a row that no known key opens is reported and left as it is, since wrapping it anew would only hide it.
 */
async function rotateBatch(tx: Tx, ring: Keyring, cursor: Cursor | null): Promise<Batch<Cursor>> {
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
  const unreadable: string[] = []
  let rotated = 0
  for (const row of rows) {
    const place = keyPlace(tx.tenantId, row.recordId, row.purpose)
    const opened = unwrapKey(ring, place, row)
    if (opened.kind === 'unreadable') {
      unreadable.push(`${row.purpose} ${row.recordId}`)
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
  /** What no key of the environment opens, each once, as it is told: `<what> <id>`. */
  unreadable: readonly string[]
  /** Rows still under another version than the last one; those of what is unreadable are among them. */
  left: number
}

/**
 * Rotates what all tenants hold, one batch after the other. May be killed at any time and started again, and several may run at once:
 * what is done is committed, the rest is found again. Passes repeat while they get on, for rows that were held the first time.
 * @param batchOf rotates the next rows after the cursor, in a transaction of its own
 * @param told called after each batch with the number rotated so far
 */
export async function rotateAll<Cursor>(
  batchOf: (tx: Tx, cursor: Cursor | null) => Promise<Batch<Cursor>>,
  versions: () => Promise<VersionCount[]>,
  told: (rotated: number) => void,
): Promise<Rotation> {
  let rotated = 0
  let unreadable = new Set<string>()
  for (let pass = 0, progress = true; progress && pass < mostPasses; pass++) {
    const before = rotated
    unreadable = new Set()
    for (const tenantId of await tenantIds()) {
      for (let cursor: Cursor | null = null; ; ) {
        const batch: Batch<Cursor> = await withTenant(tenantId, (tx) => batchOf(tx, cursor))
        if (batch.last === null) break
        for (const what of batch.unreadable) unreadable.add(what)
        rotated += batch.rotated
        cursor = batch.last
        told(rotated)
      }
    }
    progress = rotated > before
  }
  const old = (await versions()).filter((version) => !version.current)
  return { rotated, unreadable: [...unreadable], left: old.reduce((sum, version) => sum + version.rows, 0) }
}

/** Wraps all data keys under the last version of ENCRYPTION_KEYS. */
export function rotateKeys(told: (rotated: number) => void = () => {}): Promise<Rotation> {
  const ring = keyring()
  return rotateAll<Cursor>(
    (tx, cursor) => rotateBatch(tx, ring, cursor),
    () => keyVersions(ring),
    told,
  )
}
