import { evaluate, type Items } from './condition'
import { readsOf } from './paths'
import type { Condition, Env, Key, Read } from './types'

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
