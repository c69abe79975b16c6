/**
 * The vocabulary of the form engine (architecture §3). A form is plain data: everything here can be carried
 * by JSON, except the few pure functions that a form registers by name (lenses, rules, presets, derived, figures).
 */

export type Lang = 'de' | 'en'
export type Text = { de: string; en: string }
export type Length = 'short' | 'full'

/**
 * A place in the document and the name of a question: `boxes[].things[].weight.net`.
 * `[]` stands for the item that the question is asked about. App questions begin with `app.` and are never sent.
 */
export type Path = string
/** A path whose every `[]` has become `.<index>`: `boxes.0.things.1.weight.net`. */
export type Key = string

export type Kind =
  | 'money-eur'
  | 'money-eur-monthly'
  | 'money-eur-yearly'
  | 'amountOrPercent'
  | 'percent'
  | 'number'
  | 'integer'
  | 'count'
  | 'months'
  | 'years'
  | 'year'
  | 'area-m2'
  | 'date'
  | 'plz'
  | 'text'
  | 'text-long'
  | 'email'
  | 'phone'
  | 'choice'
  | 'boolean'
  | 'country'
  | 'iban'
  | 'bic'
  | 'taxid'

export type AmountOrPercent = { wert: number; einheit: 'EURO' | 'PROZENT' }
/** Canonical parsed value: 350000.5, "1980-05-17", enum, true, {wert, einheit}. Never a formatted text. */
export type Value = string | number | boolean | AmountOrPercent
/** What the controls of a question hold: one text, or one per part (`wert`, `einheit`). Empty text = nothing typed. */
export type Raw = string | { [part: string]: string }
export type By = 'person' | 'preset'
export type Answer = { value: Value; by: By } | { raw: Raw; locale: Lang; by: By }
export type Answers = { readonly [key: Key]: Answer }

/** `{years: 5}`, `{days: -1}`: relative to the day the server calls today (Europe/Berlin). */
export type Duration = { years?: number; months?: number; days?: number }

/** Conditions look back, never ahead; `[]` in a path binds to the question's own item. */
export type Condition =
  | { is: [Path, Value] }
  | { in: [Path, readonly Value[]] }
  | { answered: Path }
  | { above: [Path, number] }
  | { younger: [Path, Duration] }
  | { some: [Path, Condition] }
  | { mode: string }
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }

/** A text that depends on earlier answers; the first variant whose condition holds is used. */
export type Variant = { when?: Condition; text: Text }

export type Limit =
  | number
  | { today: Duration }
  /** A year, counted from the current one. */
  | { thisYear: number }
  /** `of` the parsed answer there, times `times`, plus `plus` (a number, or a duration for dates). */
  | { of: Path; plus?: number | Duration; times?: number }
/** Bounds include their limit unless `open`. The message, when absent, is the kind's own. */
export type Bound = ({ min: Limit } | { max: Limit }) & {
  else: 'block' | 'warn'
  open?: true
  text?: Text
  when?: Condition
}

export type Option = { value: string; label: Text; hint?: Text; when?: Condition }

/** The answer `value` carries the answers below `from` to `to` when the person changes it; `[]` is the question's item. */
export type Moves = readonly { value: Value; from: Key; to: Key }[]

export type Question = {
  /** Defaults to `path`. Without a path the key begins with `app.` and is never sent. */
  key?: Path
  path?: Path
  /** Asked for the first item of its lists only, or for all the others only; default: for each. */
  items?: 'first' | 'rest'
  kind: Kind
  in: readonly Length[]
  required?: readonly Length[]
  label: Text | readonly Variant[]
  hint?: Text | readonly Variant[]
  /** "Was ist das?": a hard word explained in place. */
  help?: { title: Text; text: Text }
  unit?: Text
  when?: Condition
  /** The answer that stands, and is written, unasked: while the question's item exists, `when` does not hold and this `when` does. */
  otherwise?: { value: Value; when?: Condition }
  bounds?: readonly Bound[]
  options?: readonly Option[] | { list: string }
  rules?: readonly string[]
  preset?: { name: string; send: 'seen' | 'touched' }
  /** Lengths in which an answer can be about or unknown: stored under `<key>~genau`. */
  certainty?: readonly Length[]
  /** Names a list that the control offers while one types; any other text is as good. */
  suggest?: string
  /** A figure drawn beside the control itself. */
  figure?: string
  /** Names of the adjustments that may follow when the page is sent. */
  adjusts?: readonly string[]
  note?: Text
  twin?: Path
  lens?: string
  moves?: Moves
  /** Shown folded with the others of the same fold, e.g. the additional costs. */
  fold?: string
  /** Token of HTML's autofill; only the first item of a list is the person at the keyboard, so only it gets one. */
  autocomplete?: string
  /** How a date given as month and year is completed. */
  monthMeans?: 'first' | 'last'
  /** Message when a mandatory answer is missing; default: the kind's own. */
  missing?: Text
}

export type Fold = { id: string; summary: Text; figure?: string }

/**
 * Steps with the same id that stand next to each other are one step in parts: their pages are numbered through, and
 * parts about the same items come item by item.
 */
