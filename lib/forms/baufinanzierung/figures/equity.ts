import { amount, sum } from '@/lib/forms/common/figures/cents'
import type { Length, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { first, P } from '../paths'
import { isAnswered, total } from './totals'

const ASSETS = [
  `${F.vermoegen}.summeBankUndSparguthaben`,
  `${F.vermoegen}.summeDepotvermoegen`,
  `${F.vermoegen}.summeSparplaene`,
  `${F.vermoegen}.summeSonstigesVermoegen`,
  `${F.bausparvertraege}[]`,
  `${F.versicherungen}[]`,
]
/** Only what is cashed in has an amount: an assigned contract or a second property as security is no cash. */
const MONEY = [
  ...ASSETS.map((asset) => `${asset}.verwendung.maximalEinzusetzenderBetrag`),
  `${F.besitz}[].maximalEinzusetzenderBetragBeiVerkauf`,
  F.eigenleistung,
  F.eigenleistungUmbau,
  F.eigenleistungModernisierung,
  F.beglichen,
]
const USES = ASSETS.map((asset) => `${asset}.verwendung.@type`)

export const EQUITY_READS: readonly Path[] = [P.guthaben, ...MONEY, ...USES]

/**
 * Own money in cents (self-disclosure §9.3); undefined while nobody has said anything about it. The short form asks
 * for the amount alone.
 */
export function equity(read: Read, length: Length): number | undefined {
  if (length === 'short') return amount(read, first(P.guthaben))
  const said = [P.guthaben, ...MONEY, ...USES].some((path) => isAnswered(read, path))
  return said ? sum(MONEY.map((path) => total(read, path))) : undefined
}

/** The long form asks for savings long after the costs: before, what is known of own money is only its beginning. */
export const savingsSaid = (read: Read, length: Length): boolean =>
  length === 'short' ||
  (isAnswered(read, P.guthaben) && total(read, P.guthaben) === 0) ||
  ASSETS.some((asset) => isAnswered(read, `${asset}.verwendung.maximalEinzusetzenderBetrag`))
