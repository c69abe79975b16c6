import 'server-only'
import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Attribution } from '@/lib/campaigns'
import {
  eraseRecordKey,
  newRecordKey,
  openJson,
  type RecordKey,
  recordKey,
  sealJson,
  storeRecordKey,
} from '@/lib/crypto/records'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import { readAnew } from '@/lib/forms/engine'
import type { Answers, Form, Lang, Length } from '@/lib/forms/engine/types'
import { deleteLinks } from '@/lib/links/store'
import { log } from '@/lib/log'
import { draftsOfDevice } from './devices'
import { type Moved, remembered } from './moved'

/** A draft, opened and locked for the transaction that holds it. */
export type Draft = {
  id: string
  campaignId: string
  /** Of the secret of the device that began it, unless that was ended (./devices.ts); it goes on as the receipt's. */
  secretHash: Buffer
  revision: number
  /** Of the form that has stored the answers last. */
  formVersion: number
  length: Length
  lang: Lang
  answers: Answers
  attribution: Attribution
  /** What has moved the indices of its lists, oldest first. */
  moved: readonly Moved[]
  createdAt: Date
  savedAt: Date
  expiresAt: Date
  /** Seconds since it was made, by the database's clock. */
  age: number
  key: RecordKey
}
type Content = { answers: Answers; attribution: Attribution; moved?: readonly Moved[] }

const name = 'draft.content.v1'
/** From the last input on (trust.md P9); the database's clock counts. */
const lifetime = sql`now() + interval '24 hours'`
const longLifetime = sql`now() + interval '28 days'`
const { draft: table } = schema
type Row = typeof table.$inferSelect

const selected = { row: table, age: sql<number>`extract(epoch from now() - ${table.createdAt})::float8` }
/** How long an erasure through a mailed link can be taken back. */
const timeToRestore = sql`interval '24 hours'`
const alive = (tx: Tx) =>
  and(eq(table.tenantId, tx.tenantId), isNull(table.erasedAt), gt(table.expiresAt, sql`now()`))

/**
 * The draft a secret opens, the first device's or one that came by a mailed link; locked. null: unknown, expired, sent or erased. A
 * second caller waits for the first.
 */
export async function lockDraft(tx: Tx, secret: string): Promise<Draft | null> {
  const hash = hashSecret(secret)
  const [found] = await tx
    .select(selected)
    .from(table)
    .where(and(alive(tx), or(eq(table.secretHash, hash), inArray(table.id, draftsOfDevice(tx, hash)))))
    .for('update', { of: table })
  return found ? opened(tx, found) : null
}

/** Seconds since the draft that this secret began was made, not locked; null: there is none (any more). */
export async function ageOf(tx: Tx, secret: string): Promise<number | null> {
  const [found] = await tx
    .select({ age: selected.age })
    .from(table)
    .where(and(alive(tx), eq(table.secretHash, hashSecret(secret))))
  return found?.age ?? null
}

/** The draft of this id, not locked; null: expired, sent or erased. */
export async function readDraft(tx: Tx, draftId: string): Promise<Draft | null> {
  const [found] = await tx
    .select(selected)
    .from(table)
    .where(and(alive(tx), eq(table.id, draftId)))
  return found ? opened(tx, found) : null
}

async function opened(tx: Tx, { row, age }: { row: Row; age: number }): Promise<Draft | null> {
  const key = await recordKey(tx, row.id, 'draft')
  const content = key && openJson<Content>(key, name, row.content)
  if (!key || !content) {
    log.error('draft.unreadable', { draftId: row.id })
    return null
  }
  return { ...row, moved: [], ...content, age, key }
}

/** The draft with its answers as this version of the form understands them. */
export function inForm(draft: Draft, form: Form): Draft {
  if (draft.formVersion === form.version) return draft
  return { ...draft, answers: readAnew(form, draft.answers, draft.lang) }
}

export type NewDraft = {
  id: string
  secret: string
  campaignId: string
  form: Pick<Form, 'id' | 'version'>
  length: Length
  lang: Lang
  attribution: Attribution
  /** When the page that its first input came from was shown; absent: now. */
  shownAt?: Date
}

