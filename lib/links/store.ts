import 'server-only'
import { and, desc, eq, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import { openJson, type Purpose, recordKey, sealJson } from '@/lib/crypto/records'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import { enqueueLink } from './job'

/**
 * Links that go out by mail. Their secrets are made when the letter is (./send.ts), stand in the fragment of its address, and only
 * their hashes are stored. A GET does nothing; a button uses the link up.
 */
export type Link = typeof schema.mailedLink.$inferSelect
export type LinkKind = Link['kind']
export type MailState = Link['mail']

const { mailedLink: table } = schema
const name = 'mailed_link.address.v1'

/** Kinds that open a draft; whoever used one has proven to read mail at its address. */
export const draftKinds = ['resume', 'renewal', 'reminder'] as const satisfies readonly LinkKind[]
/** Under whose key the address stands. */
const purposeOf = (kind: LinkKind): Purpose => (kind === 'confirm' ? 'contact' : 'draft')
const daysGood: { readonly [kind in LinkKind]: number } = {
  resume: 28,
  renewal: 28,
  reminder: 28,
  confirm: 7,
}

/** Makes a link that the worker sends to this address soon. `recordId`: the draft, or for `confirm` the submission. */
export async function issueLink(
  tx: Tx,
  { kind, recordId, address }: { kind: LinkKind; recordId: string; address: string },
): Promise<void> {
  const key = await recordKey(tx, recordId, purposeOf(kind))
  if (!key) throw new Error('A link is issued for a record that is there')
  const [row] = await tx
    .insert(table)
    .values({
      tenantId: tx.tenantId,
      kind,
      recordId,
      address: sealJson(key, name, address),
      expiresAt: sql`now() + make_interval(days => ${daysGood[kind]})`,
    })
    .returning({ id: table.id })
  if (row) await enqueueLink(tx, row.id)
}

/** null: its record was erased. */
export async function addressOf(tx: Tx, link: Link): Promise<string | null> {
  const key = await recordKey(tx, link.recordId, purposeOf(link.kind))
  return key && openJson<string>(key, name, link.address)
}

/** A link with whether its button still works; `link` itself may be used or over. */
export type Presented = { link: Link; good: boolean }

/** The link that a secret belongs to, locked: a second press waits and finds it used. */
export async function lockLink(
  tx: Tx,
  secret: string,
  kinds: readonly LinkKind[],
): Promise<Presented | null> {
  const [row] = await tx
    .select({ link: table, good: sql<boolean>`${table.usedAt} is null and ${table.expiresAt} > now()` })
    .from(table)
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        eq(table.tokenHash, hashSecret(secret)),
        inArray(table.kind, [...kinds]),
      ),
    )
    .for('update')
  return row ?? null
}

export async function markUsed(tx: Tx, link: Link): Promise<void> {
  await tx
    .update(table)
    .set({ usedAt: sql`now()` })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, link.id), isNull(table.usedAt)))
}

/** The draft was erased through the link, which works for a day more at least: it alone takes back what it did. */
export async function markErased(tx: Tx, link: Link): Promise<void> {
  await tx
    .update(table)
    .set({ erasedAt: sql`now()`, expiresAt: sql`greatest(${table.expiresAt}, now() + interval '24 hours')` })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, link.id)))
}

/** That was taken back, through whichever link. */
export async function markRestored(tx: Tx, draftId: string): Promise<void> {
  await tx
    .update(table)
    .set({ erasedAt: null })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.recordId, draftId)))
}

/** A link has gone out: older ones about the same thing open nothing any more, those on their way neither. */
export async function voidOlder(tx: Tx, { id, kind, recordId, createdAt }: Link): Promise<void> {
  const kinds: readonly LinkKind[] = kind === 'confirm' ? [kind] : draftKinds
  await tx
    .update(table)
    .set({ expiresAt: sql`now()` })
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        eq(table.recordId, recordId),
        inArray(table.kind, [...kinds]),
        ne(table.id, id),
        lte(table.createdAt, createdAt),
        isNull(table.usedAt),
        isNull(table.erasedAt),
        sql`${table.expiresAt} > now()`,
      ),
    )
}

/** The link that was issued last for a draft. */
export async function lastLink(tx: Tx, draftId: string): Promise<Link | null> {
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.recordId, draftId)))
    .orderBy(desc(table.createdAt))
    .limit(1)
  return row ?? null
}

/** Addresses at which the draft was really opened by a mailed link. */
export async function provenAddresses(tx: Tx, draftId: string): Promise<string[]> {
  const used = await tx
    .select()
    .from(table)
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        eq(table.recordId, draftId),
        inArray(table.kind, [...draftKinds]),
        isNotNull(table.usedAt),
      ),
    )
  const addresses: string[] = []
  for (const link of used) {
    const address = await addressOf(tx, link)
    if (address) addresses.push(address)
  }
  return addresses
}

/** Removes all links of these records; of one through which its draft was erased only that is left, and no address. */
export async function deleteLinks(tx: Tx, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return
  const theirs = and(eq(table.tenantId, tx.tenantId), inArray(table.recordId, [...recordIds]))
  await tx.delete(table).where(and(theirs, isNull(table.erasedAt)))
  await tx
    .update(table)
    .set({ address: Buffer.alloc(0), expiresAt: sql`now()` })
    .where(theirs)
}

/** Removes what is left of links through which a draft was erased, once no link is that old; answers how many. */
export async function purgeErasedLinks(tx: Tx, now: Date): Promise<number> {
  const result = await tx.execute(sql`
    delete from mailed_link
    where tenant_id = ${tx.tenantId}::uuid
      and erased_at <= ${now.toISOString()}::timestamptz - make_interval(days => ${daysGood.resume})`)
  return result.rowCount ?? 0
}
