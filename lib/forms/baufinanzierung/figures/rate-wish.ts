import type { Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'

export const RATE_READS: readonly Path[] = [`${F.zinsbindung}.jahre`, `${F.zinsbindung}.bisJahre`]

const USUAL_YEARS = 10

/** For how long the rate of the example is fixed: as wished, else ten years. */
export function fixedYears(read: Read): number {
  const said = read(`${F.zinsbindung}.jahre`) ?? read(`${F.zinsbindung}.bisJahre`)
  return typeof said === 'number' && said >= 1 && said <= 40 ? said : USUAL_YEARS
}
