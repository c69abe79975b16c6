import type { Text } from '../engine/types'
import { tidy } from './characters'
import { EMPTY, type KindSpec, textOf, value } from './kind'

const fiveDigits: Text = {
  de: 'Bitte fünf Ziffern, zum Beispiel 50667.',
  en: 'Please enter five digits, for example 50667.',
}

/** A German postcode: a text, because 01067 begins with a zero. */
export const plz: KindSpec = {
  parse: (raw) => {
    const code = tidy(textOf(raw))
      .replace(/\s/g, '')
      .replace(/^de?[-‐–]?/i, '')
    if (code === '') return EMPTY
    return /^\d{5}$/.test(code) ? value(code) : { kind: 'error', text: fiveDigits }
  },
  format: (found) => String(found),
  display: (found) => String(found),
  missing: fiveDigits,
}
