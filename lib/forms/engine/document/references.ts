import { ITEM } from '../items'
import { patternOf } from '../paths'
import { slotsFor } from '../slots'
import type { Answers, Env, Form, Json, Key } from '../types'
import type { Alignment } from './align'
import { itemsAt, leafAt, removeItemAt, setLeaf, type Writable } from './leaves'

/** Names for the items that the base does not hold yet, each unlike all others of its list. */
export function freshNames(
  form: Form,
  document: Writable,
  answers: Answers,
  { fresh }: Alignment,
  env: Env,
): ReadonlyMap<Key, string> {
  const names = new Map<Key, string>()
  for (const { path, ref } of slotsFor(form, env.length)) {
    if (!ref) continue
    const taken = new Set<Json | undefined>(
      itemsAt(document, `${path}[]`).map((item) => leafAt(document, `${item}.${ref.property}`)),
    )
    for (const item of fresh.filter((one) => patternOf(one) === `${path}[]`)) {
      const tag = answers[item + ITEM]
      const wanted = `${ref.prefix}${tag && 'value' in tag ? String(tag.value) : ''}`
      let name = wanted
      for (let again = 2; taken.has(name); again += 1) name = `${wanted}-${again}`
      taken.add(name)
      names.set(`${item}.${ref.property}`, name)
    }
  }
  return names
}

/** Writes the names of the new items that came to be. */
export function writeNames(document: Writable, names: ReadonlyMap<Key, string>): void {
  for (const [key, name] of names) {
    const item = leafAt(document, key.slice(0, key.lastIndexOf('.')))
    if (typeof item === 'object' && item !== null && Object.keys(item).length > 0)
      setLeaf(document, key, name)
  }
}

/** Entries elsewhere in the document that name a removed item go with it. */
export function purge(
  form: Form,
  document: Writable,
  base: Json | undefined,
  { gone }: Alignment,
  env: Env,
): void {
  for (const { path, ref } of slotsFor(form, env.length)) {
    if (!ref?.from) continue
    const names = gone
      .filter((item) => patternOf(item) === `${path}[]`)
      .map((item) => leafAt(base, `${item}.${ref.property}`))
      .filter((name) => name !== undefined)
    for (const from of names.length > 0 ? ref.from : []) {
      const list = from.slice(0, from.lastIndexOf('[]') + 2)
      const leaf = from.slice(list.length + 1)
      for (const entry of itemsAt(document, list).reverse()) {
        const name = leafAt(document, `${entry}.${leaf}`)
        if (name !== undefined && names.includes(name)) removeItemAt(document, entry)
      }
    }
  }
}
