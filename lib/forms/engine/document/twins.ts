import { bindPath } from '../paths'
import type { Form, Json, Key } from '../types'
import { clone, itemsAt, leafAt, removeLeaf, setLeaf, type Writable } from './leaves'

/** One old place that was read as the new one. */
export type Migrated = { old: Key; now: Key; was: Json; became: Json }

/**
 * Reads old places as the new ones, wherever the new one is empty, in a document of our own (a clone). What it did is
 * told, so that it can be undone where nobody changes anything.
 */
export function migrate(form: Form, document: Writable): readonly Migrated[] {
  const done: Migrated[] = []
  for (const { old: oldPath, now: newPath, when, to } of form.twins ?? []) {
    const list = oldPath.slice(0, oldPath.lastIndexOf('[]') + 2)
    for (const item of list ? itemsAt(document, list) : [null]) {
      const [old, now] = [bindPath(oldPath, item), bindPath(newPath, item)]
      const was = leafAt(document, old)
      if (was === undefined || leafAt(document, now) !== undefined) continue
      if (when && !when((key) => leafAt(document, key), old)) continue
      const became = to(was)
      if (became === undefined) continue
      removeLeaf(document, old)
      setLeaf(document, now, clone(became))
      done.push({ old, now, was, became: clone(became) })
    }
  }
  return done
}

/** Puts back what nobody changed, so that an untouched document stays as it is; inner places first. */
export function restore(document: Writable, done: readonly Migrated[], keyNow: (key: Key) => Key): void {
  for (const { old, now, was, became } of [...done].reverse()) {
    const key = keyNow(now)
    if (!equal(leafAt(document, key), became)) continue
    removeLeaf(document, key)
    setLeaf(document, keyNow(old), was)
  }
}

function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), Object.keys(b)]
  return (
    left.length === right.length &&
    left.every(([name, value]) => Object.hasOwn(b, name) && equal(value, leafAt(b, name)))
  )
}
