import { bindCondition, indexOf, itemsIn, parentOf } from './paths'
import { slotOf, slotsFor } from './slots'
import type { Answers, Condition, Env, Form, Items, Key, Length } from './types'

export const ITEM = '.@item'

/** Items exist by the slot's conditions or, for a list that grows by hand, by their stored `@item`. */
export function itemsOf(
  form: Form,
  answers: Answers,
  env: Env,
  holds: (condition: Condition) => boolean,
): Items {
  const stored = storedItems(answers)
  return (list) => {
    const slot = slotOf(form, list, env.length)
    if (slot?.when && !holds(bindCondition(slot.when, list))) return []
    const tagged = stored.get(list) ?? []
    const found = slot?.exists
      ? Object.entries(slot.exists)
          .filter(([item, condition]) => parentOf(item) === list && (condition === true || holds(condition)))
          .map(([item]) => item)
      : tagged.length === 0 && slot?.min
        ? [`${list}.0`]
        : tagged
    return [...found].sort((a, b) => indexOf(a) - indexOf(b)).slice(0, slot?.max ?? found.length)
  }
}

/** Every list that has grown by hand, with its items. */
export function storedItems(answers: Answers): ReadonlyMap<Key, Key[]> {
  const found = new Map<Key, Key[]>()
  for (const key of Object.keys(answers)) {
    if (!key.endsWith(ITEM)) continue
    const item = key.slice(0, -ITEM.length)
    const list = parentOf(item)
    const items = found.get(list)
    if (items) items.push(item)
    else found.set(list, [item])
  }
  return found
}

/** Also the items that an answer of the same step may still bring about. */
export function possibleItems(form: Form, env: Env, list: Key, items: Items): readonly Key[] {
  const slot = slotOf(form, list, env.length)
  if (!slot?.exists) return items(list)
  return Object.keys(slot.exists).filter((item) => parentOf(item) === list)
}

/** The concrete items of a list pattern such as `boxes[].things[]`, outer lists first; below `place` if given. */
export function everyItem(list: string, place: Key | null, items: Items): Key[] {
  const levels = list.split('[]').slice(0, -1)
  let found: Key[] = ['']
  for (const level of levels) {
    found = found.flatMap((parent) => items(`${parent}${level}`))
  }
  return place ? found.filter((item) => item === place || item.startsWith(`${place}.`)) : found
}

/** The conditions under which an item and those around it exist; the same list each time. */
export function existence(form: Form, env: Env, item: Key | null): readonly Condition[] {
  if (!item) return always
  const { items, found } = conditionedItems(form, env)
  const known = found.get(item)
  if (known) return known
  const conditions = items.flatMap(([one, condition]) =>
    item === one || item.startsWith(`${one}.`) ? [condition] : [],
  )
  const all = conditions.length > 0 ? conditions : always
  found.set(item, all)
  return all
}
const always: readonly Condition[] = []

type Conditioned = { items: readonly [Key, Condition][]; found: Map<Key, readonly Condition[]> }
const conditioned = new WeakMap<Form, Map<Length, Conditioned>>()
function conditionedItems(form: Form, { length }: Env): Conditioned {
  const known = conditioned.get(form)?.get(length)
  if (known) return known
  const items = slotsFor(form, length).flatMap(({ exists }) =>
    Object.entries(exists ?? {}).flatMap(([item, condition]): [Key, Condition][] =>
      condition === true ? [] : [[item, condition]],
    ),
  )
  const all: Conditioned = { items, found: new Map() }
  conditioned.set(form, (conditioned.get(form) ?? new Map<Length, Conditioned>()).set(length, all))
  return all
}

/** Whether the key's items can exist at all: known to the slots, and below their maximum. */
export function withinSlots(form: Form, env: Env, key: Key): boolean {
  return itemsIn(key).every((item) => {
    const slot = slotOf(form, parentOf(item), env.length)
    if (slot?.exists && !Object.hasOwn(slot.exists, item)) return false
    return /(^|\D)(0|[1-9]\d?)$/.test(item) && indexOf(item) < (slot?.max ?? 0)
  })
}
