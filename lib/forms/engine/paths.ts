import type { Condition, Key, Path } from './types'

/** The list prefix of a path, up to and with its last `[]`; empty when it is asked once. */
export function listOf(path: Path): Path {
  const last = path.lastIndexOf('[]')
  return last < 0 ? '' : path.slice(0, last + 2)
}

/**
 * Binds `[]` to the item's indices: `boxes[].x` asked about `boxes.1.things.0` becomes `boxes.1.x`. Where
 * the item says nothing of a list, its first entry is meant.
 */
export function bindPath(path: Path, item: Key | null): Key {
  if (!path.includes('[]')) return path
  const parts = path.split('[]')
  let bound = parts[0] ?? ''
  for (const rest of parts.slice(1)) {
    const own = item?.startsWith(`${bound}.`) ? item.slice(bound.length + 1).split('.')[0] : undefined
    bound = `${bound}.${own ?? '0'}${rest}`
  }
  return bound
}

/** `boxes.0.things.1.x` → `boxes[].things[].x`. */
export function patternOf(key: Key): Path {
  return key.replace(/\.\d+(?=\.|$)/g, '[]')
}

/** Binds every path of a condition to the item that the question is asked about. */
export function bindCondition(condition: Condition, item: Key | null): Condition {
  if ('is' in condition) return { is: [bindPath(condition.is[0], item), condition.is[1]] }
  if ('in' in condition) return { in: [bindPath(condition.in[0], item), condition.in[1]] }
  if ('answered' in condition) return { answered: bindPath(condition.answered, item) }
  if ('above' in condition) return { above: [bindPath(condition.above[0], item), condition.above[1]] }
  if ('younger' in condition) return { younger: [bindPath(condition.younger[0], item), condition.younger[1]] }
  if ('some' in condition) return { some: [bindPath(condition.some[0], item), condition.some[1]] }
  if ('mode' in condition) return condition
  if ('all' in condition) return { all: condition.all.map((one) => bindCondition(one, item)) }
  if ('any' in condition) return { any: condition.any.map((one) => bindCondition(one, item)) }
  return { not: bindCondition(condition.not, item) }
}

const known = new WeakMap<Condition, readonly Path[]>()

/** The paths that a condition reads. */
export function readsOf(condition: Condition): readonly Path[] {
  const found = known.get(condition) ?? readsIn(condition)
  known.set(condition, found)
  return found
}

function readsIn(condition: Condition): readonly Path[] {
  if ('is' in condition) return [condition.is[0]]
  if ('in' in condition) return [condition.in[0]]
  if ('answered' in condition) return [condition.answered]
  if ('above' in condition) return [condition.above[0]]
  if ('younger' in condition) return [condition.younger[0]]
  if ('some' in condition) {
    const list = condition.some[0]
    return readsOf(condition.some[1]).map((path) => (path.startsWith(list) ? path : `${list}[].${path}`))
  }
  if ('mode' in condition) return []
  if ('all' in condition) return condition.all.flatMap(readsOf)
  if ('any' in condition) return condition.any.flatMap(readsOf)
  return readsOf(condition.not)
}
