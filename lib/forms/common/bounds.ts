import type { Bound, Limit, Text } from '@/lib/forms/engine/types'

const zeros = {
  de: 'Das ist ungewöhnlich. Stimmt die Zahl der Nullen?',
  en: 'This is unusual. Is the number of zeros right?',
}
const unusual = {
  de: 'Das ist ungewöhnlich. Stimmt die Angabe?',
  en: 'This is unusual. Is it right?',
}
const notZero = {
  de: 'Bitte tragen Sie einen Betrag über 0 ein, zum Beispiel 25.000.',
  en: 'Please enter an amount above 0, for example 25,000.',
}

/** Blocks at zero and below, warns outside what is usual. */
export const above0 = (min: number, max: number): readonly Bound[] => [
  { min: 0, open: true, else: 'block', text: notZero },
  { min, else: 'warn', text: zeros },
  { max, else: 'warn', text: zeros },
]

/** An amount of at least zero; warns where it is unusually large. */
export const from0 = (max: number): readonly Bound[] => [
  { min: 0, else: 'block' },
  { max, else: 'warn', text: zeros },
]

/** An amount that is there at all; warns where it is unusually large. */
export const from1 = (max: number): readonly Bound[] => [
  { min: 1, else: 'block' },
  { max, else: 'warn', text: zeros },
]

/** Nothing outside can be meant. */
export const within = (min: Limit, max: Limit): readonly Bound[] => [
  { min, else: 'block' },
  { max, else: 'block' },
]

/** Everything outside is possible, but worth a second look. */
export const usual = (min: Limit, max: Limit): readonly Bound[] => [
  { min, else: 'warn', text: unusual },
  { max, else: 'warn', text: unusual },
]

/** At most another answer, whose name the text says. */
export const atMost = (of: string, text: Text): Bound => ({ max: { of }, else: 'block', text })
