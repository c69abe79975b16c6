import { certaintyOf, certaintyQuestion } from './certainty'
import { evaluate, type Items } from './condition'
import { everyItem, existence, possibleItems } from './items'
import { bindCondition, bindPath, listOf, patternOf } from './paths'
import { simplify } from './simplify'
import type { Condition, Env, Form, Key, Length, Question, Read, Step } from './types'

/** A question asked about one item; `when` is what remains open while its own step can still change. */
export type Instance = { key: Key; question: Question; item: Key | null; required: boolean; page: string }
export type Candidate = Instance & { relevant: boolean; when: Condition | true }

export function keyOf(question: Question): string {
  return question.key ?? question.path ?? ''
}

export type Place = {
  form: Form
  step: Step
  place: Key | null
  read: Read
  env: Env
  items: Items
  instances: Map<Key, Instance>
}

/** Whether a key is asked on the same step, and may therefore still change while its page is shown. */
export function liveKeys(step: Step, env: Env): (key: Key) => boolean {
  const { own } = askedIn(step, env)
  return (key) => own.has(key) || own.has(patternOf(key))
}

type Asked = { groups: readonly (readonly Question[])[]; own: ReadonlySet<string> }
const asked = new WeakMap<Step, Map<Length, Asked>>()

/** What a step asks in a length never changes, so it is sorted out once. */
function askedIn(step: Step, { length }: Env): Asked {
  const known = asked.get(step)?.get(length)
  if (known) return known
  const questions = step.questions.filter((question) => question.in.includes(length))
  const found = { groups: groupsOf(questions), own: new Set(questions.map(keyOf)) }
  asked.set(step, (asked.get(step) ?? new Map<Length, Asked>()).set(length, found))
  return found
}

type Bound = { key: Key; when: Condition | undefined }
const bound = new WeakMap<Question, Map<Key | null, Bound>>()

/** A question's key and condition for one item; the items are few, and the same each time. */
function boundTo(question: Question, item: Key | null): Bound {
  const known = bound.get(question)?.get(item)
  if (known) return known
  const found = {
    key: bindPath(keyOf(question), item),
    when: question.when && bindCondition(question.when, item),
  }
  bound.set(question, (bound.get(question) ?? new Map<Key | null, Bound>()).set(item, found))
  return found
}

/** The questions of a step about one place, with what its own answers may still call for; relevant ones are noted. */
export function candidatesOf(at: Place): Candidate[] {
  const { form, step, place, env, items, read } = at
  const live = liveKeys(step, env)
  const possible: Items = (list) => possibleItems(form, env, list, items)
  const found: Candidate[] = []
  for (const group of askedIn(step, env).groups) {
    const list = listOf(keyOf(group[0] as Question))
    for (const item of list ? everyItem(list, place, possible) : [place]) {
      for (const question of group) {
        if (!meant(question, item)) continue
        const exists = list ? existence(form, env, item) : []
        const { key, when: own } = boundTo(question, item)
        const all = exists.length === 0 ? own : { all: [...exists, ...(own ? [own] : [])] }
        const when = all ? simplify(all, live, read, env, items) : true
        if (when === false) continue
        const relevant = when === true || evaluate(when, read, env, items)
        const required = question.required?.includes(env.length) ?? false
        const candidate = { key, question, item: list ? item : null, required, page: step.id, relevant, when }
        found.push(candidate)
        if (relevant) note(at, candidate)
      }
    }
  }
  return found
}

/** How sure one is can be read like an answer, but is no question of its own on the page. */
function note({ instances, env }: Place, candidate: Candidate): void {
  const { key, question } = candidate
  instances.set(key, candidate)
  if (!question.certainty?.includes(env.length)) return
  const sure = certaintyOf(key)
  instances.set(sure, {
    ...candidate,
    key: sure,
    question: certaintyQuestion(question, keyOf(question)),
    required: false,
  })
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

function meant(question: Question, item: Key | null): boolean {
  if (!question.items || !item) return true
  return question.items === (isFirst(item) ? 'first' : 'rest')
}

/** The first item of each of its lists. */
export const isFirst = (item: Key): boolean =>
  item.split('.').every((segment) => !/^\d+$/.test(segment) || segment === '0')
