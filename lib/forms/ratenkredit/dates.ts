import { t } from '@/lib/forms/common/texts'
import type { Bound, Path } from '@/lib/forms/engine/types'

export const MONTHS = t(
  'Monat und Jahr reichen, zum Beispiel 03.2015.',
  'Month and year are enough, for example 03/2015.',
)

export const notInFuture: Bound = {
  max: { today: { days: 0 } },
  else: 'block',
  text: t(
    'Das Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr.',
    'This date is in the future. Please check the year.',
  ),
}

/** Not before another date. */
export const notBefore = (of: Path, de: string, en: string): Bound => ({
  min: { of },
  else: 'block',
  text: t(de, en),
})
