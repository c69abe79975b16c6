import { z } from 'zod'
import type { Change, SaveRequest, SubmitRequest } from './protocol'

/**
 * The shape of what a browser sends, checked before anything else. Texts may be as long as the whole body: whether
 * a value is good is for the question to say, in words. What is not in the protocol is dropped and counted.
 */
export type Parsed<T> = { kind: 'ok'; request: T; ignored: number } | { kind: 'shape' }

const maxBytes = 256 * 1024
/** No page has as many controls. */
export const maxChanges = 100

const part = z.string().regex(/^[a-z]{1,20}$/i)
const raw = z.union([
  z.string(),
  z.record(part, z.string()).refine((parts) => Object.keys(parts).length <= 4),
])
const change = z.object({
  key: z.string().max(300),
  from: raw.nullable(),
  to: raw.nullable(),
  sent: raw.optional(),
})
const lang = z.enum(['de', 'en'])
const token = z.string().min(1).max(8_000)
const secret = z.string().regex(/^[A-Za-z0-9_-]{26,100}$/)
const revision = z.number().int().nonnegative()
const page = z.string().regex(/^[a-z0-9-]{1,40}(\/[0-9]{1,3})?$/)

const itemKey = z.string().regex(/^[A-Za-z0-9_.]{1,300}$/)
const list = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add'), list: itemKey, of: z.number().int().min(0).max(100) }),
  z.object({ do: z.literal('remove'), item: itemKey }),
  z.object({ do: z.literal('restore'), undo: z.string().regex(/^[A-Za-z0-9_-]{1,100000}$/) }),
])

const solution = z.object({ challenge: z.string().max(300), nonce: z.number().int().nonnegative() })
const proof = z.union([z.literal('able'), solution]).optional()

const saveSchema = z.object({
  token,
  secret: secret.optional(),
  revision: revision.optional(),
  page,
  intent: z.enum(['autosave', 'next', 'back', 'go', 'load']),
  to: page.optional(),
  lang,
  changes: z.array(change).max(maxChanges),
  list: list.optional(),
  still: z.literal(true).optional(),
  proof,
})
const submitSchema = z.object({
  token,
  secret,
  revision,
  lang,
  privacyVersion: z.string().max(100),
  trap: z.boolean().optional(),
  mailCopy: z.boolean().optional(),
  consents: z.array(z.string().max(60)).max(20).optional(),
  proof,
})

/** Keys of questions look like this; a segment that names a prototype is never one. */
const isKey = (key: string) =>
  /^[A-Za-z0-9_]+(\.[A-Za-z0-9_@]+)*(~genau)?$/.test(key) &&
  !/(^|\.)(__proto__|constructor|prototype)(\.|$)/.test(key)

function tooLarge(body: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(body) ?? '') > maxBytes
  } catch {
    // Cyclic or too deep: not JSON.
    return true
  }
}

const extra = (body: object, known: z.ZodObject) =>
  Object.keys(body).filter((name) => !Object.hasOwn(known.shape, name)).length

function parse<T>(body: unknown, schema: z.ZodObject & z.ZodType<T>): Parsed<T> {
  if (typeof body !== 'object' || body === null || tooLarge(body)) return { kind: 'shape' }
  const parsed = schema.safeParse(body)
  return parsed.success
    ? { kind: 'ok', request: parsed.data, ignored: extra(body, schema) }
    : { kind: 'shape' }
}

/** Each key once: what is changed twice changes from what it was at first to what it is in the end. */
function onceEach(changes: readonly Change[]): Change[] {
  const byKey = new Map<string, Change>()
  for (const change of changes)
    byKey.set(change.key, { ...change, from: (byKey.get(change.key) ?? change).from })
  return [...byKey.values()]
}

export function parseSave(body: unknown): Parsed<SaveRequest> {
  const parsed = parse<SaveRequest>(body, saveSchema)
  if (parsed.kind === 'shape') return parsed
  const known = parsed.request.changes.filter(({ key }) => isKey(key))
  const dropped = parsed.request.changes.length - known.length
  return {
    kind: 'ok',
    request: { ...parsed.request, changes: onceEach(known) },
    ignored: parsed.ignored + dropped,
  }
}

export const parseSubmit = (body: unknown): Parsed<SubmitRequest> => parse<SubmitRequest>(body, submitSchema)
