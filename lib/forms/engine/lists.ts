import { patternOf } from './paths'
import type { Answers, Form, Key, Value } from './types'

export type ListChange =
  | { kind: 'changed'; answers: Answers }
  | { kind: 'full'; max: number }
  | { kind: 'unknown' }

const itemsIn = (answers: Answers, list: Key) =>
  Object.keys(answers).filter(
    (key) => key.endsWith('.@item') && key.slice(0, key.slice(0, -6).lastIndexOf('.')) === list,
  ).length

/** Adds an item at the end; `tag` is its lasting name (`@item`), made by the caller. */
export function addItem(form: Form, answers: Answers, list: Key, tag: string): ListChange {
  const slot = form.slots.find((one) => one.path === patternOf(list))
  if (!slot || slot.exists) return { kind: 'unknown' }
  const count = itemsIn(answers, list)
  if (count >= slot.max) return { kind: 'full', max: slot.max }
  return {
    kind: 'changed',
    answers: { ...answers, [`${list}.${count}.@item`]: { value: tag, by: 'person' } },
  }
}

/** Removes an item: its answers go, the later ones move up, references to it are purged. */
export function removeItem(form: Form, answers: Answers, list: Key, index: number): ListChange {
  const slot = form.slots.find((one) => one.path === patternOf(list))
  const count = itemsIn(answers, list)
  if (!slot || slot.exists || index < 0 || index >= count) return { kind: 'unknown' }
  const order = [...Array(count).keys()].filter((one) => one !== index)
  const gone = slot.ref && nameFor(slot.ref, answers, `${list}.${index}`)
  const kept = Object.entries(reordered(answers, list, order)).filter(
    ([, answer]) => gone === undefined || !('value' in answer) || answer.value !== gone,
  )
  return { kind: 'changed', answers: Object.fromEntries(kept) }
}

/** What others call the item by: its own answer or, where nobody is asked for it, prefix and tag. */
function nameFor(ref: { property: string; prefix: string }, answers: Answers, item: Key): Value | undefined {
  const own = answers[`${item}.${ref.property}`]
  if (own && 'value' in own) return own.value
  const tag = answers[`${item}.@item`]
  return tag && 'value' in tag ? `${ref.prefix}${String(tag.value)}` : undefined
}

/** Moves an item to another place of its list. */
export function moveItem(form: Form, answers: Answers, list: Key, from: number, to: number): ListChange {
  const slot = form.slots.find((one) => one.path === patternOf(list))
  const count = itemsIn(answers, list)
  if (!slot || slot.exists || Math.min(from, to) < 0 || Math.max(from, to) >= count)
    return { kind: 'unknown' }
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