export type Step = {
  id: string
  title: Text
  heading: Text
  /** Headings that depend on answers, such as names; the first that holds is used, else `heading`. */
  headings?: readonly Variant[]
  intro?: Text
  in: readonly Length[]
  /** One page per item of this list. */
  each?: Path
  when?: Condition
  questions: readonly Question[]
  /** Lists whose items are shown, added and removed on the page of this step. */
  lists?: readonly Path[]
  /** The larger part of the journey that the step belongs to; see `Form.parts`. */
  part?: string
  folds?: readonly Fold[]
  /** Names of the figures drawn beside this step. */
  figures?: readonly string[]
}

/** Slot → tag → properties that the tag's object may have; generated from the provider's model. */
export type Shape = { readonly [slot: Path]: { readonly [tag: string]: readonly string[] } }

export type Json = null | boolean | number | string | readonly Json[] | { readonly [property: string]: Json }

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

/** Reads relevant, parsed answers only; undefined = not answered or not asked. */
export type Read = (key: Key) => Value | undefined
/** The items of a list that exist, as concrete prefixes. */
export type Items = (list: Key) => readonly Key[]
/** `shows`: what the page around the form has to show besides answers, by name; see `FigureSpec.needs`. */
export type Env = { length: Length; lang: Lang; today: string; mode?: string; shows?: readonly string[] }

export type Leaves = { readonly [leaf: Key]: Json | undefined }
/** What stands at a place of the document now. */
export type LeafAt = (key: Key) => Json | undefined

/** Where an answer and its leaves differ in shape. Keys and document paths are concrete here. */
export type Lens = {
  /** Document paths (patterns) that the lens owns, relative to nothing: full paths. */
  owns: readonly Path[]
  /** Other answers that `write` depends on: the leaves are written again when one of them differs. */
  reads?: readonly Path[]
  /** The leaves to write for this value; undefined = remove the leaf. */
  write: (value: Value, key: Key, read: Read, leaf: LeafAt) => Leaves
  /** What is left when the answer goes; default: every leaf of `owns` is removed. */
  erase?: (key: Key, leaf: LeafAt) => Leaves
  /** Back from the document; undefined = not present. */
  read: (leaf: LeafAt, key: Key) => Value | undefined
}

/** A leaf that no one is asked but that follows from answers. Written only when one of `reads` differs from the base. */
export type Derived = {
  name: string
  reads: readonly Path[]
  owns: readonly Path[]
  in?: readonly Length[]
  when?: Condition
  write: (read: Read, env: Env) => { readonly [leaf: Key]: Json | undefined }
}

export type Finding = { key: Key; text: Text }
/** A cross-field rule (server only, when a step is sent). */
export type Rule = {
  reads: readonly Path[]
  level: 'block' | 'warn'
  /** `items` are those that exist now, also where nothing has been said about them yet. */
  check: (read: Read, env: Env, key: Key, items: Items) => Finding | null
}

/** An answer that the form mends itself when a page is sent, and says so; `to` null empties it. */
export type Adjust = {
  reads: readonly Path[]
  check: (read: Read, env: Env, key: Key) => { key: Key; to: Value | null; text: Text } | null
}

/**
 * An old place of the document that a newer one replaces. `to` gives what stands in the new place for what stands in
 * the old one; undefined = cannot be read, then both places stay untouched.
 */
export type Twin = {
  old: Path
  now: Path
  when?: (leaf: LeafAt, old: Key) => boolean
  to: (old: Json) => Json | undefined
}

/** A prefilled answer; undefined while its inputs are missing. */
export type Preset = { reads: readonly Path[]; value: (read: Read, env: Env, key: Key) => Value | undefined }

/**
 * Names a passed-on note: plain lines for a free-text leaf of the document. Without `to` the document has no such leaf,
 * and the lines stand outside it (`notesOf`).
 */
export type Note = { to?: Path; reads: readonly Path[]; lines: (read: Read, env: Env) => readonly string[] }

/**
 * A fact that follows from answers and that conditions may read like an answer, by a key of its own (`app.…`). It is
 * never asked, shown, stored or sent.
 */
export type Fact = { reads: readonly Path[]; value: (read: Read, env: Env) => Value | undefined }

/** `needs`: it is drawn only where the page has this to show (`Env.shows`). */
export type FigureSpec = { reads: readonly Path[]; on: readonly string[]; needs?: string }

export type Form = {
  id: string
  version: number
  steps: readonly Step[]
  slots: readonly Slot[]
  shape: Shape
  derived: readonly Derived[]
  notes: readonly Note[]
  lenses: { readonly [name: string]: Lens }
  rules: { readonly [name: string]: Rule }
  presets: { readonly [name: string]: Preset }
  adjusts?: { readonly [name: string]: Adjust }
  figures: { readonly [name: string]: FigureSpec }
  /** Old places of the document, outer ones first. */
  twins?: readonly Twin[]
  /** The free text in whose block answers that are about or unknown are passed on; without `to` as in `Note`. */
  certainty?: { to?: Path; about: string; unknown: string }
  /** The larger parts of the journey in order, by name. */
  parts?: { readonly [part: string]: Text }
  lists: { readonly [name: string]: readonly Option[] }
  facts?: { readonly [key: Key]: Fact }
  /** App answers that an existing document implies, by key. */
  infer?: { readonly [key: Key]: (leaf: (key: Key) => Json | undefined) => Value | undefined }
}
