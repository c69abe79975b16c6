import { bindPath, patternOf } from './paths'
import type { Form, Key, Length, Slot } from './types'

/** The first item of a list that nobody has added anything to. */
export const FIRST_TAG = '1'

export const slotsFor = (form: Form, length: Length): readonly Slot[] =>
  form.slots.filter((slot) => slot.in === undefined || slot.in.includes(length))

/** The slot of a concrete list such as `boxes.0.things`. */
export const slotOf = (form: Form, list: Key, length: Length): Slot | undefined => {
  const path = patternOf(list)
  return form.slots.find((slot) => slot.path === path && (slot.in === undefined || slot.in.includes(length)))
}

/** The key of the question that opens this list. */
export const askOf = (slot: Slot, list: Key): Key | undefined => slot.ask && bindPath(slot.ask.path, list)
