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
  /** Below the control: what was understood ("350.000 Euro"). */
  echo?: string
  /** The item whose group the field belongs to, e.g. `boxes.0.things.1`. */
  item?: string
}

export type GroupView = { item: string; name: string; when?: Condition }
export type FoldView = { id: string; summary: string; figure?: string }
export type Finding = { key: Key; label: string; message: string }

export type Progress = {
  /** 1-based place of this page among the relevant pages, review included. */
  at: number
  of: number
  /** Minutes left in half minutes, rounded up; absent when unknown. */
  minutes?: number
}

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
}

export type SummaryRow = { key: Key; label: string; value: string; estimate?: boolean; warning?: string }
export type SummarySection = {
  page: string
  title: string
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
  back: { page: string; title: string }
  sections: readonly SummarySection[]
  warnings: readonly Finding[]
  persons: 1 | 2
}
