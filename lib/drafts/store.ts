import 'server-only'
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Attribution } from '@/lib/campaigns'
import {
  createRecordKey,
  eraseRecordKey,
  openJson,
  type RecordKey,
  recordKey,
  sealJson,
} from '@/lib/crypto/records'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import { readAnew } from '@/lib/forms/engine'
import type { Answers, Form, Lang, Length } from '@/lib/forms/engine/types'
import { log } from '@/lib/log'

/** A draft, opened and locked for the transaction that holds it. */
export type Draft = {
  id: string
  campaignId: string
  revision: number
  /** Of the form that has stored the answers last. */
  formVersion: number
  length: Length
  lang: Lang
  answers: Answers
  attribution: Attribution
  savedAt: Date
  expiresAt: Date
  /** Seconds since it was made, by the database's clock. */
  age: number
  key: RecordKey
}
type Content = { answers: Answers; attribution: Attribution }

const name = 'draft.content.v1'
/** From the last input on (trust.md P9); the database's clock counts. */
const lifetime = sql`now() + interval '24 hours'`
const { draft: table } = schema

/** The draft a secret opens, locked; null: unknown, expired, sent or erased. A second caller waits for the first. */
export async function lockDraft(tx: Tx, secret: string): Promise<Draft | null> {
  const [found] = await tx
    .select({ row: table, age: sql<number>`extract(epoch from now() - ${table.createdAt})::float8` })
    .from(table)
    .where(
      and(
        eq(table.tenantId, tx.tenantId),
        eq(table.secretHash, hashSecret(secret)),
        gt(table.expiresAt, sql`now()`),
      ),
    )
    .for('update')
  if (!found) return null
  const { row, age } = found
  const key = await recordKey(tx, row.id, 'draft')
  const content = key && openJson<Content>(key, name, row.content)
  if (!key || !content) {
    log.error('draft.unreadable', { draftId: row.id })
    return null
  }
  return { ...row, ...content, age, key }
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
}

/** Makes an empty draft; null when its secret is taken already (two first inputs crossed on the wire). */
export async function createDraft(tx: Tx, made: NewDraft): Promise<Draft | null> {
  const content: Content = { answers: {}, attribution: made.attribution }
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
      content: Buffer.alloc(0),
      expiresAt: lifetime,
    })
    .onConflictDoNothing({ target: table.secretHash })
    .returning()
  const [row] = inserted
  if (!row) return null
  const key = await createRecordKey(tx, row.id, 'draft')
  // Sealed at once: the key hangs on the row, and a draft that was only begun can be opened like any other.
  await tx
    .update(table)
    .set({ content: sealJson(key, name, content) })
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, row.id)))
  return { ...row, ...content, age: 0, key }
}

/** Stores answers and language under the next revision. Only an input moves the expiry, looking on does not. */
export async function storeDraft(
  tx: Tx,
  draft: Draft,
  next: { answers: Answers; lang: Lang; form: Pick<Form, 'version'>; input: boolean },
): Promise<Draft> {
  const content: Content = { answers: next.answers, attribution: draft.attribution }
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
  return { ...draft, ...row, answers: next.answers }
}

/** Removes a draft and the key of what it held. */
export async function deleteDraft(tx: Tx, draftId: string): Promise<void> {
  await eraseRecordKey(tx, draftId, 'draft')
  await tx.delete(table).where(and(eq(table.tenantId, tx.tenantId), eq(table.id, draftId)))
}

/** Removes the tenant's drafts whose time is over; answers how many. For the worker's purge. */
export async function purgeExpiredDrafts(tx: Tx, now: Date): Promise<number> {
  const due = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.tenantId, tx.tenantId), lte(table.expiresAt, now)))
    .limit(500)
    .for('update', { skipLocked: true })
  for (const { id } of due) await deleteDraft(tx, id)
  return due.length
}
