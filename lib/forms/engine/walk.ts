import { type Candidate, candidatesOf, type Instance, liveKeys } from './candidates'
import { certaintyOf, isUnknown } from './certainty'
import { chaptersOf, placesOf } from './chapters'
import { evaluate } from './condition'
import { demandOf } from './demand'
import { itemsOf } from './items'
import { judgeAnswer, understand } from './judge'
import { nameOf, withNames } from './names'
import { bindCondition, bindPath, readsOf } from './paths'
import { simplify } from './simplify'
import { slotOf } from './slots'
import type {
  Answer,
  Answers,
  Condition,
  Env,
  Fact,
  Form,
  Items,
  Key,
  Question,
  Read,
  Step,
  Text,
  Value,
} from './types'

export { type Candidate, type Instance, keyOf } from './candidates'

/** A list whose items are shown on a page; `when` is what remains open while the page's own answers can change. */
export type PageList = { list: Key; relevant: boolean; when: Condition | true }
export type WalkPage = {
  id: string
  step: Step
  title: Text
  readonly heading: Text
  item: Key | null
  /** Relevant questions of the page, in order. */
  fields: readonly Instance[]
  /** The same with those that an answer of this page may still call for. */
  candidates: readonly Candidate[]
  lists: readonly PageList[]
  /** Done: nothing on it is missing or wrong. */
  readonly state: 'done' | 'open'
}
export type Walk = {
  pages: readonly WalkPage[]
  instances: ReadonlyMap<Key, Instance>
  read: Read
  items: Items
  /** The first page that still misses or misreads an answer; null = everything can be sent. */
  readonly firstOpen: string | null
  readonly complete: boolean
}

export const REVIEW = 'pruefen'
const QUESTIONS_PER_PAGE = 8

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
    if (instance.given !== undefined) return instance.given
    if (!understood.has(key)) understood.set(key, sayingOf(form, instance, answers[key], read, env))
    return understood.get(key)
  }
  return read
}

function walkOnce(form: Form, answers: Answers, env: Env): Walk {
  const instances = new Map<Key, Instance>()
  const read = reader(form, instances, answers, env)
  const items = itemsOf(form, answers, env, (condition) => evaluate(condition, read, env, items))
  const pages: WalkPage[] = []
  for (const chapter of chaptersOf(form.steps.filter((step) => step.in.includes(env.length)))) {
    let count = 0
    for (const { step, place } of placesOf(chapter, null, items)) {
      if (step.when && !evaluate(bindCondition(step.when, place), read, env, items)) continue
      const found = cut(candidatesOf({ form, step, place, read, env, items, instances }), env)
      const lists = listsOf(form, step, place, read, env, items)
      const kept = found.filter(
        (chunk, at) =>
          // The short form always has the same number of steps, also before the answers that fill a later one.
          env.length === 'short' ||
          chunk.some((one) => one.relevant) ||
          (at === 0 && lists.some((one) => one.relevant)),
      )
      for (const chunk of kept) {
        count += 1
        const id = count === 1 ? step.id : `${step.id}/${count}`
        const candidates = chunk.map((candidate) => ({ ...candidate, page: id }))
        const fields = candidates.filter((candidate) => candidate.relevant)
        for (const field of fields) settle(instances, field)
        const heading = once(() => headingOf(form, step, place, read, env, items))
        const state = once(() => (isDone(form, answers, env, fields, read, items) ? 'done' : 'open'))
        pages.push({
          id,
          step,
          title: step.title,
          get heading() {
            return heading()
          },
          item: place,
          fields,
          candidates,
          lists: chunk === found[0] ? lists : [],
          get state() {
            return state()
          },
        })
      }
    }
  }
  const firstOpen = once(() => pages.find((page) => page.state === 'open')?.id ?? null)
  return {
    pages,
    instances,
    read,
    items,
    get firstOpen() {
      return firstOpen()
    },
    get complete() {
      return firstOpen() === null
    },
  }
}

/** Worked out when it is first asked for: while answers come in, nobody asks whether the pages are done. */
function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}

/** Notes on which page a question came to stand, and how sure one is of it with it. */
function settle(instances: Map<Key, Instance>, field: Instance): void {
  instances.set(field.key, field)
  const sure = instances.get(certaintyOf(field.key))
  if (sure) instances.set(sure.key, { ...sure, page: field.page })
}

function listsOf(form: Form, step: Step, place: Key | null, read: Read, env: Env, items: Items): PageList[] {
  const live = liveKeys(step, env)
  return (step.lists ?? []).flatMap((path): PageList[] => {
    const list = bindPath(path, place)
    const own = slotOf(form, list, env.length)?.when
    const when = own ? simplify(bindCondition(own, list), live, read, env, items) : true
    if (when === false) return []
    return [{ list, when, relevant: when === true || evaluate(when, read, env, items) }]
  })
}

/** What an answer says now: an option that is no longer offered and a text that cannot be read say nothing. */
function sayingOf(
  form: Form,
  field: Instance,
  answer: Answer | undefined,
  read: Read,
  env: Env,
): Value | undefined {
  if (!answer || (field.question.certainty && isUnknown(field.key, read))) return undefined
  if ('value' in answer) {
    if (typeof answer.value !== 'string' || !field.question.options) return answer.value
    const { values } = demandOf(form, field, read, env)
    return values && !values.includes(answer.value) ? undefined : answer.value
  }
  const parsed = understand(demandOf(form, field, read, env), answer.raw, answer.locale, read, env)
  return parsed.kind === 'value' ? parsed.value : undefined
}

/** Nothing on the page is missing, unreadable, out of bounds or against a rule that blocks. */
function isDone(
  form: Form,
  answers: Answers,
  env: Env,
  fields: readonly Instance[],
  read: Read,
  items: Items,
): boolean {
  return fields.every((field) => {
    if (isUnknown(field.key, read)) return true
    const verdict = judgeAnswer(demandOf(form, field, read, env), answers[field.key], read, env)
    if (verdict.kind === 'wrong') return false
    const rules = (field.question.rules ?? []).map((name) => form.rules[name])
    return !rules.some((rule) => rule?.level === 'block' && rule.check(read, env, field.key, items) !== null)
  })
}

/** The heading for these answers; an item with a name of its own that the text does not say stands behind it. */
function headingOf(form: Form, step: Step, place: Key | null, read: Read, env: Env, items: Items): Text {
  const fitting = step.headings?.find(
    ({ when }) => !when || evaluate(bindCondition(when, place), read, env, items),
  )
  const heading = fitting?.text ?? step.heading
  const at = { form, env, read }
  const text = { de: withNames(heading.de, place, at, 'de'), en: withNames(heading.en, place, at, 'en') }
  const name = place && step.headings === undefined ? nameOf(form, place, env, read) : undefined
  return name ? { de: `${text.de}: ${name.de}`, en: `${text.en}: ${name.en}` } : text
}

/** A long step is cut into pages of eight visible questions, and what is folded away needs no page; the short form never is cut. */
function cut(candidates: Candidate[], env: Env): Candidate[][] {
  if (env.length === 'short') return [candidates]
  const pages: Candidate[][] = [[]]
  for (const candidate of candidates) {
    const page = pages.at(-1) ?? []
    const visible = page.filter(isVisible).length
    if (isVisible(candidate) && visible >= QUESTIONS_PER_PAGE) pages.push([candidate])
    else page.push(candidate)
  }
  return pages
}

const isVisible = ({ relevant, question }: Candidate): boolean => relevant && question.fold === undefined

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
