import { indexOf, isNamed, itemAt, parentOf } from '../paths'
import type { Json, Key } from '../types'

export type Leaf = Json | undefined
export type Writable = { [property: string]: Json }

export const isObject = (json: unknown): json is Writable =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

type Node = Writable | Json[]

const isNode = (json: unknown): json is Node => typeof json === 'object' && json !== null
const isIndex = (segment: string) => /^\d+$/.test(segment)
/** Such a segment never names a property of a document. */
const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

/** The leaf at a concrete path; undefined where nothing stands. */
export function leafAt(document: Leaf, key: Key): Leaf {
  let at: Leaf = document
  for (const segment of key.split('.')) {
    if (!isNode(at) || !Object.hasOwn(at, segment)) return undefined
    at = (at as { [property: string]: Json })[segment]
  }
  return at
}

export function clone<T extends Json>(json: T): T {
  return structuredClone(json)
}

/** Writes a leaf into a document of our own (a clone), making parents on the way. */
export function setLeaf(document: Writable, key: Key, value: Json): void {
  const segments = key.split('.')
  if (segments.some((segment) => unsafe.has(segment))) return
  let at: Node = document
  segments.forEach((segment, index) => {
    const next = segments[index + 1]
    if (Array.isArray(at)) while (at.length < Number(segment)) at.push({})
    const place = at as { [property: string]: Json }
    if (next === undefined) {
      place[segment] = value
      return
    }
    const there = Object.hasOwn(place, segment) ? place[segment] : undefined
    const child: Node = isNode(there) ? there : isIndex(next) ? [] : {}
    if (child !== there) place[segment] = child
    at = child
  })
}

/** Removes a leaf, and the objects that become empty by it. */
export function removeLeaf(document: Writable, key: Key): void {
  const segments = key.split('.')
  const parent: unknown = segments.length === 1 ? document : leafAt(document, segments.slice(0, -1).join('.'))
  const name = segments.at(-1) ?? ''
  if (!isNode(parent) || Array.isArray(parent) || !Object.hasOwn(parent, name)) return
  delete parent[name]
  const above = segments.slice(0, -1)
  if (Object.keys(parent).length === 0 && above.length > 0 && !isIndex(above.at(-1) ?? '')) {
    removeLeaf(document, above.join('.'))
  }
}

/** Takes a whole entry out of its list; an empty list goes too. */
export function removeItemAt(document: Writable, item: Key): void {
  const list = parentOf(item)
  if (isNamed(list)) {
    removeLeaf(document, item)
    return
  }
  const entries: unknown = leafAt(document, list)
  if (!Array.isArray(entries)) return
  entries.splice(indexOf(item), 1)
  if (entries.length === 0) removeLeaf(document, list)
}

/** The places that hold an entry of the list at a concrete path. */
function placesAt(document: Leaf, list: Key): readonly number[] {
  if (!isNamed(list)) {
    const at = leafAt(document, list)
    return Array.isArray(at) ? [...at.keys()] : []
  }
  const cut = list.lastIndexOf('.')
  const parent = cut < 0 ? document : leafAt(document, list.slice(0, cut))
  const name = list.slice(cut + 1, -1)
  return Object.keys(isObject(parent) ? parent : {})
    .filter((one) => one.startsWith(name) && /^[1-9]\d?$/.test(one.slice(name.length)))
    .map((one) => Number(one.slice(name.length)) - 1)
    .sort((a, b) => a - b)
}

/** The items of a list pattern such as `boxes[].things[]` as they stand in the document. */
export function itemsAt(document: Leaf, list: string): Key[] {
  let items = ['']
  for (const level of list.split('[]').slice(0, -1)) {
    items = items.flatMap((parent) => {
      const at = `${parent}${level}`
      return placesAt(document, at).map((index) => itemAt(at, index))
    })
  }
  return items
}
