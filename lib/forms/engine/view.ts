import type { Adjusted } from './adjust'
import type { Answer, Bound, Condition, Env, Key, Kind, Lang, Length, Raw, Value } from './types'

/**
 * What the browser gets of a form: the current page only, in one language, with conditions and bounds bound to
 * concrete keys (architecture §3 "Context"). Everything here is JSON.
 */
export type VariantView = { when?: Condition; text: string }
export type OptionView = { value: string; label: string; hint?: string; when?: Condition }

export type FieldView = {
  key: Key
  kind: Kind
  label: readonly VariantView[]
  hint?: readonly VariantView[]
  help?: { title: string; text: string }
  unit?: string
  required: boolean
  /** Bound to concrete keys; absent = always shown on this page. */
  when?: Condition
  bounds?: readonly Bound[]
  options?: readonly OptionView[]
  fold?: string
  autocomplete?: string
  monthMeans?: 'first' | 'last'
  missing?: string
  moves?: readonly { value: Value; from: Key; to: Key }[]
  /** What the control holds: formatted value, or the text as typed while it is not valid. */
  raw: Raw
  by?: Answer['by']
  /** The form can have an answer ready once others are given. */
  prefilled?: true
  /** Below the control: what was understood ("350.000 Euro"). */
  echo?: string
  /** The item whose group the field belongs to, e.g. `boxes.0.things.1`. */
  item?: string
  /** The answer can be about or unknown: the key of that answer, what it says, and what it may say. */
  certainty?: { key: Key; raw: Raw; options: readonly OptionView[] }
  /** Names the list of texts to offer while one types. */
  suggest?: string
  /** Names the figure drawn beside the control. */
  figure?: string
}

/**
 * A list that grows by hand, as the page with its overview shows it: the items with what tells them apart, and whether
 * one more fits. Adding, removing and moving are operations of their own (`addItem`, `removeItem`, `moveItem`); after
 * each the page is drawn again. `when` hangs on answers of the same page and says whether the list is shown now. The
 * items have pages of their own, right after this one.
 */
export type ListView = {
  list: Key
  when?: Condition
  title: string
  add: string
  /** Shown in place of `add` when the list is full. */
  full: string
  canAdd: boolean
  max: number
  items: readonly ListItemView[]
}
export type ListItemView = {
  item: Key
  /** 1-based. */
  at: number
  name: string
  /** What tells it from the others: "14. März 2019", "12.000 €". */
  lines: readonly string[]
  /** Its first open page, else its first; null while none is asked for. */
  page: string | null
  state: 'done' | 'open'
}

/** "This page is about item 2 of 3 of that list"; `overview` is the page that lists them all. */
export type PlaceView = {
  list: Key
  item: Key
  at: number
  of: number
  name?: string
  /** The list grows by hand: the item can be removed, and another one added after it. */
  byHand: boolean
  canAdd: boolean
  add?: string
  overview: string | null
}

export type GroupView = { item: string; name: string; when?: Condition }
export type FoldView = { id: string; summary: string; figure?: string }
export type Finding = { key: Key; label: string; message: string }

export type Progress = {
  /** 1-based place of this page among the relevant pages, review included. */
  at: number
  of: number
  /** Minutes left in half minutes, rounded up; absent when unknown. `timed` adds them. */
  minutes?: number
}

/** The larger part of the journey: 1-based place, how many there are, its name; and the page's place within it, review included. */
export type PartView = { at: number; of: number; title: string; page: { at: number; of: number } }

export type StepView = {
  kind: 'step'
  form: string
  formVersion: number
  length: Length
  lang: Lang
  env: Env
  page: string
  title: string
  heading: string
  intro?: string
  progress: Progress
  back: { page: string; title: string } | null
  next: { page: string; title: string }
  fields: readonly FieldView[]
  groups: readonly GroupView[]
  folds: readonly FoldView[]
  figures: readonly string[]
  /** Earlier answers that this page's conditions, bounds, labels and figures declare in `reads`. */
  context: { readonly [key: Key]: Value }
  errors: readonly Finding[]
  warnings: readonly Finding[]
  part?: PartView
  /** Lists whose overview stands on this page. */
  lists?: readonly ListView[]
  /** The item that the whole page is about. */
  place?: PlaceView
  /** What the form mended when the page was sent, to be told and undone. */
  adjusted?: readonly Adjusted[]
}

export type SummaryRow = { key: Key; label: string; value: string; estimate?: boolean; warning?: string }
export type SummarySection = {
  page: string
  title: string
  /** Of the page, where a step has several. */
  heading?: string
  groups: readonly { name?: string; rows: readonly SummaryRow[] }[]
}

export type ReviewView = {
  kind: 'review'
  form: string
  length: Length
  lang: Lang
  page: string
  title: string
  heading: string
  progress: Progress
  part?: PartView
  back: { page: string; title: string }
  sections: readonly SummarySection[]
  warnings: readonly Finding[]
  persons: 1 | 2
  /** Figures drawn on the review, and the answers that they read. Only where the form has any for this length. */
  picture?: { figures: readonly string[]; context: { readonly [key: Key]: Value }; today: string }
}
