import type { Duration } from '../engine/types'

/** Dates are plain texts `YYYY-MM-DD`: no time zone can move them. */
const two = (number: number): string => String(number).padStart(2, '0')
export const isoDate = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

export function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The parts of an ISO date; null: not a day of the calendar. */
export function partsOfDate(iso: string): { year: number; month: number; day: number } | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month) ? { year, month, day } : null
}

/** Moves a date; a day that the target month lacks becomes its last day. */
export function addDuration(iso: string, { years = 0, months = 0, days = 0 }: Duration): string {
  const from = partsOfDate(iso)
  if (!from) return iso
  const month = (from.year + years) * 12 + (from.month - 1) + months
  const [year, ofYear] = [Math.floor(month / 12), (((month % 12) + 12) % 12) + 1]
  const day = Math.min(from.day, lastDay(year, ofYear))
  if (days === 0) return isoDate(year, ofYear, day)
  const moved = new Date(Date.UTC(year, ofYear - 1, day + days))
  return isoDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
}

/** The same span backwards. */
export const negated = ({ years = 0, months = 0, days = 0 }: Duration): Duration => ({
  years: -years,
  months: -months,
  days: -days,
})
