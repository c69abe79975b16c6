import { certaintyOf } from './certainty'
import { chaptersOf } from './chapters'
import { patternOf, readsOf } from './paths'
import { comparisons, isSatisfiable } from './satisfiable'
import { slotsFor } from './slots'
import { variantsOf } from './texts'
import type { Condition, Form, Length, Question, Step } from './types'
import { keyOf, REVIEW, readsOfQuestion } from './walk'

/** What is wrong with a form's declaration, as sentences for its author; empty = sound. */
export function problemsOf(form: Form): string[] {
  return [...stepProblems(form), ...questionProblems(form), ...sharedKeys(form), ...registered(form)]
}

const LENGTHS = ['short', 'full'] as const
const stepsIn = (form: Form, length: Length): readonly Step[] =>
  form.steps.filter((step) => step.in.includes(length))

/** Parts of a step stand next to each other; elsewhere an id is taken. */
function stepProblems(form: Form): string[] {
  const twice = LENGTHS.flatMap((length) => {
    const ids = chaptersOf(stepsIn(form, length)).map((parts) => parts[0]?.id ?? '')
    return ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${id}: two steps have this id`)
  })
  const odd = form.steps
    .filter(({ id }) => id === REVIEW || id.includes('/'))
    .map(({ id }) => `${id}: cannot be the id of a step`)
  return [...new Set([...twice, ...odd])]
}

/** Goes through the questions in their order; what has not come yet cannot be read. */
function questionProblems(form: Form): string[] {
  const found = LENGTHS.flatMap((length) => {
    const problems: string[] = []
    const seen = new Set<string>(Object.keys(form.facts ?? {}))
    for (const step of stepsIn(form, length)) stepReads(form, step, length, seen, problems)
    return problems
  })
  return [...new Set(found)]
}

function stepReads(form: Form, step: Step, length: Length, seen: Set<string>, found: string[]): void {
  const own = new Set(step.questions.map(keyOf))
  // A place of one item, such as the first, comes before the others within the same step.
  const early = (path: string) => {
    const pattern = patternOf(path)
    return !seen.has(path) && (pattern === path || !(seen.has(pattern) || own.has(pattern)))
  }
  const reads = [step.when, ...(step.headings ?? []).map(({ when }) => when)].flatMap((when) =>
    when ? readsOf(when) : [],
  )
  for (const path of reads.filter(early))
    found.push(`${step.id}: reads ${path}, which is asked later or never`)
  for (const question of step.questions) {
    if (!question.in.includes(length)) continue
    const key = keyOf(question)
    const say = (what: string) => found.push(`${step.id}: ${key || '(no key)'}: ${what}`)
    ownProblems(form, question, say)
    for (const path of readsOfQuestion(question).filter(early))
      say(`reads ${path}, which is asked later or never`)
    for (const path of existenceReads(form, question, length).filter(early))
      say(`stands in a list that depends on ${path}, which is asked later or never`)
    for (const condition of conditionsOf(question)) unknownValues(form, condition, say)
    seen.add(key)
    if (question.certainty?.includes(length)) seen.add(certaintyOf(key))
  }
  for (const path of step.lists ?? [])
    if (!slotsFor(form, length).some((slot) => slot.path === path && slot.texts))
      found.push(`${step.id}: list ${path} is no list with texts`)
}

function ownProblems(form: Form, question: Question, say: (what: string) => void): void {
  const key = keyOf(question)
  if (!key) say('has neither key nor path')
  if (!question.path && !/(^|\.)app\./.test(key)) say('without a path the key begins with app.')
  if (question.in.length === 0) say('is asked in no length')
  const labels = variantsOf(question.label)
  if (labels.length === 0 || labels.at(-1)?.when) say('has no label for the case that no condition holds')
  for (const { text } of [...labels, ...variantsOf(question.hint)])
    if (!text.de.trim() || !text.en.trim()) say('a text is missing in one language')
  const options =
    question.options && 'list' in question.options ? form.lists[question.options.list] : question.options
  if (question.kind === 'choice' && !options?.length) say('has nothing to choose from')
  const values = options?.map((option) => option.value) ?? []
  if (new Set(values).size < values.length) say('offers the same value twice')
  for (const slot of listsIn(patternOf(key)))
    if (!form.slots.some((one) => one.path === slot)) say(`list ${slot} is no slot`)
  for (const name of question.adjusts ?? [])
    if (!form.adjusts?.[name]) say(`adjustment ${name} is not registered`)
  if (question.certainty?.length && !form.certainty) say('nothing says where doubts are passed on')
  if (question.suggest && !form.lists[question.suggest]) say(`list ${question.suggest} is not registered`)
  for (const name of question.rules ?? []) if (!form.rules[name]) say(`rule ${name} is not registered`)
  if (question.preset && !form.presets[question.preset.name])
    say(`preset ${question.preset.name} is not registered`)
  if (question.lens && !form.lenses[question.lens]) say(`lens ${question.lens} is not registered`)
}

const listsIn = (key: string): string[] => {
  const parts = key.split('[]').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('[]'))
}

/** What decides whether the items exist that a question is asked about. */
function existenceReads(form: Form, question: Question, length: Length): readonly string[] {
  const lists = listsIn(keyOf(question))
  const slots = slotsFor(form, length).filter((slot) => lists.includes(slot.path))
  const conditions = slots
    .flatMap((slot) => Object.entries(slot.exists ?? {}))
    .filter(([item]) => question.items !== 'first' || !/\.[1-9]/.test(item))
  return [
    ...slots.flatMap(({ when }) => (when ? readsOf(when) : [])),
    ...conditions.flatMap(([, condition]) => (condition === true ? [] : readsOf(condition))),
  ]
}

function conditionsOf(question: Question): Condition[] {
  const options = Array.isArray(question.options) ? question.options : []
  const variants = [...variantsOf(question.label), ...variantsOf(question.hint), ...options]
  const all = [
    question.when,
    ...variants.map(({ when }) => when),
    ...(question.bounds ?? []).map(({ when }) => when),
  ]
  return all.filter((condition) => condition !== undefined)
}

/** Entries that share a key must exclude each other: by their items, their lengths or their conditions. */
function sharedKeys(form: Form): string[] {
  const entries = form.steps.flatMap((step) => step.questions.map((question) => ({ step, question })))
  return entries.flatMap((a, at) =>
    entries.slice(at + 1).flatMap((b) => {
      const key = keyOf(a.question)
      return key === keyOf(b.question) && overlap(form, a, b)
        ? [`${key}: two questions with this key can be asked at once`]
        : []
    }),
  )
}

type Entry = { step: Step; question: Question }
function overlap(form: Form, a: Entry, b: Entry): boolean {
  const { items: first, in: lengths } = a.question
  if (first && b.question.items && first !== b.question.items) return false
  const shared = lengths.filter(
    (length) => b.question.in.includes(length) && a.step.in.includes(length) && b.step.in.includes(length),
  )
  if (shared.length === 0) return false
  const conditions = [a, b].flatMap(({ step, question }) => [step.when, question.when])
  return isSatisfiable(form, { all: conditions.filter((condition) => condition !== undefined) })
}

/** Everything that is registered by name reads and writes places of the form. */
function registered(form: Form): string[] {
  const known = new Set([
    ...form.steps.flatMap((step) => step.questions.map(keyOf)),
    ...Object.keys(form.facts ?? {}),
  ])
  const named: [string, readonly string[]][] = [
    ...Object.entries(form.rules).map(([name, { reads }]): [string, readonly string[]] => [
      `rule ${name}`,
      reads,
    ]),
    ...Object.entries(form.presets).map(([name, { reads }]): [string, readonly string[]] => [
      `preset ${name}`,
      reads,
    ]),
    ...Object.entries(form.figures).map(([name, { reads }]): [string, readonly string[]] => [
      `figure ${name}`,
      reads,
    ]),
    ...Object.entries(form.adjusts ?? {}).map(([name, { reads }]): [string, readonly string[]] => [
      `adjustment ${name}`,
      reads,
    ]),
    ...Object.entries(form.lenses).map(([name, { reads }]): [string, readonly string[]] => [
      `lens ${name}`,
      reads ?? [],
    ]),
    ...form.derived.map(({ name, reads }): [string, readonly string[]] => [`derived ${name}`, reads]),
    ...form.notes.map(({ to, reads }): [string, readonly string[]] => [`note to ${to ?? 'outside'}`, reads]),
  ]
  return named.flatMap(([name, reads]) =>
    reads.filter((path) => !known.has(path)).map((path) => `${name}: reads ${path}, which nobody is asked`),
  )
}

/** Conditions that compare with a value which the question never takes. */
function unknownValues(form: Form, condition: Condition, say: (what: string) => void): void {
  for (const [path, value] of comparisons(condition)) {
    const questions = form.steps.flatMap((step) => step.questions).filter((one) => keyOf(one) === path)
    const known = questions.flatMap(({ options }) =>
      (options && 'list' in options ? (form.lists[options.list] ?? []) : (options ?? [])).map(
        (option) => option.value,
      ),
    )
    if (known.length > 0 && !known.includes(String(value))) say(`knows no value ${String(value)} of ${path}`)
    const yesNo = questions.length > 0 && questions.every((one) => one.kind === 'boolean')
    if (yesNo && typeof value !== 'boolean') say(`compares the yes or no of ${path} with ${String(value)}`)
  }
}
