import type { Condition, Key, Path } from './types'

/*
 * A list stands in the document as an array, or its items stand side by side under names. The path of such a list ends
 * in `#`, and an item's name is the path before it with the item's place, counted from 1: `side#[].colour` asks about
 * `side1.colour` and `side2.colour`. No other part of a path ends in a digit (`problemsOf` looks).
 */

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
    const named = bound.endsWith('#')
    const list = named ? bound.slice(0, -1) : `${bound}.`
    const own = item?.startsWith(list) ? Number.parseInt(item.slice(list.length), 10) : 0
    bound = `${list}${own || Number(named)}${rest}`
  }
  return bound
}

/** `boxes.0.things.1.x` → `boxes[].things[].x`, `side2.x` → `side#[].x`. */
export function patternOf(key: Key): Path {
  if (!/\d/.test(key)) return key
  return key.replace(/([.a-z])\d+(?=\.|$)/gi, (_, before: string) => (before === '.' ? '[]' : `${before}#[]`))
}

export const isNamed = (list: Path): boolean => list.endsWith('#')

/** The item at this place (from 0) of a list: `boxes.1`, `side2`. */
export const itemAt = (list: Key, index: number): Key =>
  isNamed(list) ? `${list.slice(0, -1)}${index + 1}` : `${list}.${index}`

/** The list that an item stands in: `boxes.1` → `boxes`, `side2` → `side#`. */
export function parentOf(item: Key): Key {
  const [stem = ''] = /^.*\D/.exec(item) ?? []
  return stem.endsWith('.') ? stem.slice(0, -1) : `${stem}#`
}

/** An item's place in its list, from 0. */
export const indexOf = (item: Key): number =>
  Number.parseInt(item.replace(/^.*\D/, ''), 10) - (/\.\d+$/.test(item) ? 0 : 1)

/** The items that a key stands in, outer ones first: `boxes.0.side2.x` → `boxes.0`, `boxes.0.side2`. */
export function itemsIn(key: Key): readonly Key[] {
  const segments = key.split('.')
  return segments.flatMap((segment, at) => (/\d$/.test(segment) ? [segments.slice(0, at + 1).join('.')] : []))
}

/** The first of its list, and so is every item around it. */
export const isFirst = (item: Key): boolean => itemsIn(item).every((one) => indexOf(one) === 0)

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
