import { tidy } from './characters'
import { EMPTY, error, type KindSpec, type Parsed, textOf, value } from './kind'

const code = (typed: string): string =>
  tidy(typed)
    .replace(/[\s.-]/g, '')
    .toUpperCase()
const GERMAN_IBAN = 22

/** ISO 13616: letters count from 10, the remainder by 97 is 1. */
function ibanRemainder(iban: string): number {
  const moved = iban.slice(4) + iban.slice(0, 4)
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return Number(BigInt(digits) % 97n)
}

function parseIban(typed: string): Parsed {
  const iban = code(typed).replace(/^IBAN:?/, '')
  if (iban === '') return EMPTY
  const missing = iban.startsWith('DE') ? GERMAN_IBAN - iban.length : 0
  if (missing > 0)
    return missing === 1
      ? error('Es fehlt ein Zeichen.', 'One character is missing.')
      : error(`Es fehlen ${missing} Zeichen.`, `${missing} characters are missing.`)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || missing < 0 || ibanRemainder(iban) !== 1)
    return error(
      'Bitte prüfen Sie die IBAN: Eine Stelle passt nicht zur Prüfziffer.',
      'Please check the IBAN: one character does not fit the check digits.',
    )
  return value(iban)
}

export const iban: KindSpec = {
  parse: (raw) => parseIban(textOf(raw)),
  format: (found) => String(found).replace(/(.{4})(?=.)/g, '$1 '),
  display: (found) => `${String(found).slice(0, 2)}•• … ${String(found).slice(-4)}`,
  missing: { de: 'Bitte tragen Sie die IBAN ein.', en: 'Please enter the IBAN.' },
}

export const bic: KindSpec = {
  parse: (raw) => {
    const typed = code(tidy(textOf(raw)).replace(/^(?:bic|swift)(?: ?[:/] ?| )/i, ''))
    if (typed === '') return EMPTY
    return /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(typed)
      ? value(typed)
      : error(
          'Bitte 8 oder 11 Zeichen, zum Beispiel COBADEFFXXX.',
          'Please enter 8 or 11 characters, for example COBADEFFXXX.',
        )
  },
  format: (found) => String(found),
  display: (found) => String(found),
  missing: { de: 'Bitte tragen Sie den BIC ein.', en: 'Please enter the BIC.' },
}

/** ISO 7064 MOD 11,10 over the first ten digits. */
function taxCheckDigit(digits: string): number {
  let product = 10
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}

const elevenDigits = error('Bitte 11 Ziffern.', 'Please enter 11 digits.')
export const taxid: KindSpec = {
  parse: (raw) => {
    const digits = code(textOf(raw))
      .replaceAll('/', '')
      .replace(/^(?:STEUERID(?:NR)?|IDNR|TIN):?/, '')
    if (digits === '') return EMPTY
    if (!/^\d{11}$/.test(digits)) return elevenDigits
    return !digits.startsWith('0') && taxCheckDigit(digits) === Number(digits[10])
      ? value(digits)
      : error(
          'Eine Ziffer passt nicht. Bitte vergleichen Sie mit Ihrem Schreiben.',
          'One digit does not fit. Please compare with your letter.',
        )
  },
  format: (found) => String(found).replace(/^(\d{2})(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3 $4'),
  display: (found) => `•• ••• ••• ${String(found).slice(-3)}`,
  missing: { de: 'Bitte 11 Ziffern.', en: 'Please enter 11 digits.' },
}
