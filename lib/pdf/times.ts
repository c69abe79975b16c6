import type { Lang } from '@/lib/forms/engine/types'

/** Dates and times are those of Europe/Berlin, wherever the reader sits (architecture §9). */
const zone = { timeZone: 'Europe/Berlin' } as const
const locale = (lang: Lang): string => (lang === 'de' ? 'de-DE' : 'en-GB')

/** `21. November 2026, 11:00 Uhr`; the time zone is said, because a copy travels. */
export function momentOf(at: Date, lang: Lang): string {
  const day = new Intl.DateTimeFormat(locale(lang), { ...zone, dateStyle: 'long' }).format(at)
  const time = new Intl.DateTimeFormat(locale(lang), { ...zone, timeStyle: 'short' }).format(at)
  return lang === 'de' ? `${day}, ${time} Uhr` : `${day}, ${time} (German time)`
}

/** `1. November 2026` for an ISO day. */
export const dayOf = (day: string, lang: Lang): string =>
  new Intl.DateTimeFormat(locale(lang), { ...zone, dateStyle: 'long' }).format(new Date(`${day}T12:00:00Z`))
