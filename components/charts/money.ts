import type { Lang } from '@/lib/forms/engine/types'

/** Whole euros as people read them: `392.245 €` with a no-break space, `€392,245` in English. */
export function euros(cents: number, lang: Lang): string {
  return new Intl.NumberFormat(lang === 'de' ? 'de-DE' : 'en-IE', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(Math.round(cents / 100))
}
