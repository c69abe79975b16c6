import type { Lang } from '@/lib/forms/engine/types'

/** Dates and times are those of Europe/Berlin, wherever the person sits (architecture §9). */
const zone = { timeZone: 'Europe/Berlin' } as const
const locale = (lang: Lang): string => (lang === 'de' ? 'de-DE' : 'en-GB')

/** `14:32`. */
export function clock(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(locale(lang), { ...zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(iso),
  )
}

/** `22. November 2026`. */
export function longDate(iso: string, lang: Lang): string {
  return new Intl.DateTimeFormat(locale(lang), { ...zone, dateStyle: 'long' }).format(new Date(iso))
}

/** `Samstag, 14:32`. */
export function dayAndTime(iso: string, lang: Lang): string {
  const day = new Intl.DateTimeFormat(locale(lang), { ...zone, weekday: 'long' }).format(new Date(iso))
  return `${day}, ${clock(iso, lang)}`
}
