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

/** The answer `value` carries the answers below `from` to `to` (both concrete prefixes) when the person changes it. */
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
  bounds?: readonly Bound[]
  options?: readonly Option[] | { list: string }
  rules?: readonly string[]
  preset?: { name: string; send: 'seen' | 'touched' }
  certainty?: true
  note?: Text
  twin?: Path
  lens?: string
  moves?: Moves
  /** Shown folded with the others of the same fold, e.g. the additional costs. */
  fold?: string
  autocomplete?: string
  /** How a date given as month and year is completed. */
  monthMeans?: 'first' | 'last'
  /** Message when a mandatory answer is missing; default: the kind's own. */
  missing?: Text
}

export type Fold = { id: string; summary: Text; figure?: string }

export type Step = {
  id: string
  title: Text
  heading: Text
  intro?: Text
  in: readonly Length[]
  /** One page per item of this list. */
  each?: Path
  when?: Condition
  questions: readonly Question[]
  folds?: readonly Fold[]
  /** Names of the figures drawn beside this step. */
  figures?: readonly string[]
  /** Measured median seconds for the step; undefined = unknown, then no time is shown. */
  seconds?: number
}

/**
 * A list in the document. `exists` names the condition under which a concrete item exists (`boxes.1`);
 * a list without it grows by the person's own add and remove.
 */
export type Slot = {
  path: Path
  max: number
  exists?: { readonly [item: Key]: Condition | true }
  /** What an item is called in headings and summary, by concrete item. */
  name?: { readonly [item: Key]: Text }
  ref?: { property: string; prefix: string }
}

/** Slot → tag → properties that the tag's object may have; generated from the provider's model. */
export type Shape = { readonly [slot: Path]: { readonly [tag: string]: readonly string[] } }

export type Json = null | boolean | number | string | readonly Json[] | { readonly [property: string]: Json }

/** Reads relevant, parsed answers only; undefined = not answered or not asked. */
export type Read = (key: Key) => Value | undefined
export type Env = { length: Length; lang: Lang; today: string; mode?: string }

/** Where an answer and its leaves differ in shape. Keys and document paths are concrete here. */
export type Lens = {
  /** Document paths (patterns) that the lens owns, relative to nothing: full paths. */
  owns: readonly Path[]
  /** The leaves to write for this value; undefined = remove the leaf. */
  write: (value: Value, key: Key, read: Read) => { readonly [leaf: Key]: Json | undefined }
  /** Back from the document; undefined = not present. */
  read: (leaf: (key: Key) => Json | undefined, key: Key) => Value | undefined
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
  check: (read: Read, env: Env, key: Key) => Finding | null
}

/** A prefilled answer; undefined while its inputs are missing. */
export type Preset = { reads: readonly Path[]; value: (read: Read, env: Env, key: Key) => Value | undefined }

/** Names a passed-on note: plain lines for a free-text leaf of the document. */
export type Note = { to: Path; reads: readonly Path[]; lines: (read: Read, env: Env) => readonly string[] }

/**
 * A fact that follows from answers and that conditions may read like an answer, by a key of its own (`app.…`). It is
 * never asked, shown, stored or sent.
 */
export type Fact = { reads: readonly Path[]; value: (read: Read, env: Env) => Value | undefined }

export type FigureSpec = { reads: readonly Path[]; on: readonly string[] }

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
  figures: { readonly [name: string]: FigureSpec }
  lists: { readonly [name: string]: readonly Option[] }
  facts?: { readonly [key: Key]: Fact }
  /** App answers that an existing document implies, by key. */
  infer?: { readonly [key: Key]: (leaf: (key: Key) => Json | undefined) => Value | undefined }
}
