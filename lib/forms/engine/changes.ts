import { format } from '@/lib/forms/kinds'
import { certaintyOf, certaintyQuestion } from './certainty'
import { evaluate } from './condition'
import { demandOf } from './demand'
import { ITEM, withinSlots } from './items'
import { understand } from './judge'
import { bindCondition, bindPath, parentOf, patternOf, readsOf } from './paths'
import { FIRST_TAG, slotOf } from './slots'
import type { Answer, Answers, Env, Form, Key, Lang, Question, Raw, Value } from './types'
import { type Instance, keyOf, type Walk, walk } from './walk'

/** One control as the browser last knew it, as it has `sent` it since without an answer, and as it is now; null or empty = no answer. */
export type Change = { key: Key; from: Raw | null; to: Raw | null; sent?: Raw }
export type Applied = {
  answers: Answers
  conflicts: readonly { key: Key; mine: Raw; theirs: Raw }[]
  /** Keys that are no question of this form. */
  ignored: number
  /** Items whose answers went to another one with the person. */
  moved: readonly { from: Key; to: Key }[]
}

/**
 * Applies what a person typed. A change is taken when the stored answer still means what the browser knew (`from`) or
 * already means what it wants (`to`); else it is a conflict, and then nothing is applied at all. Answers that move others come first.
 * The form is walked once for all changes together, however many they are: each is read as its page asks with all of them.
 */
export function applyChanges(form: Form, answers: Answers, changes: readonly Change[], env: Env): Applied {
  const before = walk(form, answers, env)
  const known = changes.flatMap((change) => {
    const field = fieldFor(form, before, change.key, env)
    return field ? [{ change, field }] : []
  })
  const conflicts: { key: Key; mine: Raw; theirs: Raw }[] = []
  const changed: Instance[] = []
  const moved: { from: Key; to: Key }[] = []
  let next: Answers = answers
  const apply = (walked: Walk, typed: Typed) => {
    const done = applyOne(form, walked, { answers: next, before: answers }, typed, env)
    if (done.kind === 'conflict') conflicts.push(done.conflict)
    else next = done.answers
    if (done.kind !== 'taken') return
    changed.push(typed.field)
    for (const move of movesOf(next, typed.field, done.wanted)) {
      next = afterMove(next, move)
      moved.push(move)
    }
  }
  const [movers, others] = [known.filter(isMover), known.filter((typed) => !isMover(typed))]
  for (const typed of movers) apply(before, typed)
  const alone = others.length === 1 && next === answers
  const together = alone ? before : walk(form, asTyped(form, next, others, env), env)
  for (const { change, field } of others)
    apply(together, { change, field: fieldFor(form, together, change.key, env) ?? field })
  const ignored = changes.length - known.length
  if (conflicts.length > 0) return { answers, conflicts, ignored, moved: [] }
  return { answers: freshPresets(form, next, env, changed), conflicts, ignored, moved }
}

/** A change with the question it answers. */
type Typed = { change: Change; field: Instance }
const isMover = ({ field }: Typed): boolean => (field.question.moves ?? []).length > 0

/** The answers as if all changes were taken as they were typed. */
function asTyped(form: Form, answers: Answers, all: readonly Typed[], env: Env): Answers {
  const next: { [key: Key]: Answer } = { ...answers }
  for (const { change, field } of all) {
    if (change.to === null) delete next[change.key]
    else next[change.key] = { raw: change.to, locale: env.lang, by: 'person' }
    Object.assign(next, firstItems(form, next, field, env))
  }
  return next
}

type Done =
  /** The stored answer means it already. */
  | { kind: 'same'; answers: Answers }
  | { kind: 'taken'; answers: Answers; wanted: Answer | undefined }
  | { kind: 'conflict'; conflict: Applied['conflicts'][number] }

/** `before`: as it was when nothing of the request had moved it yet, which is what a page without script shows. */
type Held = { answers: Answers; before: Answers }

