import type { Lang } from '@/lib/forms/engine/types'

const localeOf = (lang: Lang): string => (lang === 'de' ? 'de-DE' : 'en-IE')

/** Whole euros as people read them: `392.245 €` with a no-break space, `€392,245` in English. */
export function euros(cents: number, lang: Lang): string {
  return new Intl.NumberFormat(localeOf(lang), {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(Math.round(cents / 100))
}

/** Basis points as a share with one digit: `78,5 %`. */
export const percent = (basisPoints: number, lang: Lang): string =>
  new Intl.NumberFormat(localeOf(lang), { style: 'percent', maximumFractionDigits: 1 }).format(
    basisPoints / 10_000,
  )

/** A plain number with at most two digits, as one types it. */
export const plain = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(localeOf(lang), { maximumFractionDigits: 2 }).format(value)
