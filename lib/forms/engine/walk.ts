import { evaluate, type Items } from './condition'
import { demandOf } from './demand'
import { judgeAnswer, understand } from './judge'
import { bindCondition, bindPath, listOf, patternOf, readsOf } from './paths'
import { simplify } from './simplify'
import type {
  Answer,
  Answers,
  Condition,
  Env,
  Fact,
  Form,
  Key,
  Question,
  Read,
  Step,
  Text,
  Value,
} from './types'

/** A question asked about one item; `when` is what remains open while its own step can still change. */
export type Instance = { key: Key; question: Question; item: Key | null; required: boolean; page: string }
export type Candidate = Instance & { relevant: boolean; when: Condition | true }
export type WalkPage = {
  id: string
  step: Step
  title: Text
  heading: Text
  item: Key | null
  /** Relevant questions of the page, in order. */
  fields: readonly Instance[]
  /** The same with those that an answer of this page may still call for. */
  candidates: readonly Candidate[]
  /** Done: nothing on it is missing or wrong. */
  state: 'done' | 'open'
}
export type Walk = {
  pages: readonly WalkPage[]
  instances: ReadonlyMap<Key, Instance>
  read: Read
  items: Items
  /** The first page that still misses or misreads an answer; null = everything can be sent. */
  firstOpen: string | null
  complete: boolean
}

export const REVIEW = 'pruefen'
const QUESTIONS_PER_PAGE = 8

export function keyOf(question: Question): string {
  return question.key ?? question.path ?? ''
}

type Walked = { form: Form; env: Env; walked: Walk }
/** Answers are never changed in place, so the same object always walks alike; page, check and review share one walk. */
const walks = new WeakMap<Answers, Walked>()
const sameEnv = (a: Env, b: Env): boolean =>
  a.length === b.length && a.lang === b.lang && a.today === b.today && a.mode === b.mode

/** Decides relevant pages and questions in one pass from first to last; an answer nobody is asked for is not read. */
export function walk(form: Form, answers: Answers, env: Env): Walk {
  const known = walks.get(answers)
  if (known?.form === form && sameEnv(known.env, env)) return known.walked
  const walked = walkOnce(form, answers, env)
  walks.set(answers, { form, env, walked })
  return walked
}

/** Reads relevant answers and facts. An answer depends on earlier ones only, so it is understood once. */
function reader(form: Form, instances: ReadonlyMap<Key, Instance>, answers: Answers, env: Env): Read {
  const understood = new Map<Key, Value | undefined>()
  const facts = new Map<Key, { inputs: string; value: Value | undefined }>()
  const factOf = (key: Key, fact: Fact): Value | undefined => {
    const inputs = JSON.stringify(fact.reads.map((path) => read(bindPath(path, null)) ?? null))
    const last = facts.get(key)
    if (last?.inputs === inputs) return last.value
    const value = fact.value(read, env)
    facts.set(key, { inputs, value })
    return value
  }
  const read: Read = (key) => {
    const instance = instances.get(key)
    if (!instance) {
      const fact = form.facts && Object.hasOwn(form.facts, key) ? form.facts[key] : undefined
      return fact && factOf(key, fact)
    }
    if (!understood.has(key)) understood.set(key, sayingOf(form, instance, answers[key], read, env))
    return understood.get(key)
  }
  return read
}

