import type { Text } from '../engine/types'
import { tidy } from './characters'
import { EMPTY, type KindSpec, type Parsed, textOf, value } from './kind'

const withAreaCode: Text = {
  de: 'Bitte mit Vorwahl, zum Beispiel 0221 123456.',
  en: 'Please include the area code, for example 0221 123456.',
}
/** Shortest and longest numbers in use with their area or country code (ITU-T E.164: at most 15 digits). */
const [FEWEST, MOST] = [6, 15]

/** What is pasted along from a link or a signature. */
const CALLED = /^(?:telefon|phone|mobile|mobil|handy|tel|fon)[.:]{0,2} ?/i

const join = (groups: readonly string[]): string => groups.filter(Boolean).join(' ')

/** `0221 1234567`: area code as typed, the rest in one run; a mobile number's prefix has four digits. */
function national(groups: readonly string[]): string {
  const [area = '', ...rest] = groups
  if (rest.length > 0 && area.length < MOST) return join([area, rest.join('')])
  return /^01[567]/.test(area) ? join([area.slice(0, 4), area.slice(4)]) : area
}

/** Checks and spells a number alike, however it was typed; splitting it is the document's business. */
function parse(typed: string): Parsed {
  const text = tidy(typed)
    .replace(/[‐‑‒–—]/g, '-')
    .replace(CALLED, '')
  if (text === '') return EMPTY
  const wrong: Parsed = { kind: 'error', text: withAreaCode }
  if (!/^\+?[\d ()/.-]+$/.test(text)) return wrong
  const groups = text
    .replace(/\(0\)/, ' ')
    .replace(/[()/.-]/g, ' ')
    .trim()
    .split(/ +/)
  const spaced = join(groups)
    .replace(/^00\s?/, '+')
    .replace(/^\+\s/, '+')
  const digits = spaced.replace(/\D/g, '').length
  if (digits < FEWEST || digits > MOST) return wrong
  const german = /^\+49\s?0?/.exec(spaced)
  if (german) return value(national(`0${spaced.slice(german[0].length)}`.split(' ')))
  if (/^\+[1-9]/.test(spaced)) return value(spaced)
  return spaced.startsWith('0') ? value(national(spaced.split(' '))) : wrong
}

export const phone: KindSpec = {
  parse: (raw) => parse(textOf(raw)),
  format: (found) => String(found),
  display: (found) => String(found),
  missing: withAreaCode,
}
