import { bindPath, patternOf } from './paths'
import type { Condition, Form, Key, Length, Path, Text, Value } from './types'

/** What a list that grows by hand says about itself. */
export type SlotTexts = {
  /** Above the overview of its items. */
  title: Text
  add: Text
  /** Said instead of `add` when the list is full. */
  full: Text
}

/**
 * A list in the document; a path that ends in `#` is one whose items stand under names (paths.ts), and those follow
 * from answers. `exists` names the condition under which a concrete item exists (`boxes.1`);
 * a list without it grows by the person's own add and remove.
 */
export type Slot = {
  path: Path
  max: number
  /** Default: both lengths. */
  in?: readonly Length[]
  exists?: { readonly [item: Key]: Condition | true }
  /** The list exists while this holds; `[]` binds to its owner. */
  when?: Condition
  /** The first item stands there as soon as the list exists. */
  min?: 1
  /** The question that opens the list; it is asked again when the last item is removed. */
  ask?: { path: Path; yes: Value }
  /** What an item is called in headings and summary, by concrete item. */
  name?: { readonly [item: Key]: Text }
  /**
   * What an item is called inside texts: `{<as>}` becomes the answer at `by` or, while that is open, `else`, in which
   * `{n}` is the item's place in its list; `{<as>2}` is the second item, wherever the text stands. It heads a group of its own answers only while `group` holds.
   */
  called?: {
    as: string
    by?: Path | { readonly [item: Key]: Key }
    else: Text | { readonly [item: Key]: Text }
    group?: Condition
  }
  /** Its items are people. */
  people?: true
  texts?: SlotTexts
  /** Answers that tell an item from the others in the overview. */
  tell?: readonly Path[]
  /** The name that other places of the document (`from`) call an item by. */
  ref?: { property: string; prefix: string; from?: readonly Path[] }
}

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
