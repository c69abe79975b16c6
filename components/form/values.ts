import type { Key, Raw, Value } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'

/** What stands in the controls of a page, by answer key; empty text = nothing typed. */
export type Values = { readonly [key: Key]: Raw }

const parts = ['wert', 'einheit'] as const

/** Says that an answer is not known (yet): nothing is missing then. */
const UNKNOWN = 'unbekannt'

/** Every control of a page: an answer that can be about or unknown has one more, `<key>~genau`. */
export function controlsOf(fields: readonly FieldView[]): FieldView[] {
  return fields.flatMap((field): FieldView[] => {
    const { certainty } = field
    if (!certainty) return [field]
    return [field, { ...certainty, kind: 'choice', label: [], required: false }]
  })
}

/** The person has said that they do not know. */
export const isUnknown = ({ certainty }: FieldView, values: Values): boolean =>
  certainty !== undefined && values[certainty.key] === UNKNOWN

export function isPair(field: FieldView): boolean {
  return field.kind === 'amountOrPercent'
}

/** An answer's raw text or, for a pair, one of its parts. */
export function partOf(raw: Raw | undefined, part?: string): string {
  if (raw === undefined) return ''
  if (typeof raw === 'string') return part === undefined || part === 'wert' ? raw : ''
  return raw[part ?? 'wert'] ?? ''
}

export function isEmpty(raw: Raw | undefined): boolean {
  return partOf(raw).trim() === ''
}

export function sameRaw(a: Raw | undefined, b: Raw | undefined): boolean {
  if (isEmpty(a) && isEmpty(b)) return true
  return partOf(a) === partOf(b) && partOf(a, 'einheit') === partOf(b, 'einheit')
}

export function valuesOf(fields: readonly FieldView[]): Values {
  return Object.fromEntries(fields.map((field) => [field.key, field.raw]))
}

/** The answer key and part that a control's name stands for; null for hidden inputs and the like. */
export function fieldOf(
  fields: readonly FieldView[],
  name: string,
): { field: FieldView; part?: string } | null {
  for (const field of fields) {
    if (field.key === name) return { field }
    if (!isPair(field)) continue
    const part = parts.find((one) => `${field.key}.${one}` === name)
    if (part) return { field, part }
  }
  return null
}

/** The values after one control changed. */
export function withControl(
  values: Values,
  fields: readonly FieldView[],
  name: string,
  text: string,
): Values {
  const found = fieldOf(fields, name)
  if (!found) return values
  const { field, part } = found
  if (part === undefined) return { ...values, [field.key]: text }
  const before = values[field.key]
  const pair = { wert: partOf(before, 'wert'), einheit: partOf(before, 'einheit'), [part]: text }
  return { ...values, [field.key]: pair }
}

/** The values as the controls show them, e.g. after somebody typed before any script ran. */
export function withControls(values: Values, fields: readonly FieldView[], data: FormData): Values {
  let next = values
  for (const [name, text] of data.entries()) {
    if (typeof text === 'string') next = withControl(next, fields, name, text)
  }
  return next
}

const NUMBERS = new Set<string>([
  'money-eur',
  'money-eur-monthly',
  'money-eur-yearly',
  'percent',
  'number',
  'integer',
  'count',
  'months',
  'years',
  'year',
  'area-m2',
])

/**
 * What a condition may read of a control before the parser has been loaded: choices and yes/no as they are, other
 * kinds only as "something stands there". Numbers become known with the parser (`checking.ts`).
 */
export function quickValue(field: FieldView, raw: Raw | undefined): Value | undefined {
  if (isEmpty(raw)) return undefined
  const text = partOf(raw).trim()
  if (field.kind === 'boolean') return text === 'ja'
  if (NUMBERS.has(field.kind)) {
    const number = Number(text.replace(/\./g, '').replace(',', '.'))
    return Number.isFinite(number) ? number : undefined
  }
  return text
}
