import type { Lang, Raw, Text, Value } from '../engine/types'

/** One of two readings that both stay plausible; typing `text` means exactly `value`. */
export type Reading = { value: Value; text: string; label: string }

/** What a typed text came to. Nothing is ever thrown for what a person types. */
export type Parsed =
  | { kind: 'value'; value: Value /** A likely meant spelling; only a hint. */; suggestion?: string }
  | { kind: 'empty' }
  | { kind: 'ambiguous'; readings: readonly Reading[]; text: Text }
  | { kind: 'error'; text: Text }

/** A span that the value should be in; `warn` spans only help to choose between two readings. */
export type Span = { min?: number; max?: number; else: 'block' | 'warn' }

export type ParseOptions = {
  bounds?: readonly Span[]
  /** Values that a choice may take; absent = any. */
  options?: readonly string[]
  /** How a date given as month and year is completed; absent = a day is wanted. */
  monthMeans?: 'first' | 'last'
  /** The days between which a date must lie, inclusive; they decide of which century `85` is. */
  days?: { min?: string; max?: string }
}

/** Everything that a kind of answer knows. A new kind is one such object and one control. */
export type KindSpec = {
  /** Most UTF-16 units of a text that is read at all; absent: `LONGEST`. */
  longest?: number
  /** Said of a longer one; absent: what is said when it is missing. */
  long?: Text
  parse: (raw: Raw, lang: Lang, opts: ParseOptions) => Parsed
  /** What the control shows for a value; `parse` of it gives the value again. */
  format: (value: Value, lang: Lang) => Raw
  /** What was understood, in words; undefined = the control says enough. */
  echo?: (value: Value, lang: Lang) => string | undefined
  /** How summaries write the value, with its unit. Choices are labelled by their question. */
  display: (value: Value, lang: Lang) => string
  /** Asked back about a value that can be meant but hardly is, whatever the question's own bounds say. */
  doubt?: (value: Value) => Text | undefined
  /** Said when a mandatory answer is missing. */
  missing: Text
}

/** No number, code or date is longer, however it is typed. */
export const LONGEST = 64

export const EMPTY: Parsed = { kind: 'empty' }
export const value = (found: Value): Parsed => ({ kind: 'value', value: found })
export const error = (de: string, en: string): Parsed => ({ kind: 'error', text: { de, en } })

/** A raw answer of one text; parts are joined away to their amount. */
export const textOf = (raw: Raw): string => (typeof raw === 'string' ? raw : (raw.wert ?? ''))
