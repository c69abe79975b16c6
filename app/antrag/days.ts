import type { Lang } from '@/lib/forms/engine/types'

const zone = 'Europe/Berlin'
const locale = (lang: Lang) => (lang === 'de' ? 'de-DE' : 'en-GB')

/** "21. November 2026" for an ISO day; the text itself when it is none. */
export function longDay(day: string, lang: Lang): string {
  const at = new Date(`${day.slice(0, 10)}T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return new Intl.DateTimeFormat(locale(lang), { dateStyle: 'long', timeZone: zone }).format(at)
}

const opening = 9
const closing = 18

type Moment = { day: string; hour: number }

function berlin(at: Date): Moment {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
  const [day = '', time = ''] = parts.split(' ')
  const [hour = '0', minute = '0'] = time.split(':')
  return { day, hour: Number(hour) + Number(minute) / 60 }
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Easter Sunday (Gauss, in Oudin's form), ISO. */
function easter(year: number): string {
  const century = Math.floor(year / 100)
  const golden = year % 19
  const skipped = Math.floor((century - 17) / 25)
  let moon = (century - Math.floor(century / 4) - Math.floor((century - skipped) / 3) + 19 * golden + 15) % 30
  moon -= Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7
  return plusDays(`${year}-03-01`, 27 + moon - weekday)
}

/** Holidays of all of Germany; a regional one may still delay an answer within the firm's own hours. */
function isHoliday(day: string): boolean {
  if (/-(01-01|05-01|10-03|12-25|12-26)$/.test(day)) return true
  const sunday = easter(Number(day.slice(0, 4)))
  return [-2, 1, 39, 50].some((offset) => plusDays(sunday, offset) === day)
}

function isWorkday(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday > 0 && weekday < 6 && !isHoliday(day)
}

/**
 * When an answer is due after `workingHours`, counted Monday to Friday, 9 to 18 o'clock in Berlin, without holidays;
 * rounded up to the hour: "Mo, 23.11., 18 Uhr". Pure.
 */
export function answerBy(from: Date, workingHours: number, lang: Lang): string {
  let { day, hour } = berlin(from)
  let left = workingHours
  for (;;) {
    const start = Math.max(hour, opening)
    const open = isWorkday(day) ? Math.max(0, closing - start) : 0
    if (open > 0 && left <= open) {
      hour = Math.ceil(start + left - 1e-9)
      break
    }
    left -= open
    day = plusDays(day, 1)
    hour = 0
  }
  const at = new Date(`${day}T12:00:00Z`)
  const text = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(lang), { ...options, timeZone: zone }).format(at)
  const weekday = text({ weekday: 'short' }).replace('.', '')
  return lang === 'de'
    ? `${weekday}, ${text({ day: '2-digit', month: '2-digit' })}, ${hour} Uhr`
    : `${weekday} ${text({ day: 'numeric', month: 'short' })}, ${hour}:00`
}
