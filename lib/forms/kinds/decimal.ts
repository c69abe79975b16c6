import type { Lang } from '../engine/types'
import { tidy } from './characters'
import type { Span } from './kind'

/**
 * The one parser for numbers. It works on digit texts, so that no amount ever passes through floating point before
 * it has been read to the last cent, and it never lets JavaScript's own reading (`1e3`, `0x10`, `NaN`) in.
 */
export type DecimalOptions = {
  /** Most digits after the decimal mark. */
  fraction: number
  /** What may stand around the number: `€`, `m²`, `%` … as regular expression sources. */
  units: readonly string[]
  bounds?: readonly Span[]
  /** `12.495` stays a grouped number even where only 12,495 would be inside the bounds. */
  groupsWin?: boolean
}
export type Decimal =
  | { kind: 'value'; value: number }
  | { kind: 'ambiguous'; values: readonly number[] }
  | { kind: 'empty' | 'words' | 'long' | 'fraction' | 'minus' }

type Digits = { whole: string; fraction: string }

const MOST_DIGITS = 15
const ROUGHLY = /^(?:ca\.?|circa|etwa|ungefähr|rund|about|approx\.?|around|~|≈)\s*/i
const THOUSANDS = { source: 'tsd\\.?|tausend|k|thousand', shift: 3 }
const MILLIONS = { source: 'mio\\.?|million(?:en)?|millions|mn', shift: 6 }

/** Reads a number by the page's language first; where that makes no sense, by the other one. */
export function parseDecimal(typed: string, lang: Lang, options: DecimalOptions): Decimal {
  const bare = withoutUnits(tidy(typed), options.units)
  if (bare === '') return { kind: tidy(typed) === '' ? 'empty' : 'words' }
  const { text, shift } = withoutMagnitude(bare, options.units)
  const sign = /^([+-])\s?/.exec(text)
  const core = sign ? text.slice(sign[0].length) : text
  if (!/^(?=.*\d)[\d.,' ]+$/.test(core)) return { kind: 'words' }
  const [mark, otherMark] = lang === 'de' ? ([',', '.'] as const) : (['.', ','] as const)
  const own = scaled(reading(core, mark, otherMark), shift)
  const other = scaled(reading(core, otherMark, mark), shift)
  const found = choose(own, other, options)
  return sign?.[1] === '-' ? withMinus(found, options) : found
}

function withoutUnits(text: string, units: readonly string[]): string {
  const unit = `(?:${units.join('|')})`
  let bare = text
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[−–—‒]/g, '-')
    .replace(ROUGHLY, '')
  if (units.length > 0)
    bare = bare.replace(new RegExp(`^${unit}\\s?`, 'i'), '').replace(new RegExp(`\\s?${unit}$`, 'i'), '')
  return bare.replace(/[.,]\s?-{1,2}$/, '').trim()
}

function withoutMagnitude(text: string, units: readonly string[]): { text: string; shift: number } {
  for (const { source, shift } of [THOUSANDS, MILLIONS]) {
    const found = new RegExp(`^(.*\\d)\\s?(?:${source})$`, 'i').exec(text)
    if (found?.[1] && units.length > 0) return { text: found[1], shift }
  }
  return { text, shift: 0 }
}

/** The digits when `mark` is the decimal mark; null: it cannot be read so. */
function reading(core: string, mark: string, group: string): Digits | null {
  const at = core.indexOf(mark)
  const whole = at < 0 ? core : core.slice(0, at)
  const fraction = at < 0 ? '' : core.slice(at + 1)
  if (!/^\d*$/.test(fraction)) return null
  const digits = ungrouped(whole, group)
  if (digits === null || digits + fraction === '') return null
  return { whole: digits, fraction }
}

function ungrouped(whole: string, group: string): string | null {
  if (/^\d*$/.test(whole)) return whole
  for (const separator of [group, ' ', "'"]) {
    const parts = whole.split(separator)
    const [head = '', ...rest] = parts
    if (/^\d{1,3}$/.test(head) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part)))
      return parts.join('')
  }
  return null
}

