import type { Lang, Text, Value } from '../engine/types'
import { tidy } from './characters'
import { formatDecimal, parseDecimal } from './decimal'
import { EMPTY, error, type KindSpec, type Parsed, textOf, value } from './kind'
import { LONG } from './money'

type Style = {
  fraction: number
  /** Makes of a text with another unit one with this one; what it does not know stays. */
  convert?: (text: string) => string
  units: readonly string[]
  example: { de: string; en: string }
  missing: Text
  unit?: { one: Text; many: Text }
}

const plain = (found: Value, lang: Lang): string =>
  typeof found === 'number' ? formatDecimal(found, lang) : ''

function numberOf({ fraction, convert = (text) => text, units, example, missing, unit }: Style): KindSpec {
  const inDigits = error(
    `Bitte schreiben Sie die Zahl in Ziffern, zum Beispiel ${example.de}.`,
    `Please write the number in digits, for example ${example.en}.`,
  )
  const places =
    fraction === 0
      ? error(
          `Bitte eine ganze Zahl, zum Beispiel ${example.de}.`,
          `Please enter a whole number, for example ${example.en}.`,
        )
      : error(
          `Bitte höchstens ${fraction} Stellen nach dem Komma, zum Beispiel ${example.de}.`,
          `Please use at most ${fraction} decimals, for example ${example.en}.`,
        )
  return {
    parse: (raw, lang, { bounds }): Parsed => {
      const found = parseDecimal(convert(textOf(raw)), lang, { fraction, units, bounds })
      switch (found.kind) {
        case 'value':
          return value(found.value)
        case 'empty':
          return EMPTY
        case 'ambiguous':
          return {
            kind: 'ambiguous',
            text: { de: 'Welche Zahl ist gemeint?', en: 'Which number do you mean?' },
            readings: found.values.map((one) => ({
              value: one,
              text: plain(one, lang),
              label: plain(one, lang),
            })),
          }
        case 'minus':
          return error('Bitte ohne Minus.', 'Please leave out the minus.')
        case 'long':
          return LONG
        case 'fraction':
          return places
        case 'words':
          return inDigits
      }
    },
    format: plain,
    display: (found, lang) => {
      const name = unit && (found === 1 ? unit.one : unit.many)[lang]
      return name ? `${plain(found, lang)}\u00a0${name}` : plain(found, lang)
    },
    missing,
  }
}

const same = (text: string): Text => ({ de: text, en: text })
const enterNumber = (de: string, en = de): Text => ({
  de: `Bitte tragen Sie eine Zahl ein, zum Beispiel ${de}.`,
  en: `Please enter a number, for example ${en}.`,
})

export const number = numberOf({
  fraction: 3,
  units: [],
  example: { de: '120,5', en: '120.5' },
  missing: enterNumber('120,5', '120.5'),
})
export const integer = numberOf({ fraction: 0, units: [], example: same('3'), missing: enterNumber('3') })
export const count = numberOf({
  fraction: 0,
  units: ['personen', 'person', 'people', 'kinder', 'kind', 'children', 'child', 'autos?', 'cars?', 'stück'],
  example: same('3'),
  missing: enterNumber('3'),
})

const YEARS_AND_MONTHS =
  /^(\d{1,3})(?:[.,](\d))? ?(?:jahre?n?|years?|j\.?)(?: ?(?:und|and|,)? ?(\d{1,2}) ?(?:monate?n?|months?|m\.?))?$/i
/** `4 Jahre` are 48 months, `1,5 Jahre` 18, `2 Jahre 6 Monate` 30. */
function inMonths(typed: string): string {
  const [, whole, tenths = '0', more = '0'] = YEARS_AND_MONTHS.exec(tidy(typed)) ?? []
  const tenMonths = Number(whole) * 120 + Number(tenths) * 12 + Number(more) * 10
  return whole === undefined || tenMonths % 10 !== 0 ? typed : String(tenMonths / 10)
}
/** `48 Monate` are 4 years; what is no whole number of years stays as it was typed. */
function inYears(typed: string): string {
  const count = Number(/^(\d{1,4}) ?(?:monate?n?|months?)$/i.exec(tidy(typed))?.[1] ?? 1)
  return count % 12 === 0 ? String(count / 12) : typed
}

export const months = numberOf({
  fraction: 0,
  convert: inMonths,
  units: ['monate?n?', 'months?'],
  example: same('12'),
  missing: enterNumber('12'),
  unit: { one: { de: 'Monat', en: 'month' }, many: { de: 'Monate', en: 'months' } },
})
export const years = numberOf({
  fraction: 0,
  convert: inYears,
  units: ['jahre?n?', 'years?'],
  example: same('10'),
  missing: enterNumber('10'),
  unit: { one: { de: 'Jahr', en: 'year' }, many: { de: 'Jahre', en: 'years' } },
})
export const area = numberOf({
  fraction: 2,
  units: ['m²', 'm2', 'qm', 'sqm', 'quadratmeter'],
  example: same('120'),
  missing: {
    de: 'Bitte tragen Sie eine Fläche ein, zum Beispiel 120.',
    en: 'Please enter an area, for example 120.',
  },
  unit: { one: same('m²'), many: same('m²') },
})
export const percent = numberOf({
  fraction: 3,
  units: ['%', 'prozent', 'percent'],
  example: { de: '3,57', en: '3.57' },
  missing: enterNumber('3,57', '3.57'),
  unit: { one: same('%'), many: same('%') },
})

const fourDigits: Text = {
  de: 'Bitte vier Ziffern, zum Beispiel 1998.',
  en: 'Please enter four digits, for example 1998.',
}
export const year: KindSpec = {
  parse: (raw) => {
    const text = tidy(textOf(raw))
    if (text === '') return EMPTY
    return /^[1-9]\d{3}$/.test(text) ? value(Number(text)) : { kind: 'error', text: fourDigits }
  },
  format: (found) => String(found),
  display: (found) => String(found),
  missing: fourDigits,
}