/** Makes an empty draft; null when its secret is taken already (two first inputs crossed on the wire). */
export async function createDraft(tx: Tx, made: NewDraft): Promise<Draft | null> {
  const content: Content = { answers: {}, attribution: made.attribution }
  const key = newRecordKey(tx, made.id)
  const inserted = await tx
    .insert(table)
    .values({
      id: made.id,
      tenantId: tx.tenantId,
      campaignId: made.campaignId,
      secretHash: hashSecret(made.secret),
      formId: made.form.id,
      formVersion: made.form.version,
      length: made.length,
      lang: made.lang,
      // Sealed at once: a draft that was only begun can be opened like any other.
      content: sealJson(key, name, content),
      ...(made.shownAt && { turnedAt: made.shownAt }),
      expiresAt: lifetime,
    })
    .onConflictDoNothing({ target: table.secretHash })
    .returning()
  const [row] = inserted
  if (!row) return null
  await storeRecordKey(tx, key, 'draft')
  return { ...row, ...content, moved: [], age: 0, key }
}

/**
 * Stores answers and language under the next revision, and what moved indices on the way (absent: nothing did). Only an input moves the
 * expiry, looking on does not.
 */
export async function storeDraft(
  tx: Tx,
  draft: Draft,
  next: {
    answers: Answers
    lang: Lang
    form: Pick<Form, 'version'>
    input: boolean
    moved?: readonly Moved[]
  },
): Promise<Draft> {
  const moved = remembered(draft.moved, next.moved ?? [])
  const content: Content = {
    answers: next.answers,
    attribution: draft.attribution,
    ...(moved.length > 0 && { moved }),
  }
  const [row] = await tx
    .update(table)
    .set({
      content: sealJson(draft.key, name, content),
      revision: draft.revision + 1,
      lang: next.lang,
      formVersion: next.form.version,
      ...(next.input && { savedAt: sql`now()`, expiresAt: sql`greatest(${table.expiresAt}, ${lifetime})` }),
    })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, draft.id)))
    .returning()
  if (!row) throw new Error('A locked draft vanished')
  return { ...draft, ...row, answers: next.answers, moved }
}

/** Keeps a draft for 28 days from now on, because the person wants to go on later; never shortens its life. */
export async function extendDraft(tx: Tx, draft: Draft): Promise<Draft> {
  const [row] = await tx
    .update(table)
    .set({ expiresAt: sql`greatest(${table.expiresAt}, ${longLifetime})` })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, draft.id)))
    .returning({ expiresAt: table.expiresAt })
  if (!row) throw new Error('A locked draft vanished')
  return { ...draft, ...row }
}

/** Removes a draft with its links and the key of what it held. */
export async function deleteDraft(tx: Tx, draftId: string): Promise<void> {
  await eraseRecordKey(tx, draftId, 'draft')
  await deleteLinks(tx, [draftId])
  await tx.delete(table).where(and(eq(table.tenantId, tx.tenantId), eq(table.id, draftId)))
}

/** Nobody opens, saves or sends the draft any more; until its day is over it can be restored. */
export async function eraseForADay(tx: Tx, draftId: string): Promise<void> {
  await tx
    .update(table)
    .set({ erasedAt: sql`now()` })
    .where(and(alive(tx), eq(table.id, draftId)))
}

const restorable = (tx: Tx, draftId: string) =>
  and(
    eq(table.tenantId, tx.tenantId),
    eq(table.id, draftId),
    gt(table.erasedAt, sql`now() - ${timeToRestore}`),
  )

/** Until when the erasure of a draft can be taken back; null: it was not erased, or it is too late. */
export async function restorableUntil(tx: Tx, draftId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ until: sql<string>`${table.erasedAt} + ${timeToRestore}` })
    .from(table)
    .where(restorable(tx, draftId))
  return row ? new Date(row.until) : null
}

/** Takes an erasure back, if it is not too late: whether it did. The draft lives a day more at least. */
export async function restoreDraft(tx: Tx, draftId: string): Promise<boolean> {
  const restored = await tx
    .update(table)
    .set({ erasedAt: null, expiresAt: sql`greatest(${table.expiresAt}, ${lifetime})` })
    .where(restorable(tx, draftId))
  return restored.rowCount === 1
}

/** Removes the tenant's drafts whose time is over; answers how many. For the worker's purge. */
export async function purgeExpiredDrafts(tx: Tx, now: Date): Promise<number> {
  const due = await tx
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        or(
          and(isNull(table.erasedAt), lte(table.expiresAt, now)),
          lte(table.erasedAt, sql`${now.toISOString()}::timestamptz - ${timeToRestore}`),
        ),
      ),
    )
    .limit(500)
    .for('update', { skipLocked: true })
  for (const { id } of due) await deleteDraft(tx, id)
  return due.length
}
