import 'server-only'
import { and, asc, count, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import { indexKeyring, type Keyring } from '@/lib/crypto/keyring'
import { type Batch, countVersions, type Rotation, rotateAll, type VersionCount } from '@/lib/crypto/rotation'
import { schema, type Tx } from '@/lib/db'
import { contactsIn } from './contact'
import { indexContacts } from './contact-index'
import { readSnapshot } from './snapshot'

/**
 * Rotation of INDEX_KEY. A hash cannot be hashed anew, so each submission is opened and its people are indexed again, everybody of whom
 * its payload speaks. The old key is not needed for it: even a lost one costs only the look-ups until then.
 */
const { contactIndex, dataKey } = schema
const batchSize = 100

/** How many rows of the index stand under each version of INDEX_KEY. */
export const indexVersions = (ring: Keyring = indexKeyring()): Promise<VersionCount[]> =>
  countVersions(ring, (tx) =>
    tx
      .select({ version: contactIndex.keyVersion, n: count() })
      .from(contactIndex)
      .where(eq(contactIndex.tenantId, tx.tenantId))
      .groupBy(contactIndex.keyVersion),
  )

const isOld = (tx: Tx, ring: Keyring) =>
  and(eq(contactIndex.tenantId, tx.tenantId), ne(contactIndex.keyVersion, ring.current))

/**
 * The next submissions after `cursor` with rows under another version. Their data keys are locked first, as erasure deletes them first:
 * so nobody's hash comes back after it was erased. What somebody holds is skipped and comes in the next pass.
 */
async function rotateBatch(tx: Tx, ring: Keyring, cursor: string | null): Promise<Batch<string>> {
  const old = tx
    .select({ one: sql`1` })
    .from(contactIndex)
    .where(and(isOld(tx, ring), eq(contactIndex.submissionId, dataKey.recordId)))
  const due = await tx
    .select({ id: dataKey.recordId })
    .from(dataKey)
    .where(
      and(
        eq(dataKey.tenantId, tx.tenantId),
        eq(dataKey.purpose, 'submission'),
        cursor ? gt(dataKey.recordId, cursor) : undefined,
        sql`exists ${old}`,
      ),
    )
    .orderBy(asc(dataKey.recordId))
    .limit(batchSize)
    .for('update', { skipLocked: true })
  const unreadable: string[] = []
  const opened: { id: string; contacts: ReturnType<typeof contactsIn> }[] = []
  for (const { id } of due) {
    const snapshot = await readSnapshot(tx, id)
    if (snapshot) opened.push({ id, contacts: contactsIn(snapshot.payload) })
    else unreadable.push(`index ${id}`)
  }
  if (opened.length > 0) {
    const ids = opened.map(({ id }) => id)
    await tx.delete(contactIndex).where(and(isOld(tx, ring), inArray(contactIndex.submissionId, ids)))
  }
  for (const { id, contacts } of opened) await indexContacts(tx, id, contacts)
  return { rotated: opened.length, unreadable, last: due.at(-1)?.id ?? null }
}

/** Indexes under the last version of INDEX_KEY whoever stands under another one. Counts submissions; `left` counts rows. */
export function rotateIndex(told: (rotated: number) => void = () => {}): Promise<Rotation> {
  const ring = indexKeyring()
  return rotateAll<string>(
    (tx, cursor) => rotateBatch(tx, ring, cursor),
    () => indexVersions(ring),
    told,
  )
}