function applyOne(
  form: Form,
  walked: Walk,
  { answers, before }: Held,
  { change, field }: Typed,
  env: Env,
): Done {
  const { key, from, to, sent } = change
  const wanted = toAnswer(form, walked, field, to, env)
  const stored = answers[key]
  if (sameAnswer(stored, wanted)) {
    const typedOver =
      stored &&
      wanted &&
      stored.by !== wanted.by &&
      !sameAnswer(toAnswer(form, walked, field, from, env), wanted)
    return { kind: 'same', answers: typedOver ? { ...answers, [key]: wanted } : answers }
  }
  const knew =
    [from, ...(sent === undefined ? [] : [sent])].some((raw) => {
      const seen = toAnswer(form, walked, field, raw, env)
      return [stored, before[key]].some(
        (answer) => sameAnswer(answer, seen) || showed(answer, field.question, raw),
      )
    }) ||
    // Both say the same, though only one of them could be read when it was said.
    showed(stored, field.question, to) ||
    // Where nothing stands, nothing can be lost: a prefill was seen that nobody stored, or an answer had moved along with another
    // one that changed again before it was saved.
    isOpen(stored)
  // Nobody typed a preset, so nothing is lost when a person's own answer takes its place.
  if (!knew && stored?.by !== 'preset') {
    const theirs = rawOf(stored, field.question, env.lang)
    return { kind: 'conflict', conflict: { key, mine: to ?? '', theirs } }
  }
  const next = withAnswer(answers, key, wanted ?? leftOpen(field, env))
  return { kind: 'taken', answers: { ...next, ...firstItems(form, next, field, env) }, wanted }
}

/** A first item that stood there by itself is one of the person's own once something is said about it. */
function firstItems(form: Form, answers: Answers, { item }: Instance, env: Env): Answers {
  const segments = item?.split('.') ?? []
  return Object.fromEntries(
    segments.flatMap((segment, at) => {
      const place = segments.slice(0, at + 1).join('.')
      const stands =
        segment === '0' && !answers[place + ITEM] && slotOf(form, parentOf(place), env.length)?.min
      return stands ? [[place + ITEM, { value: FIRST_TAG, by: 'person' as const }]] : []
    }),
  )
}

/** The relevant question behind a key, else any that could have it: hidden answers stay in the draft. */
function fieldFor(form: Form, walked: Walk, key: Key, env: Env): Instance | null {
  const relevant = walked.instances.get(key)
  if (relevant) return relevant
  for (const page of walked.pages) {
    const candidate = page.candidates.find((one) => one.key === key)
    if (candidate) return candidate
  }
  if (!withinSlots(form, env, key)) return null
  const pattern = patternOf(key)
  for (const step of form.steps) {
    if (!step.in.includes(env.length)) continue
    for (const asked of step.questions) {
      if (!asked.in.includes(env.length)) continue
      const own = keyOf(asked)
      const sure = asked.certainty?.includes(env.length) ? certaintyOf(own) : undefined
      const question =
        own === key || own === pattern
          ? asked
          : sure === key || sure === pattern
            ? certaintyQuestion(asked, own)
            : undefined
      if (question) return { key, question, item: itemOf(key, asked), required: false, page: step.id }
    }
  }
  return null
}

function itemOf(key: Key, question: Question): Key | null {
  const path = keyOf(question)
  const list = path.lastIndexOf('[]')
  if (list < 0) return null
  const levels = path.slice(0, list + 2).split('.').length
  // An item that stands under a name is no level of its own.
  const lists = path.slice(0, list + 2).split(/(?<!#)\[\]/).length - 1
  return key
    .split('.')
    .slice(0, levels + lists)
    .join('.')
}

function toAnswer(
  form: Form,
  { read }: Walk,
  field: Instance,
  raw: Raw | null,
  env: Env,
): Answer | undefined {
  if (raw === null) return undefined
  const parsed = understand(
    demandOf(form, { ...field, required: false }, read, env),
    raw,
    env.lang,
    read,
    env,
  )
  switch (parsed.kind) {
    case 'empty':
      return undefined
    case 'value':
      return { value: parsed.value, by: 'person' }
    case 'ambiguous':
    case 'error':
      return { raw, locale: env.lang, by: 'person' }
  }
}

const LANGS: readonly Lang[] = ['de', 'en']

/**
 * The page that sent the change showed the stored answer, in either language. Only texts are compared: an option that is no longer
 * offered, or a text that other answers make readable, would mean something else now.
 */
const showed = (stored: Answer | undefined, question: Question, raw: Raw | null): boolean =>
  LANGS.some((lang) => sameRaw(rawOf(stored, question, lang), raw ?? rawOf(undefined, question, lang)))

/** A prefilled question that the person emptied stays empty. */
function leftOpen({ question }: Instance, env: Env): Answer | undefined {
  return question.preset ? { raw: '', locale: env.lang, by: 'person' } : undefined
}

const isOpen = (answer: Answer | undefined): boolean => !answer || ('raw' in answer && answer.raw === '')

/** Equal in meaning: the same parsed value, or the same unreadable text. */
export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  if (!a || !b) return isOpen(a) && isOpen(b)
  if ('value' in a && 'value' in b) return sameValue(a.value, b.value)
  if ('raw' in a && 'raw' in b) return sameRaw(a.raw, b.raw)
  return false
}

export function sameValue(a: Value, b: Value): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a.wert === b.wert && a.einheit === b.einheit
  return a === b
}

