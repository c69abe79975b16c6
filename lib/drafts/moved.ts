import { type Form, itemsIn, type Key, keyOf, patternOf } from '@/lib/forms/engine'
import type { Change } from './protocol'

/**
 * Indices are valid for one revision only (architecture §3). What moved them is noted with the revision it made: an item left its place
 * and the later ones moved up (`by` -1), it came back and they moved down (1), or all below one item went to another. `forgotten` stands for all that was noted up to its
 * revision: what a page says that has not heard of it can be about any item.
 */
export type Moved = { revision: number } & (
  | { list: Key; at: number; by: -1 | 1 }
  | { from: Key; to: Key }
  | { forgotten: true }
)

/** More than two windows of one person move while one of them stands open. */
export const MOST_MOVED = 100

/** The record with what has been moved now, the oldest forgotten. */
export function remembered(moved: readonly Moved[], more: readonly Moved[]): readonly Moved[] {
  const all = [...moved, ...more]
  const cut = all.length - MOST_MOVED
  const last = all[cut]
  return cut <= 0 || !last ? all : [{ revision: last.revision, forgotten: true }, ...all.slice(cut + 1)]
}

/** What a page that knows this revision has not heard of; without a revision it has just been drawn. */
export const movedSince = (moved: readonly Moved[], revision: number | undefined): readonly Moved[] =>
  revision === undefined ? [] : moved.filter((one) => one.revision > revision)

/** The changes under the keys that their answers have now; `gone`: those whose item has been removed. */
export function inPlace(
  changes: readonly Change[],
  since: readonly Moved[],
): { changes: readonly Change[]; gone: readonly Change[]; as: (key: Key) => Key } {
  const names = new Map<Key, Key>()
  const gone: Change[] = []
  const placed = changes.flatMap((change) => {
    const key = since.reduce<Key | null>((now, one) => now && after(now, one), change.key)
    if (key === null) gone.push(change)
    else names.set(key, change.key)
    return key === null ? [] : [{ ...change, key }]
  })
  return { changes: placed, gone, as: (key) => names.get(key) ?? key }
}

/** null: the key's item is the one that left, or nobody knows any more which one it was. */
function after(key: Key, moved: Moved): Key | null {
  if ('forgotten' in moved) return itemsIn(key).length > 0 ? null : key
  if ('from' in moved) return key.startsWith(`${moved.from}.`) ? moved.to + key.slice(moved.from.length) : key
  const { list, at, by } = moved
  if (!key.startsWith(`${list}.`)) return key
  const [index = '', ...rest] = key.slice(list.length + 1).split('.')
  if (!/^\d+$/.test(index)) return key
  const place = Number(index)
  if (by === -1 && place === at) return null
  const now = place > at || (by === 1 && place === at) ? place + by : place
  return [list, now, ...rest].join('.')
}

/** Whether the page of this name can be about something else by now. */
export function pageMoved(form: Form, page: string, since: readonly Moved[]): boolean {
  if (since.length === 0) return false
  const [id] = page.split('/')
  const paths = form.steps
    .filter((step) => step.id === id)
    .flatMap((step) => [step.each ?? [], step.lists ?? [], step.questions.map(keyOf)].flat())
  const within = (path: string, moved: string) =>
    path.startsWith(moved) && !/\w/.test(path[moved.length] ?? '')
  return since.some((one) => {
    if ('forgotten' in one) return paths.some((path) => path.includes('[]'))
    const moved = patternOf('from' in one ? one.from : one.list)
    return paths.some((path) => within(path, moved))
  })
}