function walkOnce(form: Form, answers: Answers, env: Env): Walk {
  const instances = new Map<Key, Instance>()
  const read = reader(form, instances, answers, env)
  const items = itemsOf(form, answers, (condition) => evaluate(condition, read, env, items))
  const pages: WalkPage[] = []
  for (const step of form.steps) {
    if (!step.in.includes(env.length)) continue
    if (step.when && !evaluate(step.when, read, env, items)) continue
    const places = step.each ? everyItem(`${step.each.replace(/\[\]$/, '')}[]`, null, items) : [null]
    const chunks = places.flatMap((place) => {
      const found = cut(candidatesOf({ form, step, place, read, env, items, instances }), env)
      // The short form always has the same number of steps, also before the answers that fill a later one.
      const kept = env.length === 'short' ? found : found.filter((chunk) => chunk.some((one) => one.relevant))
      return kept.map((chunk) => ({ place, chunk }))
    })
    chunks.forEach(({ place, chunk }, index) => {
      const id = index === 0 ? step.id : `${step.id}/${index + 1}`
      const candidates = chunk.map((candidate) => ({ ...candidate, page: id }))
      const fields = candidates.filter((candidate) => candidate.relevant)
      for (const field of fields) instances.set(field.key, field)
      const heading = place ? withName(form, step.heading, place) : step.heading
      pages.push({ id, step, title: step.title, heading, item: place, fields, candidates, state: 'open' })
    })
  }
  for (const page of pages) if (isDone(form, answers, env, page, read)) page.state = 'done'
  const firstOpen = pages.find((page) => page.state === 'open')?.id ?? null
  return { pages, instances, read, items, firstOpen, complete: firstOpen === null }
}

/** What an answer says now: an option that is no longer offered and a text that cannot be read say nothing. */
function sayingOf(
  form: Form,
  field: Instance,
  answer: Answer | undefined,
  read: Read,
  env: Env,
): Value | undefined {
  if (!answer) return undefined
  if ('value' in answer) {
    if (typeof answer.value !== 'string' || !field.question.options) return answer.value
    const { values } = demandOf(form, field, read, env)
    return values && !values.includes(answer.value) ? undefined : answer.value
  }
  const parsed = understand(demandOf(form, field, read, env), answer.raw, answer.locale, read, env)
  return parsed.kind === 'value' ? parsed.value : undefined
}

/** Nothing on the page is missing, unreadable, out of bounds or against a rule that blocks. */
function isDone(form: Form, answers: Answers, env: Env, page: WalkPage, read: Read): boolean {
  return page.fields.every((field) => {
    const verdict = judgeAnswer(demandOf(form, field, read, env), answers[field.key], read, env)
    if (verdict.kind === 'wrong') return false
    const rules = (field.question.rules ?? []).map((name) => form.rules[name])
    return !rules.some((rule) => rule?.level === 'block' && rule.check(read, env, field.key) !== null)
  })
}

/** What an item is called, such as a person of a list; undefined: it has no name of its own. */
export function nameOf(form: Form, item: Key): Text | undefined {
  return form.slots.find((slot) => slot.path === patternOf(item).replace(/\[\]$/, ''))?.name?.[item]
}

function withName(form: Form, heading: Text, item: Key): Text {
  const name = nameOf(form, item)
  return name ? { de: `${heading.de}: ${name.de}`, en: `${heading.en}: ${name.en}` } : heading
}

/** Items exist by the slot's conditions or, for a list that grows by hand, by their stored `@item`. */
function itemsOf(form: Form, answers: Answers, holds: (condition: Condition) => boolean): Items {
  return (list) => {
    const slot = form.slots.find((one) => bindable(one.path, list))
    const found = slot?.exists
      ? Object.entries(slot.exists)
          .filter(([item, condition]) => parentOf(item) === list && (condition === true || holds(condition)))
          .map(([item]) => item)
      : Object.keys(answers)
          .filter((key) => key.endsWith('.@item') && parentOf(key.slice(0, -'.@item'.length)) === list)
          .map((key) => key.slice(0, -'.@item'.length))
    return found.sort((a, b) => indexOf(a) - indexOf(b)).slice(0, slot?.max ?? found.length)
  }
}

/** Also the items that an answer of the same step may still bring about. */
function possibleItems(form: Form, list: Key, items: Items): readonly Key[] {
  const slot = form.slots.find((one) => bindable(one.path, list))
  if (!slot?.exists) return items(list)
  return Object.keys(slot.exists).filter((item) => parentOf(item) === list)
}

const indexOf = (item: Key) => Number(item.slice(item.lastIndexOf('.') + 1))
const parentOf = (item: Key) => item.slice(0, item.lastIndexOf('.'))
const bindable = (path: string, list: Key) => path === patternOf(list)