function sameRaw(a: Raw, b: Raw): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.wert === b.wert && a.einheit === b.einheit
}

/** What the control shows for a stored answer. */
export function rawOf(answer: Answer | undefined, question: Question, lang: Lang): Raw {
  if (!answer || isOpen(answer)) return question.kind === 'amountOrPercent' ? { wert: '', einheit: '' } : ''
  return 'value' in answer ? format(question.kind, answer.value, lang) : answer.raw
}

function withAnswer(answers: Answers, key: Key, answer: Answer | undefined): Answers {
  const { [key]: _, ...rest } = answers
  return answer ? { ...rest, [key]: answer } : rest
}

/** The answers below one item go with the person when an answer says that the item is another one now. */
function movesOf(
  answers: Answers,
  { question, item }: Instance,
  answer: Answer | undefined,
): { from: Key; to: Key }[] {
  const value = answer && 'value' in answer ? answer.value : undefined
  return (question.moves ?? [])
    .filter((one) => one.value === value)
    .map((move) => ({ from: bindPath(move.from, item), to: bindPath(move.to, item) }))
    .filter(({ from }) => Object.keys(answers).some((key) => key.startsWith(`${from}.`)))
}

function afterMove(answers: Answers, { from, to }: { from: Key; to: Key }): Answers {
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([key]) => !key.startsWith(`${to}.`))
      .map(([key, one]) => [key.startsWith(`${from}.`) ? to + key.slice(from.length) : key, one]),
  )
}

/** Presets that a page shows become answers (`by: "preset"`), because what was seen is what is sent. */
export function seePresets(form: Form, answers: Answers, env: Env, page: string): Answers {
  const shown = walk(form, answers, env).pages.find((one) => one.id === page)?.fields ?? []
  let next = answers
  for (const field of shown) {
    if (field.question.preset?.send !== 'seen' || next[field.key]) continue
    const value = presetOf(form, next, field, env)
    if (value !== undefined) next = { ...next, [field.key]: { value, by: 'preset' } }
  }
  return next
}

/** Each round brings what the presets of the last one call for; a longer row would settle with the next save. */
const PRESETS_IN_A_ROW = 3

/**
 * A preset follows its inputs until the person types over it. One that could not be shown before appears, and is seen,
 * once an input on its own page is answered, or an answer there that calls for the question.
 */
function freshPresets(form: Form, answers: Answers, env: Env, changed: readonly Instance[]): Answers {
  let next = answers
  for (let round = 0; round < PRESETS_IN_A_ROW; round += 1) {
    const before = next
    for (const field of walk(form, before, env).instances.values()) {
      const answer = before[field.key]
      if (answer ? answer.by !== 'preset' : !appears(form, field, changed)) continue
      const value = presetOf(form, before, field, env)
      if (value === undefined) next = answer ? withAnswer(next, field.key, undefined) : next
      else if (!answer || !('value' in answer) || !sameValue(answer.value, value)) {
        next = { ...next, [field.key]: { value, by: 'preset' } }
      }
    }
    if (next === before) break
  }
  return next
}

function appears(form: Form, { key, page, question }: Instance, changed: readonly Instance[]): boolean {
  if (question.preset?.send !== 'seen' || changed.some((one) => one.key === key)) return false
  const reads = [
    ...(form.presets[question.preset.name]?.reads ?? []),
    ...(question.when ? readsOf(question.when) : []),
  ]
  return changed.some((one) => one.page === page && reads.includes(patternOf(one.key)))
}

/** The prefilled value of a question; undefined while its inputs are missing. */
export function presetOf(form: Form, answers: Answers, field: Instance, env: Env): Value | undefined {
  const { preset, when } = field.question
  const { read, items } = walk(form, answers, env)
  if (!preset || (when && !evaluate(bindCondition(when, field.item), read, env, items))) return undefined
  return form.presets[preset.name]?.value(read, env, field.key)
}
