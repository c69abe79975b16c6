import type { Kind, Lang, Raw, Text, Value } from '../engine/types'
import { amountOrPercent } from './amount-or-percent'
import { boolean, choice, country } from './choice'
import { bic, iban, taxid } from './codes'
import { date } from './date'
import { email } from './email'
import { type KindSpec, LONGEST, type Parsed, type ParseOptions } from './kind'
import { money, moneyMonthly, moneyYearly } from './money'
import { area, count, integer, months, number, percent, year, years } from './numbers'
import { phone } from './phone'
import { plz } from './plz'
import { text, textLong } from './text'

export type { Parsed, ParseOptions, Reading, Span } from './kind'

const kinds: { readonly [kind in Kind]: KindSpec } = {
  'money-eur': money,
  'money-eur-monthly': moneyMonthly,
  'money-eur-yearly': moneyYearly,
  amountOrPercent,
  percent,
  number,
  integer,
  count,
  months,
  years,
  year,
  'area-m2': area,
  date,
  plz,
  text,
  'text-long': textLong,
  email,
  phone,
  choice,
  boolean,
  country,
  iban,
  bic,
  taxid,
}

const lengthOf = (raw: Raw): number =>
  typeof raw === 'string' ? raw.length : Object.values(raw).reduce((sum, part) => sum + part.length, 0)

/** Reads what a person typed, by the page's language first. Never throws. What is too long is answered unread. */
export function parse(kind: Kind, raw: Raw, lang: Lang, opts: ParseOptions = {}): Parsed {
  const { longest = LONGEST, missing, long = missing, parse: read } = kinds[kind]
  return lengthOf(raw) > longest ? { kind: 'error', text: long } : read(raw, lang, opts)
}

/** What the control shows for a value; parsing it in the same language gives the value again. */
export const format = (kind: Kind, value: Value, lang: Lang): Raw => kinds[kind].format(value, lang)

/** What was understood, in words ("350.000 Euro"); undefined where the control says enough. */
export const echo = (kind: Kind, value: Value, lang: Lang): string | undefined =>
  kinds[kind].echo?.(value, lang)

/** How a summary writes the value, with its unit. */
export const display = (kind: Kind, value: Value, lang: Lang): string => kinds[kind].display(value, lang)

/** What to ask back about a value that is hardly meant; undefined where nothing is odd. */
export const doubt = (kind: Kind, value: Value): Text | undefined => kinds[kind].doubt?.(value)

/** Said when a mandatory answer of this kind is missing. */
export const missingText = (kind: Kind): Text => kinds[kind].missing
