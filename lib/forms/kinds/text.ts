import { isBroken } from './characters'
import { EMPTY, error, type KindSpec, type Parsed, textOf, value } from './kind'

/** A grapheme of a real script needs a handful of code units; a hundred times that is not a text. */
const UNITS_PER_GRAPHEME = 20

/** One way to write the same text: NFC, LF, no blanks at the ends. */
export const cleanText = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()

/** How many characters a person would count. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of new Intl.Segmenter().segment(text)) count += 1
  return count
}

export const BROKEN = error(
  'Dieser Text enthält ein Zeichen, das wir nicht speichern können. Bitte tippen Sie ihn neu.',
  'This text contains a character that we cannot store. Please type it again.',
)

function textUpTo(most: number): KindSpec {
  const long = error(`Bitte höchstens ${most} Zeichen.`, `Please use at most ${most} characters.`)
  return {
    parse: (raw): Parsed => {
      const typed = textOf(raw)
      if (typed.length > most * UNITS_PER_GRAPHEME) return long
      if (isBroken(typed)) return BROKEN
      const text = cleanText(typed)
      if (text === '') return EMPTY
      return text.length > most && graphemes(text) > most ? long : value(text)
    },
    format: (found) => String(found),
    display: (found) => String(found),
    missing: { de: 'Bitte füllen Sie dieses Feld aus.', en: 'Please fill in this field.' },
  }
}

export const text = textUpTo(100)
export const textLong = textUpTo(500)
