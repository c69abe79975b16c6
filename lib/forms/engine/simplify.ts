import { evaluate } from './condition'
import { bindCondition, patternOf, readsOf } from './paths'
import type { Condition, Env, Items, Key, Path, Read } from './types'

/** What is left of a condition when only the `live` keys may still change: true, false, or a smaller condition. */
export function simplify(
  condition: Condition,
  live: (key: Key) => boolean,
  read: Read,
  env: Env,
  items: Items,
): Condition | boolean {
  if (!readsOf(condition).some(live)) return evaluate(condition, read, env, items)
  if ('all' in condition) return joined('all', condition.all, live, read, env, items)
  if ('any' in condition) return joined('any', condition.any, live, read, env, items)
  if ('not' in condition) {
    const inner = simplify(condition.not, live, read, env, items)
    return typeof inner === 'boolean' ? !inner : { not: inner }
  }
  if ('some' in condition) {
    // The browser knows no lists: for it, `some` is spelt out over the items that exist.
    const [list, each] = condition.some
    const parts = items(list).map((item) => inItem(each, list, item))
    return joined('any', parts, live, read, env, items)
  }
  return condition
}

/** A condition inside `some` with its paths made concrete for one item; a path of the whole form stays. */
function inItem(condition: Condition, list: Key, item: Key): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => inItem(one, list, item)) }
  if ('any' in condition) return { any: condition.any.map((one) => inItem(one, list, item)) }
  if ('not' in condition) return { not: inItem(condition.not, list, item) }
  const own = (path: Path): Path => (path.includes('[]') ? path : `${patternOf(list)}[].${path}`)
  if ('is' in condition) return bindCondition({ is: [own(condition.is[0]), condition.is[1]] }, item)
  if ('in' in condition) return bindCondition({ in: [own(condition.in[0]), condition.in[1]] }, item)
  if ('answered' in condition) return bindCondition({ answered: own(condition.answered) }, item)
  if ('above' in condition)
    return bindCondition({ above: [own(condition.above[0]), condition.above[1]] }, item)
  if ('younger' in condition)
    return bindCondition({ younger: [own(condition.younger[0]), condition.younger[1]] }, item)
  return condition
}

function joined(
  word: 'all' | 'any',
  parts: readonly Condition[],
  live: (key: Key) => boolean,
  read: Read,
  env: Env,
  items: Items,
): Condition | boolean {
  const settles = word === 'any'
  const open: Condition[] = []
  for (const part of parts) {
    const rest = simplify(part, live, read, env, items)
    if (rest === settles) return settles
    if (typeof rest !== 'boolean') open.push(rest)
  }
  const [only] = open
  if (!only) return !settles
  if (open.length === 1) return only
  return word === 'all' ? { all: open } : { any: open }
}
