import type { Condition, Moves, Path } from '@/lib/forms/engine/types'
import { A } from './paths'

/**
 * `beschaeftigungsart` decides which sibling object the API reads; without one that is filled it ignores everything,
 * the kind included. So each kind has questions of its own below its own object, and one of them is always answered.
 */
export const B = `${A}.beschaeftigung`
export const ART = `${B}.beschaeftigungsart`

/** Kind → the object that belongs to it. */
export const OBJECT_OF = {
  ANGESTELLTER: 'angestellter',
  ARBEITER: 'arbeiter',
  BEAMTER: 'beamter',
  SELBSTSTAENDIGER: 'selbststaendiger',
  FREIBERUFLER: 'freiberufler',
  RENTNER: 'rentner',
  HAUSFRAU: 'hausfrau',
  ARBEITSLOSER: 'arbeitsloser',
} as const

export type Kind = keyof typeof OBJECT_OF
export const KINDS: readonly Kind[] = [
  'ANGESTELLTER',
  'ARBEITER',
  'BEAMTER',
  'SELBSTSTAENDIGER',
  'FREIBERUFLER',
  'RENTNER',
  'HAUSFRAU',
  'ARBEITSLOSER',
]
export const EMPLOYED = ['ANGESTELLTER', 'ARBEITER', 'BEAMTER'] as const
export const OWN_BUSINESS = ['SELBSTSTAENDIGER', 'FREIBERUFLER'] as const
export const WITHOUT_WORK = ['HAUSFRAU', 'ARBEITSLOSER'] as const

export const objectOf = (kind: Kind): Path => `${B}.${OBJECT_OF[kind]}`
export const worksAs = (kind: Kind): Condition => ({ is: [ART, kind] })

/** Where the one income of a kind stands; the short form asks nothing else about work. */
export function incomeOf(kind: Kind): Path {
  const object = objectOf(kind)
  switch (kind) {
    case 'ANGESTELLTER':
    case 'ARBEITER':
    case 'BEAMTER':
      return `${object}.beschaeftigungsverhaeltnis.nettoeinkommenMonatlich`
    case 'SELBSTSTAENDIGER':
    case 'FREIBERUFLER':
      return `${object}.nettoeinkommenJaehrlich`
    case 'RENTNER':
      return `${object}.staatlicheRenteMonatlich`
    case 'HAUSFRAU':
    case 'ARBEITSLOSER':
      return `${object}.sonstigesEinkommenMonatlich`
  }
}

/** Who chooses another kind of the same sort types nothing twice. */
export const moves: Moves = [EMPLOYED, OWN_BUSINESS, WITHOUT_WORK].flatMap((sort) =>
  sort.flatMap((to) =>
    sort.filter((from) => from !== to).map((from) => ({ value: to, from: objectOf(from), to: objectOf(to) })),
  ),
)
