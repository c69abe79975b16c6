import type { Bound } from '@/lib/forms/engine/types'

/** Income of a month: anything from nothing on, with a second look at what is more likely a year's. */
export const MONTHLY_INCOME: readonly Bound[] = [
  { min: 0, else: 'block' },
  {
    max: 100_000,
    else: 'block',
    text: {
      de: 'Bitte tragen Sie den Betrag für einen Monat ein, höchstens 100.000 Euro.',
      en: 'Please enter the amount for one month, at most 100,000 euros.',
    },
  },
  {
    max: 25_000,
    else: 'warn',
    text: {
      de: 'Das ist viel für einen Monat. Ist es vielleicht der Betrag für ein Jahr?',
      en: 'This is a lot for one month. Is it perhaps the amount for a year?',
    },
  },
]

/** The same of a year, with a second look at what is more likely a month's. */
export const YEARLY_INCOME: readonly Bound[] = [
  { min: 0, else: 'block' },
  {
    max: 1_200_000,
    else: 'block',
    text: {
      de: 'Bitte tragen Sie den Betrag für ein Jahr ein, höchstens 1.200.000 Euro.',
      en: 'Please enter the amount for one year, at most 1,200,000 euros.',
    },
  },
  {
    max: 300_000,
    else: 'warn',
    text: {
      de: 'Das ist viel für ein Jahr. Stimmt die Zahl der Nullen?',
      en: 'This is a lot for one year. Is the number of zeros right?',
    },
  },
  {
    min: 5_000,
    else: 'warn',
    text: {
      de: 'Das ist wenig für ein Jahr. Ist es vielleicht der Betrag für einen Monat?',
      en: 'This is little for one year. Is it perhaps the amount for a month?',
    },
  },
]
