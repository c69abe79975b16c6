import { ok, sum } from '@/lib/forms/common/figures/cents'
import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'
import { total } from './totals'

/** How financed and owned property is used: rents received and the area that one uses oneself. */
const OWNED = `${F.besitz}[]`
const LIVING = 'immobilie.typ.gebaeude.nutzung.wohnen'
const FINANCED = `finanzierungsobjekt.${LIVING}`
const USE = ['gesamtflaeche', 'nutzungsart.@type', 'nutzungsart.vermieteteFlaeche']
const RENT = 'nutzungsart.mieteinnahmenNettoKaltMonatlich'

export const LETTING_READS: readonly Path[] = [
  ...USE.map((leaf) => `${FINANCED}.${leaf}`),
  ...USE.map((leaf) => `${OWNED}.${LIVING}.${leaf}`),
  `${OWNED}.einsatz`,
  `${OWNED}.${LIVING}.${RENT}`,
  F.mieteinnahmen,
  F.gewerbeMiete,
  F.stellplatzMiete,
  P.nutzung,
]

/** Owned property that is not sold. */
const kept = (read: Read): readonly Key[] =>
  keysOf(OWNED).filter((property) => read(`${property}.einsatz`) !== 'VERKAUFEN')

/** Net cold rents per month, in cents. */
export const rents = (read: Read): number =>
  total(read, F.mieteinnahmen) +
  total(read, F.gewerbeMiete) +
  total(read, F.stellplatzMiete) +
  sum(kept(read).map((property) => ok(read, `${property}.${LIVING}.${RENT}`)))

function ownAreaOf(read: Read, area: Key): number {
  const all = read(`${area}.gesamtflaeche`)
  const part = read(`${area}.nutzungsart.vermieteteFlaeche`)
  if (typeof all !== 'number') return 0
  switch (read(`${area}.nutzungsart.@type`)) {
    case 'EIGENGENUTZT':
      return all
    case 'TEILVERMIETET':
      return typeof part === 'number' ? Math.max(0, all - part) : all
    default:
      return 0
  }
}

/** Living area that one uses oneself, in m²; rooms of a business are not the household's. */
export const ownArea = (read: Read): number =>
  sum(
    [FINANCED, ...kept(read).map((property) => `${property}.${LIVING}`)].map((area) => ownAreaOf(read, area)),
  )
