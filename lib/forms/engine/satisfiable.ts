import { evaluate } from './condition'
import { readsOf } from './paths'
import type { Condition, Env, Form, Value } from './types'
import { keyOf } from './walk'

/** Beyond this many combinations a condition is taken to be satisfiable: its author should make it simpler. */
const MOST = 20_000
const env: Env = { length: 'full', lang: 'de', today: '2000-01-01' }

/** Whether any answers make the condition hold, found by trying every value that matters. */
export function isSatisfiable(form: Form, condition: Condition): boolean {
  const paths = [...new Set(readsOf(condition))]
  const domains = paths.map((path) => domainOf(form, condition, path))
  const count = domains.reduce((product, domain) => product * domain.length, 1)
  if (count > MOST) return true
  const modes = [{}, ...modesIn(condition).map((mode) => ({ mode }))]
  for (let at = 0; at < count; at += 1) {
    let rest = at
    const values = new Map(
      paths.map((path, index) => {
        const domain = domains[index] ?? []
        const value = domain[rest % domain.length]
        rest = Math.floor(rest / domain.length)
        return [path, value]
      }),
    )
    if (modes.some((mode) => evaluate(condition, (path) => values.get(path), { ...env, ...mode })))
      return true
  }
  return false
}

/** Unanswered, every value that the condition names, and something else. */
function domainOf(form: Form, condition: Condition, path: string): (Value | undefined)[] {
  const questions = form.steps.flatMap((step) => step.questions).filter((one) => keyOf(one) === path)
  const options = questions.flatMap(({ options: own }) =>
    (own && 'list' in own ? (form.lists[own.list] ?? []) : (own ?? [])).map((option) => option.value),
  )
  const named = comparisons(condition).flatMap(([at, value]) => (at === path ? [value] : []))
  if (options.length > 0) {
    // All values that the condition does not name are alike to it.
    const known = new Set(named)
    const other = options.find((value) => !known.has(value))
    return [undefined, ...new Set(options.filter((value) => known.has(value))), ...(other ? [other] : [])]
  }
  if (questions.length > 0 && questions.every(({ kind }) => kind === 'boolean'))
    return [undefined, true, false]
  return [undefined, ...new Set(named), 'something else', -1e15, 1e15]
}

function modesIn(condition: Condition): readonly string[] {
  if ('mode' in condition) return [condition.mode]
  if ('all' in condition) return condition.all.flatMap(modesIn)
  if ('any' in condition) return condition.any.flatMap(modesIn)
  if ('not' in condition) return modesIn(condition.not)
  return 'some' in condition ? modesIn(condition.some[1]) : []
}

/** Every place and value that a condition compares. */
export function comparisons(condition: Condition): [string, Value][] {
  if ('is' in condition) return [[condition.is[0], condition.is[1]]]
  if ('in' in condition) return condition.in[1].map((value) => [condition.in[0], value])
  if ('all' in condition) return condition.all.flatMap(comparisons)
  if ('any' in condition) return condition.any.flatMap(comparisons)
  if ('not' in condition) return comparisons(condition.not)
  return 'some' in condition ? comparisons(condition.some[1]) : []
}
