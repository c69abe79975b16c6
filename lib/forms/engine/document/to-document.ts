import { evaluate } from '../condition'
import { bindPath, indexOf, parentOf, patternOf } from '../paths'
import { slotsFor } from '../slots'
import type { Answer, Answers, Env, Form, Json, Key, LeafAt, Path, Question, Value } from '../types'
import { type Instance, type Walk, walk } from '../walk'
import { type Alignment, alignLists } from './align'
import { answersOf } from './from-document'
import { clone, isObject, leafAt, removeItemAt, removeLeaf, setLeaf } from './leaves'
import { blockOf, withBlock } from './note-block'
import { hasBlock, writeNotes } from './notes'
import { freshNames, purge, writeNames } from './references'
import { migrate, restore } from './twins'

type Document = { [property: string]: Json }

/**
 * The document for these answers, written as a difference to `base`: only leaves whose answer differs from what the
 * base says are touched, each through its lens; a leaf goes only if the person removed it or made it irrelevant.
 */
export function toDocument(form: Form, answers: Answers, env: Env, base?: Json): Json {
  const document: Document = isObject(base) ? clone(base) : {}
  const old = migrate(form, document)
  // Reordering changes the document, and what stood where is asked for afterwards.
  const current = clone(document)
  const known = base === undefined ? {} : answersOf(form, isObject(base) ? current : base, env)
  const now = walk(form, answers, env)
  const then = walk(form, known, env)
  const before = alignLists(form, document, answers, known, env, now.items)
  const differs = differing(now, then)
  const names = freshNames(form, document, answers, before, env)
  const at: Writing = {
    form,
    document,
    now,
    leaf: (key) => leafAt(document, key) ?? names.get(key),
  }

  for (const [key, field] of then.instances) {
    if (!field.question.path || before.removed(key) || now.instances.has(before.keyNow(key))) continue
    if (then.read(key) !== undefined) erase(at, field.question, before.keyNow(key), field.item)
  }
  for (const [key, field] of now.instances) {
    if (!field.question.path) continue
    const sent = sendable(field, answers[key]) ? now.read(key) : undefined
    const was = then.read(before.keyThen(key))
    const lens = field.question.lens ? form.lenses[field.question.lens] : undefined
    const follows = lens?.reads?.some(differs) ?? false
    if (JSON.stringify(sent) === JSON.stringify(was) && !(follows && sent !== undefined)) continue
    if (sent !== undefined) write(at, field.question, key, field.item, sent)
    else erase(at, field.question, key, field.item)
  }
  const changed = (reads: readonly Path[]) => base === undefined || reads.some(differs)
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
  dropItems(form, document, then, now, env)
  dropEmptied(at, then, before)
  writeNames(document, names)
  purge(form, document, current, before, env)
  writeNotes(form, document, { now, then, env }, changed)
  restore(document, old, before.keyNow)
  return document
}

type Writing = { form: Form; document: Document; now: Walk; leaf: LeafAt }

/** A list of bare values has no place for an item without one. */
function dropEmptied({ form, document, now }: Writing, then: Walk, { fresh, keyThen }: Alignment): void {
  const bare = new Set(form.steps.flatMap((step) => step.questions.map(({ path }) => path)).filter(isBare))
  const empty = [
    ...fresh.filter((item) => bare.has(patternOf(item)) && isObject(leafAt(document, item))),
    ...[...now.instances.keys()].filter(
      (key) =>
        bare.has(patternOf(key)) && now.read(key) === undefined && then.read(keyThen(key)) !== undefined,
    ),
  ]
  for (const item of [...new Set(empty)].sort((a, b) => indexOf(b) - indexOf(a))) removeItemAt(document, item)
}

const isBare = (path: Path | undefined): boolean => path?.endsWith('[]') ?? false

/** An item that an answer did away with goes as a whole, with whatever else stood in it. */
function dropItems(form: Form, document: Document, then: Walk, now: Walk, env: Env): void {
  for (const { exists = {} } of slotsFor(form, env.length)) {
    const gone = Object.keys(exists).filter((item) => {
      const list = parentOf(item)
      return then.items(list).includes(item) && !now.items(list).includes(item)
    })
    for (const item of gone.reverse()) removeItemAt(document, item)
  }
}

/** A prefill that nobody touched is sent only where the question says that seeing it is enough. */
function sendable({ question, given }: Instance, answer: Answer | undefined): boolean {
  return given !== undefined || answer?.by === 'person' || question.preset?.send === 'seen'
}

/** Which places say something else now than in the base; found out once, because much depends on it. */
function differing(now: Walk, then: Walk): (path: Path) => boolean {
  const differs = (key: Key) => JSON.stringify(now.read(key)) !== JSON.stringify(then.read(key))
  const keys = new Set([...now.instances.keys(), ...then.instances.keys()])
  const patterns = new Set([...keys].filter(differs).map(patternOf))
  return (path) => (path.includes('[]') ? patterns.has(path) : differs(path))
}

function leavesOf(question: Question, path: Key, value: Value): { readonly [leaf: Key]: Json } {
  if (question.kind !== 'amountOrPercent' || typeof value !== 'object') return { [path]: value }
  return { [`${path}.wert`]: value.wert, [`${path}.einheit`]: value.einheit }
}

function write(at: Writing, question: Question, key: Key, item: Key | null, value: Value): void {
  const { form, document, now, leaf } = at
  const lens = question.lens ? form.lenses[question.lens] : undefined
  const path = bindPath(question.path ?? '', item)
  const note = hasBlock(form, path)
  const found = note ? leafAt(document, path) : undefined
  const noted =
    typeof found === 'string' && typeof value === 'string' ? withBlock(value, blockOf(found)) : value
  putAll(form, document, lens ? lens.write(value, key, now.read, leaf) : leavesOf(question, path, noted))
  if (question.twin) removeLeaf(document, bindPath(question.twin, item))
}

function erase(at: Writing, question: Question, key: Key, item: Key | null): void {
  const { form, document, leaf } = at
  const lens = question.lens ? form.lenses[question.lens] : undefined
  const path = bindPath(question.path ?? key, item)
  const found = hasBlock(form, path) ? leafAt(document, path) : undefined
  const owned = lens
    ? lens.owns.map((own) => bindPath(own, item))
    : Object.keys(leavesOf(question, path, { wert: 0, einheit: 'EURO' }))
  if (lens?.erase) putAll(form, document, lens.erase(key, leaf))
  // What the form itself noted stays when a person's own words go.
  else if (typeof found === 'string' && blockOf(found).length > 0)
    setLeaf(document, path, withBlock('', blockOf(found)))
  else for (const one of owned) removeLeaf(document, one)
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
