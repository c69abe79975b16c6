import 'server-only'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Lens } from '@/lib/forms/engine/types'
import { P } from './paths'

export type Telefonnummer = { vorwahl?: string; nummer: string }

const GERMANY = '49'
const digits = (text: string): string => text.replace(/\D/g, '')

/** `+49 221 1` and `0049 221 1` → `0221 1`; everything else as typed, single spaces. */
function national(typed: string): string {
  const clean = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  return clean.replace(/^(?:\+|00)\s?49\s?(?:\(0\)\s?)?0?/, '0')
}

function foreign(clean: string): Telefonnummer {
  const found = parsePhoneNumberFromString(clean.replace(/^00/, '+'))
  if (!found) return { nummer: clean }
  return { vorwahl: `00${found.countryCallingCode}`, nummer: found.nationalNumber }
}

/**
 * Splits a typed number as self-disclosure §4.5 says: German mobile after four digits, landline after its area code,
 * foreign after the international prefix. Where no split is known, everything is `nummer`.
 */
export function splitPhone(typed: string): Telefonnummer {
  const clean = national(typed)
  if (/^(?:\+|00)/.test(clean)) return foreign(clean)
  const number = digits(clean)
  if (/^01[567]/.test(number)) return { vorwahl: number.slice(0, 4), nummer: number.slice(4) }
  const found = parsePhoneNumberFromString(number, 'DE')
  const [area, ...rest] =
    found && found.countryCallingCode === GERMANY ? found.formatNational().split(' ') : []
  if (area?.startsWith('0') && rest.length > 0) return { vorwahl: area, nummer: digits(rest.join('')) }
  const [before, ...after] = clean.split(/[\s/()-]+/).filter(Boolean)
  if (before?.startsWith('0') && after.length > 0)
    return { vorwahl: digits(before), nummer: digits(after.join('')) }
  return { nummer: number }
}

/** The number as one text, as a person reads it: `0221 1234567`, `+43 1234567`. */
export function joinPhone({ vorwahl, nummer }: Telefonnummer): string {
  if (!vorwahl) return nummer
  return `${vorwahl.replace(/^00/, '+')} ${nummer}`
}

/** One question, two leaves: `telefonnummer.vorwahl` and `telefonnummer.nummer`. */
export const phone: Lens = {
  owns: [`${P.telefonnummer}.vorwahl`, `${P.telefonnummer}.nummer`],
  write: (value, key) => {
    const { vorwahl, nummer } = splitPhone(String(value))
    return { [`${key}.vorwahl`]: vorwahl, [`${key}.nummer`]: nummer }
  },
  read: (leaf, key) => {
    const vorwahl = leaf(`${key}.vorwahl`)
    const nummer = leaf(`${key}.nummer`)
    if (typeof nummer !== 'string') return typeof vorwahl === 'string' ? vorwahl : undefined
    return joinPhone({ ...(typeof vorwahl === 'string' ? { vorwahl } : {}), nummer })
  },
}
