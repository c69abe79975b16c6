import { certaintyOf, certaintyQuestion } from './certainty'
import { evaluate } from './condition'
import { everyItem, existence, possibleItems } from './items'
import { bindCondition, bindPath, isFirst, listOf, patternOf } from './paths'
import { simplify } from './simplify'
import type { Condition, Env, Form, Items, Key, Length, Question, Read, Step, Value } from './types'

/** A question asked about one item; `when` is what remains open while its own step can still change. */
export type Instance = {
  key: Key
  question: Question
  item: Key | null
  required: boolean
  page: string
  /** Nobody is asked: this is what counts and is written (`Question.otherwise`). */
  given?: Value
}
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
type Known = { exists: readonly Condition[]; bound: Bound }
const known = new WeakMap<Question, Map<Key | null, Known>>()

/**
 * A question's key for one item, and the condition of its own and of the item (`exists`); the items are few, and the same each time.
 */
function boundTo(question: Question, item: Key | null, exists: readonly Condition[]): Bound {
  const last = known.get(question)?.get(item)
  if (last?.exists === exists) return last.bound
  const own = question.when && bindCondition(question.when, item)
  const bound = {
    key: bindPath(keyOf(question), item),
    when: exists.length === 0 ? own : { all: [...exists, ...(own ? [own] : [])] },
  }
  known.set(question, (known.get(question) ?? new Map<Key | null, Known>()).set(item, { exists, bound }))
  return bound
}

/** The questions of a step about one place, with what its own answers may still call for; relevant ones are noted. */
export function candidatesOf(at: Place): Candidate[] {
  const { form, step, place, env, items, read, instances } = at
  const live = liveKeys(step, env)
  const possible: Items = (list) => possibleItems(form, env, list, items)
  const found: Candidate[] = []
  for (const group of askedIn(step, env).groups) {
    const list = listOf(keyOf(group[0] as Question))
    for (const item of list ? everyItem(list, place, possible) : [place]) {
      const exists = list ? existence(form, env, item) : []
      const first = item !== null && isFirst(item)
      for (const question of group) {
        if (question.items && item && (question.items === 'first') !== first) continue
        const { key, when: all } = boundTo(question, item, exists)
        const when = all ? simplify(all, live, read, env, items) : true
        const given = question.otherwise
        if (given && stands(given.when, exists, item, at)) {
          // Taken back below where the question is asked after all.
          const field = { key, question, item: list ? item : null, required: false, page: step.id }
          instances.set(key, { ...field, given: given.value })
        }
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

/** An answer that nobody is asked for stands with its item, under a condition of its own. */
function stands(
  when: Condition | undefined,
  exists: readonly Condition[],
  item: Key | null,
  { read, env, items }: Place,
): boolean {
  return [...exists, ...(when ? [bindCondition(when, item)] : [])].every((one) =>
    evaluate(one, read, env, items),
  )
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
