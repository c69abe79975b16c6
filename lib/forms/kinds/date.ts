import type { Lang, Value } from '../engine/types'
import { isoDate, lastDay, partsOfDate } from './calendar'
import { tidy } from './characters'
import { EMPTY, error, type KindSpec, type Parsed, type ParseOptions, textOf, value } from './kind'
import { MONTHS } from './months'

type Found = { day?: number; month: number; year: string }

const ORDER = error(
  'Bitte Tag, Monat und Jahr, zum Beispiel 14.03.1985.',
  'Please enter day, month and year, for example 14/03/1985.',
)
const FOUR_DIGITS = error(
  'Bitte das Jahr mit vier Ziffern, zum Beispiel 1985.',
  'Please write the year with four digits, for example 1985.',
)
const [OLDEST, LATEST] = [1800, 2200]

/** Short or Austrian. */
const OTHER_NAMES: { readonly [plain: string]: number } = { sept: 9, janner: 1, feber: 2 }

/** 1 to 12 for a month's name, short or long, German or English (`März`, `Maerz`, `Mar`, `Dez.`); 0: none. */
function monthOf(word: string): number {
  const plain = (text: string) => text.toLowerCase().replace('ä', 'a').replace('ae', 'a').replace(/\.$/, '')
  const typed = plain(word)
  if (typed.length < 3) return 0
  for (const names of [MONTHS.de, MONTHS.en]) {
    const place = names.findIndex((name) => plain(name) === typed || plain(name).slice(0, 3) === typed)
    if (place >= 0) return place + 1
  }
  return OTHER_NAMES[typed] ?? 0
}

/** The first order that fits; day before month, unless only the American order makes sense. */
function read(text: string, lang: Lang): Found | null {
  const match = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? null
  const iso = match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/)
  if (iso) return { year: iso[0] ?? '', month: Number(iso[1]), day: Number(iso[2]) }
  const run = match(/^(\d{2})(\d{2})(\d{4}|\d{2})$/)
  const parted = run ?? match(/^(\d{1,2})\s?[.,/\- ]\s?(\d{1,2})\s?[.,/\- ]\s?(\d+)$/)
  if (parted) {
    const [day, month] = [Number(parted[0]), Number(parted[1])]
    const american = lang === 'en' && month > 12 && day <= 12
    return { day: american ? month : day, month: american ? day : month, year: parted[2] ?? '' }
  }
  const monthYear = match(/^(\d{1,2})\s?[.,/\- ]\s?(\d{4})$/)
  if (monthYear) return { month: Number(monthYear[0]), year: monthYear[1] ?? '' }
  const yearMonth = match(/^(\d{4})-(\d{1,2})$/)
  if (yearMonth) return { month: Number(yearMonth[1]), year: yearMonth[0] ?? '' }
  const named = match(/^(?:(\d{1,2})(?:\.|st|nd|rd|th)?\s?)?(\p{L}+\.?),?\s?(\d+)$/u)
  if (named) return withName(named[1], named[0], named[2])
  const english = match(/^(\p{L}+\.?)\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d+)$/u)
  return english ? withName(english[0], english[1], english[2]) : null
}

function withName(name: string | undefined, day: string | undefined, year: string | undefined): Found | null {
  const month = monthOf(name ?? '')
  if (month === 0 || year === undefined) return null
  return { month, year, ...(day === undefined ? {} : { day: Number(day) }) }
}

/** A year of two digits is the latest one that the question allows; without limits nobody can tell. */
function inCentury(found: Found, opts: ParseOptions): Parsed {
  const { min = '', max = '9' } = opts.days ?? {}
  if (min === '' && max === '9') return FOUR_DIGITS
  for (const century of ['20', '19']) {
    const read = dated({ ...found, year: `${century}${found.year}` }, opts)
    if (read.kind === 'value' && String(read.value) >= min && String(read.value) <= max) return read
  }
  return FOUR_DIGITS
}

function dated(found: Found, opts: ParseOptions): Parsed {
  const { monthMeans } = opts
  if (found.year.length === 2) return inCentury(found, opts)
  const year = Number(found.year)
  if (found.year.length !== 4 || found.month < 1 || found.month > 12) return ORDER
  if (year < OLDEST || year > LATEST)
    return error(`Bitte prüfen Sie das Jahr: ${year}.`, `Please check the year: ${year}.`)
  const last = lastDay(year, found.month)
  if (found.day === undefined) {
    if (!monthMeans) return ORDER
    return value(isoDate(year, found.month, monthMeans === 'first' ? 1 : last))
  }
  if (found.day < 1 || found.day > 31) return ORDER
  if (found.day > last) {
    const inYear = found.day === 29 ? ` ${year}` : ''
    return error(
      `Den ${found.day}. ${MONTHS.de[found.month - 1]}${inYear} gibt es nicht. Bitte prüfen Sie den Tag.`,
      `There is no ${found.day} ${MONTHS.en[found.month - 1]}${inYear}. Please check the day.`,
    )
  }
  return value(isoDate(year, found.month, found.day))
}

/** `14. März 1985`, `14 March 1985`. */
export function dateInWords(found: Value, lang: Lang): string {
  const parts = partsOfDate(String(found))
  if (!parts) return String(found)
  const month = MONTHS[lang][parts.month - 1]
  return lang === 'de' ? `${parts.day}. ${month} ${parts.year}` : `${parts.day} ${month} ${parts.year}`
}

export const date: KindSpec = {
  parse: (raw, lang, opts) => {
    const text = tidy(textOf(raw)).replace(/\.$/, '')
    if (text === '') return EMPTY
    const found = read(text, lang)
    return found ? dated(found, opts) : ORDER
  },
  format: (found, lang) => {
    const [year, month, day] = String(found).split('-')
    return [day, month, year].join(lang === 'de' ? '.' : '/')
  },
  echo: dateInWords,
  display: dateInWords,
  missing: {
    de: 'Bitte Tag, Monat und Jahr, zum Beispiel 14.03.1985.',
    en: 'Please enter day, month and year, for example 14/03/1985.',
  },
}
