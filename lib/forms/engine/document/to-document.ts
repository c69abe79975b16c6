import { evaluate } from '../condition'
import { bindPath, patternOf } from '../paths'
import type { Answer, Answers, Env, Form, Json, Key, Path, Question, Value } from '../types'
import { type Walk, walk } from '../walk'
import { alignLists } from './align'
import { fromDocument } from './from-document'
import { clone, leafAt, removeItemAt, removeLeaf, setLeaf } from './leaves'
import { blockOf, withBlock } from './note-block'

type Document = { [property: string]: Json }

/**
 * The document for these answers, written as a difference to `base`: only leaves whose answer differs from what the
 * base says are touched, each through its lens; a leaf goes only if the person removed it or made it irrelevant.
 */
export function toDocument(form: Form, answers: Answers, env: Env, base?: Json): Json {
  const known = base === undefined ? {} : fromDocument(form, base, env)
  const now = walk(form, answers, env)
  const then = walk(form, known, env)
  const document: Document = isObject(base) ? clone(base) : {}
  const before = alignLists(form, document, answers, known)

  for (const [key, field] of then.instances) {
    if (!field.question.path || before.removed(key) || now.instances.has(before.keyNow(key))) continue
    if (then.read(key) !== undefined) erase(form, document, field.question, before.keyNow(key), field.item)
  }
  for (const [key, field] of now.instances) {
    if (!field.question.path) continue
    const sent = sendable(field.question, answers[key]) ? now.read(key) : undefined
    const was = then.read(before.keyThen(key))
    if (JSON.stringify(sent) === JSON.stringify(was)) continue
    if (sent !== undefined) write(form, document, field.question, key, field.item, sent, now)
    else erase(form, document, field.question, key, field.item)
  }
  const changed = (reads: readonly Path[]) =>
    base === undefined || reads.some((path) => differs(path, now, then))
  for (const derived of form.derived) {
    if ((derived.in && !derived.in.includes(env.length)) || !changed(derived.reads)) continue
    const leavesFor = (walked: Walk) =>
      !derived.when || evaluate(derived.when, walked.read, env, walked.items)
        ? derived.write(walked.read, env)
        : {}
    const wanted = leavesFor(now)
    for (const key of base === undefined ? [] : Object.keys(leavesFor(then)))
      if (!(key in wanted)) removeLeaf(document, key)
    putAll(form, document, wanted)
  }
  dropItems(form, document, then, now)
  for (const note of form.notes) {
    if (!changed(note.reads)) continue
    const found = leafAt(document, note.to)
    const text = withBlock(typeof found === 'string' ? found : '', note.lines(now.read, env))
    if (text) setLeaf(document, note.to, text)
    else removeLeaf(document, note.to)
  }
  return document
}

const isObject = (json: unknown): json is Document =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** An item that an answer did away with goes as a whole, with whatever else stood in it. */
function dropItems(form: Form, document: Document, then: Walk, now: Walk): void {
  for (const { exists = {} } of form.slots) {
    const gone = Object.keys(exists).filter((item) => {
      const list = item.slice(0, item.lastIndexOf('.'))
      return then.items(list).includes(item) && !now.items(list).includes(item)
    })
    for (const item of gone.reverse()) removeItemAt(document, item)
  }
}

/** A prefill that nobody touched is sent only where the question says that seeing it is enough. */
function sendable({ preset }: Question, answer: Answer | undefined): boolean {
  return answer?.by === 'person' || preset?.send === 'seen'
}

function differs(path: Path, now: Walk, then: Walk): boolean {
  const keys = path.includes('[]')
    ? [...now.instances.keys(), ...then.instances.keys()].filter((key) => patternOf(key) === path)
    : [path]
  return keys.some((key) => JSON.stringify(now.read(key)) !== JSON.stringify(then.read(key)))
}

function leavesOf(question: Question, path: Key, value: Value): { readonly [leaf: Key]: Json } {
  if (question.kind !== 'amountOrPercent' || typeof value !== 'object') return { [path]: value }
  return { [`${path}.wert`]: value.wert, [`${path}.einheit`]: value.einheit }
}

function write(
  form: Form,
  document: Document,
  question: Question,
  key: Key,
  item: Key | null,
  value: Value,
  now: Walk,
): void {
  const lens = question.lens ? form.lenses[question.lens] : undefined
  const path = bindPath(question.path ?? '', item)
  const note = form.notes.find((one) => one.to === path)
  const found = note ? leafAt(document, path) : undefined
  const noted =
    typeof found === 'string' && typeof value === 'string' ? withBlock(value, blockOf(found)) : value
  putAll(form, document, lens ? lens.write(value, key, now.read) : leavesOf(question, path, noted))
  if (question.twin) removeLeaf(document, bindPath(question.twin, item))
}

function erase(form: Form, document: Document, question: Question, key: Key, item: Key | null): void {
  const lens = question.lens ? form.lenses[question.lens] : undefined
  const path = bindPath(question.path ?? key, item)
  const owned = lens
    ? lens.owns.map((own) => bindPath(own, item))
    : Object.keys(leavesOf(question, path, { wert: 0, einheit: 'EURO' }))
  for (const leaf of owned) removeLeaf(document, leaf)
  if (question.twin) removeLeaf(document, bindPath(question.twin, item))
}

function putAll(form: Form, document: Document, leaves: { readonly [leaf: Key]: Json | undefined }): void {
  for (const [key, value] of Object.entries(leaves)) {
    if (value === undefined) removeLeaf(document, key)
    else {
      if (key.endsWith('.@type')) changeType(form, document, key, value)
      setLeaf(document, key, value)
    }
  }
}

/** On another `@type` the object keeps only what the new variant may have. */
function changeType(form: Form, document: Document, key: Key, tag: Json): void {
  const slot = key.slice(0, -'.@type'.length)
  const object: unknown = leafAt(document, slot)
  const allowed = typeof tag === 'string' ? form.shape[patternOf(slot)]?.[tag] : undefined
  if (!isObject(object) || object['@type'] === undefined || object['@type'] === tag || !allowed) return
  for (const property of Object.keys(object)) {
    if (property !== '@type' && !allowed.includes(property)) delete object[property]
  }
}
