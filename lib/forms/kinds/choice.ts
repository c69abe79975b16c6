import type { Text } from '../engine/types'
import { EMPTY, type KindSpec, textOf, value } from './kind'

function oneOf(missing: Text, allowed: RegExp): KindSpec {
  return {
    longest: 100,
    parse: (raw, _lang, { options }) => {
      const text = textOf(raw).trim()
      if (text === '') return EMPTY
      const known = options ? options.includes(text) : allowed.test(text)
      return known ? value(text) : { kind: 'error', text: missing }
    },
    format: (found) => String(found),
    display: (found) => String(found),
    missing,
  }
}

/** The value is the API's own name of the option. */
export const choice = oneOf(
  { de: 'Bitte wählen Sie eine Antwort.', en: 'Please choose an answer.' },
  /^[\p{L}\p{N}_.-]{1,100}$/u,
)
/** ISO 3166 alpha-2. */
export const country = oneOf(
  { de: 'Bitte wählen Sie ein Land.', en: 'Please choose a country.' },
  /^[A-Z]{2}$/,
)

const yesOrNo: Text = { de: 'Bitte wählen Sie Ja oder Nein.', en: 'Please choose Yes or No.' }
/** Controls hold `ja` or `nein`, in both languages. */
export const boolean: KindSpec = {
  parse: (raw) => {
    const text = textOf(raw).trim()
    if (text === '') return EMPTY
    return text === 'ja' || text === 'nein' ? value(text === 'ja') : { kind: 'error', text: yesOrNo }
  },
  format: (found) => (found === true ? 'ja' : 'nein'),
  display: (found, lang) =>
    lang === 'de' ? (found === true ? 'Ja' : 'Nein') : found === true ? 'Yes' : 'No',
  missing: yesOrNo,
}
