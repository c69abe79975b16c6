import { itemAt } from '@/lib/forms/engine/paths'
import type { Key, Path } from '@/lib/forms/engine/types'

/**
 * The concrete keys of a path with lists: every place that an answer could stand at. `most` says how many items the
 * list at a concrete place can have; a path without lists is its own only key.
 */
export function keysAt(path: Path, most: (list: Key) => number): readonly Key[] {
  const [start = '', ...rest] = path.split('[]')
  return rest.reduce<readonly Key[]>(
    (lists, leaf) =>
      lists.flatMap((list) => [...Array(most(list)).keys()].map((place) => `${itemAt(list, place)}${leaf}`)),
    [start],
  )
}
