import { isBroken, withoutStray } from './characters'
import { EMPTY, error, type KindSpec, type Parsed, textOf, value } from './kind'

/** A grapheme of a real script needs a handful of code units; a hundred times that is not a text. */
const UNITS_PER_GRAPHEME = 20

/** One way to write the same text: nothing unseen, NFC, LF, no blanks at the ends. */
export const cleanText = (text: string): string =>
  withoutStray(text).normalize('NFC').replace(/\r\n?/g, '\n').trim()

/** Whether a person would count more characters than this; does not count on. */
function hasMoreThan(most: number, text: string): boolean {
  let count = 0
  for (const _ of new Intl.Segmenter().segment(text)) if (++count > most) return true
  return false
}

/** Putting marks on a letter in order takes the square of their number; Unicode's stream-safe text has 30 at most (UAX #15). */
const PILED_UP = /\p{M}{31}/u

export const BROKEN = error(
  'Dieser Text enthält ein Zeichen, das wir nicht speichern können. Bitte tippen Sie ihn neu.',
  'This text contains a character that we cannot store. Please type it again.',
)

function textUpTo(most: number): KindSpec {
  const long = {
    de: `Bitte höchstens ${most} Zeichen.`,
    en: `Please use at most ${most} characters.`,
  }
  return {
    longest: most * UNITS_PER_GRAPHEME,
    long,
    parse: (raw): Parsed => {
      const typed = textOf(raw)
      if (isBroken(typed) || PILED_UP.test(typed)) return BROKEN
      const text = cleanText(typed)
      if (text === '') return EMPTY
      return text.length > most && hasMoreThan(most, text) ? { kind: 'error', text: long } : value(text)
    },
    format: (found) => String(found),
    display: (found) => String(found),
    missing: { de: 'Bitte füllen Sie dieses Feld aus.', en: 'Please fill in this field.' },
  }
}

export const text = textUpTo(100)
export const textLong = textUpTo(500)