type Place = {
  form: Form
  step: Step
  place: Key | null
  read: Read
  env: Env
  items: Items
  instances: Map<Key, Instance>
}

function candidatesOf(at: Place): Candidate[] {
  const { form, step, place, env, items, read } = at
  const asked = step.questions.filter((question) => question.in.includes(env.length))
  const ownKeys = new Set(asked.map((question) => keyOf(question)))
  const live = (key: Key) => ownKeys.has(key) || ownKeys.has(patternOf(key))
  const found: Candidate[] = []
  for (const group of groupsOf(asked)) {
    const list = listOf(keyOf(group[0] as Question))
    for (const item of list ? everyItem(list, place, (one) => possibleItems(form, one, items)) : [place]) {
      for (const question of group) {
        if (!meant(question, item)) continue
        const exists = list ? existence(form, item) : []
        const own = question.when ? [bindCondition(question.when, item)] : []
        const all: Condition = { all: [...exists, ...own] }
        const when = simplify(all, live, read, env, items)
        if (when === false) continue
        const key = bindPath(keyOf(question), item)
        const relevant = when === true || evaluate(when, read, env, items)
        const required = question.required?.includes(env.length) ?? false
        const candidate = { key, question, item: list ? item : null, required, page: step.id, relevant, when }
        found.push(candidate)
        if (relevant) at.instances.set(key, candidate)
      }
    }
  }
  return found
}

/** Questions of one list that follow each other are asked item by item. */
function groupsOf(questions: readonly Question[]): Question[][] {
  const groups: Question[][] = []
  for (const question of questions) {
    const last = groups.at(-1)
    if (last?.[0] && listOf(keyOf(last[0])) === listOf(keyOf(question))) last.push(question)
    else groups.push([question])
  }
  return groups
}

/** The concrete items of a list pattern such as `boxes[].things[]`, outer lists first; below `place` if given. */
function everyItem(list: string, place: Key | null, items: Items): Key[] {
  const levels = list.split('[]').slice(0, -1)
  let found: Key[] = ['']
  for (const level of levels) {
    found = found.flatMap((parent) => items(`${parent}${level}`))
  }
  return place ? found.filter((item) => item === place || item.startsWith(`${place}.`)) : found
}

function existence(form: Form, item: Key | null): Condition[] {
  if (!item) return []
  return form.slots.flatMap(({ exists }) =>
    Object.entries(exists ?? {}).flatMap(([one, condition]) =>
      condition !== true && (item === one || item.startsWith(`${one}.`)) ? [condition] : [],
    ),
  )
}

function meant(question: Question, item: Key | null): boolean {
  if (!question.items || !item) return true
  const isFirst = item.split('.').every((segment) => !/^\d+$/.test(segment) || segment === '0')
  return question.items === (isFirst ? 'first' : 'rest')
}

/** A long step is cut into pages of eight questions; the short form never is. */
function cut(candidates: Candidate[], env: Env): Candidate[][] {
  if (env.length === 'short') return [candidates]
  const pages: Candidate[][] = [[]]
  for (const candidate of candidates) {
    const page = pages.at(-1) ?? []
    const visible = page.filter((one) => one.relevant).length
    if (candidate.relevant && visible >= QUESTIONS_PER_PAGE) pages.push([candidate])
    else page.push(candidate)
  }
  return pages
}

/** Paths that a question reads: conditions, bounds, variants. */
export function readsOfQuestion(question: Question): readonly string[] {
  const variants = [question.label, question.hint].flatMap((text) => (Array.isArray(text) ? text : []))
  return [
    ...(question.when ? readsOf(question.when) : []),
    ...variants.flatMap((variant) => (variant.when ? readsOf(variant.when) : [])),
    ...(question.bounds ?? []).flatMap((bound) => {
      const limit = 'min' in bound ? bound.min : bound.max
      const of = typeof limit === 'object' && 'of' in limit ? [limit.of] : []
      return [...of, ...(bound.when ? readsOf(bound.when) : [])]
    }),
    ...(Array.isArray(question.options) ? question.options : []).flatMap((option) =>
      option.when ? readsOf(option.when) : [],
    ),
  ]
}
