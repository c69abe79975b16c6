import { FREE_MOVEMENT } from '@/lib/forms/common/lists/free-movement'
import type { Condition } from '@/lib/forms/engine/types'
import { LOANS_EXIST, OWNERS, P, purpose } from '../paths'
import { F } from './places'

/** Conditions that several steps of the full form share. */
export const HOUSES = [
  'EINFAMILIENHAUS',
  'DOPPELHAUSHAELFTE',
  'REIHENHAUS',
  'ZWEIFAMILIENHAUS',
  'MEHRFAMILIENHAUS',
] as const
export const BUILDINGS = [...HOUSES, 'EIGENTUMSWOHNUNG', 'IMMOBILIE_OHNE_TYP'] as const
export type PropertyType = (typeof BUILDINGS)[number] | 'BAUGRUNDSTUECK'

export const isType = (...types: readonly PropertyType[]): Condition => ({ in: [P.typ, types] })
export const building: Condition = isType(...BUILDINGS)
/** The building stands already: new ones have neither age nor condition (self-disclosure §5.6). */
export const standing: Condition = {
  all: [building, { not: purpose('NEUBAU', 'KAUF_NEUBAU_VOM_BAUTRAEGER') }],
}
/** Owners are asked whether loans rest on the property; others say so among the costs. */
export const loansMatter: Condition = {
  any: [purpose(...OWNERS), { is: [P.darlehenErfassung, LOANS_EXIST] }],
}

export const needsPermit: Condition = {
  all: [{ answered: F.staat }, { not: { in: [F.staat, FREE_MOVEMENT] } }],
}

export const EMPLOYED = ['ANGESTELLTER', 'ARBEITER', 'BEAMTER'] as const
export const OWN_BUSINESS = ['SELBSTSTAENDIGER', 'FREIBERUFLER'] as const
