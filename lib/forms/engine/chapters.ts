import { bindPath, itemsIn } from './paths'
import type { Items, Key, Step } from './types'

/** Steps with the same id that stand next to each other: the parts of one step. */
export function chaptersOf(steps: readonly Step[]): Step[][] {
  const chapters: Step[][] = []
  for (const step of steps) {
    const last = chapters.at(-1)
    if (last?.[0]?.id === step.id) last.push(step)
    else chapters.push([step])
  }
  return chapters
}

/**
 * The parts with the items they are about, in the order in which a person meets them: everything about one item before
 * the next. Lazy, because what is answered on one page decides which items follow.
 */
export function* placesOf(
  parts: readonly Step[],
  scope: Key | null,
  items: Items,
): Generator<{ step: Step; place: Key | null }> {
  let at = 0
  while (at < parts.length) {
    const step = parts[at] as Step
    const list = listBelow(step, scope)
    if (list === null) {
      yield { step, place: scope }
      at += 1
      continue
    }
    let end = at + 1
    while (end < parts.length && listBelow(parts[end] as Step, scope) === list) end += 1
    for (const item of items(list)) yield* placesOf(parts.slice(at, end), item, items)
    at = end
  }
}

/** The first list that `each` names below the scope; null: the part is about the scope itself. */
function listBelow({ each }: Step, scope: Key | null): Key | null {
  if (!each) return null
  const levels = each.replace(/\[\]$/, '').split('[]')
  const depth = scope ? itemsIn(scope).length : 0
  if (depth >= levels.length) return null
  return bindPath(levels.slice(0, depth + 1).join('[]'), scope)
}
