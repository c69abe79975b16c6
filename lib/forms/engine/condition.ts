import { addDuration, negated } from '@/lib/forms/kinds/calendar'
import { bindPath } from './paths'
import type { Condition, Env, Items, Key, Read } from './types'

const noItems: Items = () => []

/**
 * Whether a bound condition holds. Unanswered and hidden answers are undefined: they satisfy nothing but `not`.
 * Small on purpose: the browser loads this module before anything else.
 */
export function evaluate(condition: Condition, read: Read, env: Env, items: Items = noItems): boolean {
  if ('is' in condition) return read(condition.is[0]) === condition.is[1]
  if ('in' in condition) {
    const value = read(condition.in[0])
    return value !== undefined && condition.in[1].includes(value)
  }
  if ('answered' in condition) return read(condition.answered) !== undefined
  if ('above' in condition) {
    const value = read(condition.above[0])
    return typeof value === 'number' && value > condition.above[1]
  }
  if ('younger' in condition) {
    const value = read(condition.younger[0])
    return typeof value === 'string' && value > addDuration(env.today, negated(condition.younger[1]))
  }
  if ('some' in condition) {
    const [list, each] = condition.some
    return items(list).some((item) => evaluate(each, ofItem(read, item), env, items))
  }
  if ('mode' in condition) return env.mode === condition.mode
  if ('all' in condition) return condition.all.every((one) => evaluate(one, read, env, items))
  if ('any' in condition) return condition.any.some((one) => evaluate(one, read, env, items))
  return !evaluate(condition.not, read, env, items)
}

/** Inside `some`, a path is the item's own property or, with `[]`, a pattern that the item fills. */
export function ofItem(read: Read, item: Key): Read {
  return (path) =>
    path.includes('[]') ? read(bindPath(path, item)) : (read(`${item}.${path}`) ?? read(path))
}