function scaled(digits: Digits | null, shift: number): Digits | null {
  if (!digits || shift === 0) return digits
  const fraction = digits.fraction.padEnd(shift, '0')
  return { whole: digits.whole + fraction.slice(0, shift), fraction: fraction.slice(shift) }
}

function choose(own: Digits | null, other: Digits | null, options: DecimalOptions): Decimal {
  if (!own || !other || toNumber(own) === toNumber(other)) {
    const only = own ?? other
    return only ? finished(only, options.fraction) : { kind: 'words' }
  }
  const blocking = options.bounds?.filter((span) => span.else === 'block')
  if (own.fraction.length <= options.fraction) {
    const otherFits = other.fraction.length <= options.fraction && inside(other, blocking)
    const takeOther = !inside(own, blocking) && otherFits && !options.groupsWin
    return finished(takeOther ? other : own, options.fraction)
  }
  // The page's own reading has more decimals than there can be: `12,345` euros are 12.345 or 12,35.
  const short = rounded(own, options.fraction)
  const [ownPlausible, otherPlausible] = [inside(short, options.bounds), inside(other, options.bounds)]
  if (ownPlausible && otherPlausible) return bothOf(finished(other, options.fraction), short)
  return ownPlausible ? { kind: 'fraction' } : finished(other, options.fraction)
}

const bothOf = (first: Decimal, second: Digits): Decimal =>
  first.kind === 'value' ? { kind: 'ambiguous', values: [first.value, toNumber(second)] } : first

function finished(digits: Digits, most: number): Decimal {
  const fraction = /^\d*[1-9]/.exec(digits.fraction)?.[0] ?? ''
  const whole = digits.whole.replace(/^0+/, '')
  if (whole.length + fraction.length > MOST_DIGITS) return { kind: 'long' }
  if (fraction.length > most) return { kind: 'fraction' }
  return { kind: 'value', value: toNumber({ whole, fraction }) }
}

function withMinus(found: Decimal, options: DecimalOptions): Decimal {
  if (found.kind !== 'value' || found.value === 0)
    return found.kind === 'ambiguous' ? { kind: 'minus' } : found
  const allowed = options.bounds?.some((span) => span.min !== undefined && span.min < 0)
  return allowed ? { kind: 'value', value: -found.value } : { kind: 'minus' }
}

function inside(digits: Digits, spans: readonly Span[] | undefined): boolean {
  const number = toNumber(digits)
  return (spans ?? []).every(
    ({ min, max }) => (min === undefined || number >= min) && (max === undefined || number <= max),
  )
}

/** Half up, on the digits. */
function rounded({ whole, fraction }: Digits, places: number): Digits {
  const kept = BigInt(`0${whole}${fraction.slice(0, places)}`)
  const up = Number(fraction[places] ?? '0') >= 5 ? 1n : 0n
  const digits = String(kept + up).padStart(places + 1, '0')
  return { whole: digits.slice(0, digits.length - places), fraction: digits.slice(digits.length - places) }
}

/** Only ever called with plain digits. */
const toNumber = ({ whole, fraction }: Digits): number => Number(`${whole || '0'}.${fraction || '0'}`)

/** `350.000,50` or `350,000.50`; `places` pads the decimals if there are any. */
export function formatDecimal(
  number: number,
  lang: Lang,
  style: { places?: number; plain?: true } = {},
): string {
  const [whole = '0', fraction = ''] = String(Math.abs(number)).split('.')
  const [group, mark] = lang === 'de' ? ['.', ','] : [',', '.']
  const head = whole.length % 3 || 3
  const grouped = style.plain
    ? whole
    : whole.slice(0, head) + whole.slice(head).replace(/.{3}/g, `${group}$&`)
  const decimals = fraction === '' ? '' : mark + fraction.padEnd(style.places ?? 0, '0')
  return `${number < 0 ? '-' : ''}${grouped}${decimals}`
}
