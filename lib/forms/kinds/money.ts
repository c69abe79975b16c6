import type { Lang, Text, Value } from '../engine/types'
import { formatDecimal, parseDecimal } from './decimal'
import { EMPTY, error, type KindSpec, type Parsed, textOf, value } from './kind'

export const EURO = ['€', 'eur', 'euros?']
const MONTHLY = ['(?:im|pro|a|per|/)\\s?(?:monat|month)', 'monatlich', 'mtl\\.?', 'monthly']
const YEARLY = ['(?:im|pro|a|per|/)\\s?(?:jahr|year)', 'jährlich', 'yearly']

/** Said along with what a month brings; `brutto` is another amount and stays unread. */
const NET = /\b(?:netto|net)\b/i

const WHICH: Text = { de: 'Welcher Betrag ist gemeint?', en: 'Which amount do you mean?' }
export const MINUS = error(
  'Bitte ohne Minus. Wenn nichts anfällt, tragen Sie 0 ein.',
  'Please leave out the minus. If there is none, enter 0.',
)
export const LONG = error(
  'Die Zahl ist zu lang. Bitte prüfen Sie die Ziffern.',
  'This number is too long. Please check the digits.',
)

const amount = (found: Value, lang: Lang): string =>
  typeof found === 'number' ? formatDecimal(found, lang, { places: 2 }) : ''
/** `350.000 €`, `€350,000`. */
export const euros = (found: Value, lang: Lang): string =>
  lang === 'de' ? `${amount(found, lang)}\u00a0€` : `€${amount(found, lang)}`

const period = {
  once: { units: EURO, after: { de: '', en: '' } },
  monthly: {
    units: [...MONTHLY.map((one) => `(?:(?:€|eur|euros?)\\s?)?${one}`), ...EURO],
    after: { de: ' im Monat', en: ' a month' },
  },
  yearly: {
    units: [...YEARLY.map((one) => `(?:(?:€|eur|euros?)\\s?)?${one}`), ...EURO],
    after: { de: ' im Jahr', en: ' a year' },
  },
} as const

function moneyOf(which: keyof typeof period): KindSpec {
  const { units, after } = period[which]
  return {
    parse: (raw, lang, { bounds }): Parsed => {
      const typed = which === 'monthly' ? textOf(raw).replace(NET, ' ') : textOf(raw)
      const found = parseDecimal(typed, lang, { fraction: 2, units, bounds })
      switch (found.kind) {
        case 'value':
          return value(found.value)
        case 'empty':
          return EMPTY
        case 'ambiguous':
          return {
            kind: 'ambiguous',
            text: WHICH,
            readings: found.values.map((one) => ({
              value: one,
              text: amount(one, lang),
              label: euros(one, lang),
            })),
          }
        case 'minus':
          return MINUS
        case 'long':
          return LONG
        case 'fraction':
          return error(
            'Bitte höchstens zwei Stellen nach dem Komma, zum Beispiel 25.000,50.',
            'Please use at most two decimals, for example 25,000.50.',
          )
        case 'words':
          return error(
            'Bitte schreiben Sie den Betrag in Ziffern, zum Beispiel 25.000.',
            'Please write the amount in digits, for example 25,000.',
          )
      }
    },
    format: amount,
    echo: (found, lang) => `${amount(found, lang)} ${lang === 'de' ? 'Euro' : 'euros'}${after[lang]}`,
    display: (found, lang) => `${euros(found, lang)}${after[lang]}`,
    missing:
      which === 'once'
        ? {
            de: 'Bitte tragen Sie einen Betrag ein, zum Beispiel 25.000.',
            en: 'Please enter an amount, for example 25,000.',
          }
        : {
            de: 'Bitte tragen Sie einen Betrag ein, zum Beispiel 2.500.',
            en: 'Please enter an amount, for example 2,500.',
          },
  }
}

export const money = moneyOf('once')
export const moneyMonthly = moneyOf('monthly')
export const moneyYearly = moneyOf('yearly')
