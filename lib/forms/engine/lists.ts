import { ITEM, withinSlots } from './items'
import { askOf, FIRST_TAG, slotOf } from './slots'
import type { Answers, Env, Form, Key, Slot, Value } from './types'

export type ListChange =
  | { kind: 'changed'; answers: Answers }
  | { kind: 'full'; max: number }
  | { kind: 'unknown' }

const storedIn = (answers: Answers, list: Key) =>
  Object.keys(answers).filter(
    (key) => key.endsWith(ITEM) && key.slice(0, key.slice(0, -ITEM.length).lastIndexOf('.')) === list,
  ).length

/** The list with its first item written down, where that one stands there by itself. */
function started(slot: Slot, answers: Answers, list: Key): Answers {
  if (!slot.min || storedIn(answers, list) > 0) return answers
  return { ...answers, [`${list}.0${ITEM}`]: { value: FIRST_TAG, by: 'person' } }
}

function growing(form: Form, list: Key, env: Env): Slot | null {
  const slot = slotOf(form, list, env.length)
  return slot && !slot.exists && withinSlots(form, env, list) ? slot : null
}

/** Adds an item at the end; `tag` is its lasting name (`@item`), made by the caller. */
export function addItem(form: Form, answers: Answers, list: Key, tag: string, env: Env): ListChange {
  const slot = growing(form, list, env)
  if (!slot) return { kind: 'unknown' }
  const before = started(slot, answers, list)
  const count = storedIn(before, list)
  if (count >= slot.max) return { kind: 'full', max: slot.max }
  return {
    kind: 'changed',
    answers: { ...before, [`${list}.${count}${ITEM}`]: { value: tag, by: 'person' } },
  }
}

/**
 * Removes an item: its answers go, the later ones move up, references to it are purged. After the last one the
 * question that opens the list is open again.
 */
export function removeItem(form: Form, answers: Answers, list: Key, index: number, env: Env): ListChange {
  const slot = growing(form, list, env)
  if (!slot) return { kind: 'unknown' }
  const before = started(slot, answers, list)
  const count = storedIn(before, list)
  if (index < 0 || index >= count) return { kind: 'unknown' }
  const order = [...Array(count).keys()].filter((one) => one !== index)
  const gone = slot.ref && nameFor(slot.ref, before, `${list}.${index}`)
  const ask = count === 1 ? askOf(slot, list) : undefined
  const kept = Object.entries(reordered(before, list, order)).filter(
    ([key, answer]) => key !== ask && (gone === undefined || !('value' in answer) || answer.value !== gone),
  )
  return { kind: 'changed', answers: Object.fromEntries(kept) }
}

/** What others call the item by: its own answer or, where nobody is asked for it, prefix and tag. */
function nameFor(ref: { property: string; prefix: string }, answers: Answers, item: Key): Value | undefined {
  const own = answers[`${item}.${ref.property}`]
  if (own && 'value' in own) return own.value
  const tag = answers[item + ITEM]
  return tag && 'value' in tag ? `${ref.prefix}${String(tag.value)}` : undefined
}

/** Moves an item to another place of its list. */
export function moveItem(
  form: Form,
  answers: Answers,
  list: Key,
  from: number,
  to: number,
  env: Env,
): ListChange {
  const slot = growing(form, list, env)
  const count = storedIn(answers, list)
  if (!slot || Math.min(from, to) < 0 || Math.max(from, to) >= count) return { kind: 'unknown' }
  const order = [...Array(count).keys()].filter((one) => one !== from)
  order.splice(to, 0, from)
  return { kind: 'changed', answers: reordered(answers, list, order) }
}

function reordered(answers: Answers, list: Key, order: readonly number[]): Answers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]) => {
      if (!key.startsWith(`${list}.`)) return [[key, answer]]
      const [index = '', ...rest] = key.slice(list.length + 1).split('.')
      const place = order.indexOf(Number(index))
      return place < 0 ? [] : [[[list, place, ...rest].join('.'), answer]]
    }),
  )
}
