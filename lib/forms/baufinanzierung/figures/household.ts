import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'
import { type People, usualLiving } from './flat-rates'

/** Who lives in a household, as far as the answers say. */
export const PEOPLE_READS: readonly Path[] = [
  P.personen,
  P.gemeinsamerHaushalt,
  P.beschaeftigung,
  `${F.kinder}[].geburtsdatum`,
  F.autos,
]

const within = (path: Path, household: Key): readonly Key[] => keysOf(path.replace(F.haushalt, household))

function adultsOf(read: Read, household: Key): number {
  const two = read(P.personen) === '2'
  const apart = read(P.gemeinsamerHaushalt) === false
  const working = within(P.beschaeftigung, household).filter((key) => read(key) !== undefined).length
  if (household === 'haushalte.0') return two && !apart ? 2 : Math.max(1, working)
  return two && apart ? Math.max(1, working) : working
}

export function peopleOf(read: Read, household: Key): People {
  const cars = read(F.autos.replace(F.haushalt, household))
  return {
    adults: adultsOf(read, household),
    children: within(`${F.kinder}[].geburtsdatum`, household).filter((key) => read(key) !== undefined).length,
    cars: typeof cars === 'number' ? cars : 0,
  }
}

/** The usual living costs of one household per month, in euros. */
export const livingOf = (read: Read, household: Key, today: string): number =>
  usualLiving(peopleOf(read, household), today)
