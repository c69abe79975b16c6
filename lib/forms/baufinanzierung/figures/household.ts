import { type People, usualLiving } from '@/lib/forms/common/figures/flat-rates'
import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'

/** Who lives in a household, as far as the answers say. */
export const PEOPLE_READS: readonly Path[] = [
  P.personen,
  P.gemeinsamerHaushalt,
  P.beschaeftigung,
  `${F.kinder}[].geburtsdatum`,
  F.autos,
]

const within = (path: Path, household: Key): readonly Key[] => keysOf(path.replace(F.haushalt, household))

const works = (read: Read, household: Key, at: number): boolean =>
  read(P.beschaeftigung.replace(F.kunde, `${household}.kunden.${at}`)) !== undefined

const two = (read: Read): boolean => read(P.personen) === '2'
const apart = (read: Read): boolean => two(read) && read(P.gemeinsamerHaushalt) === false

/** There is always a first household, and a second one where two live apart. */
export const isThere = (read: Read, household: Key): boolean =>
  household === 'haushalte.0' || apart(read) || works(read, household, 0)

export function peopleOf(read: Read, household: Key): People {
  const cars = read(F.autos.replace(F.haushalt, household))
  const couple = (household === 'haushalte.0' && two(read) && !apart(read)) || works(read, household, 1)
  return {
    adults: couple ? 2 : 1,
    children: within(`${F.kinder}[].geburtsdatum`, household).filter((key) => read(key) !== undefined).length,
    cars: typeof cars === 'number' ? cars : 0,
  }
}

/** The usual living costs of one household per month, in euros. */
export const livingOf = (read: Read, household: Key, today: string): number =>
  usualLiving(peopleOf(read, household), today)
