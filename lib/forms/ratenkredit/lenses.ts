import type { Json, Key, LeafAt, Lens, Read } from '@/lib/forms/engine/types'
import { A, FIRST_PERSON, of, P, PEOPLE, SECOND_PERSON } from './paths'

const TITLES: { readonly [answer: string]: readonly string[] } = {
  DOKTOR: ['DOKTOR'],
  PROFESSOR: ['PROFESSOR'],
  PROFESSOR_DOKTOR: ['PROFESSOR', 'DOKTOR'],
}

/** One choice for a list of titles. */
export const titel: Lens = {
  owns: [P.titel],
  write: (value, key) => ({ [key]: TITLES[String(value)] }),
  read: (leaf, key) => {
    const list = leaf(key)
    if (!Array.isArray(list)) return undefined
    return Object.keys(TITLES).find((answer) => {
      const titles = TITLES[answer] ?? []
      return titles.length === list.length && titles.every((one) => list.includes(one))
    })
  },
}

const UNTIL = 'aufenthaltBefristetBis'

/**
 * The API knows no Blue Card (ratenkredit §6): the kind is left out, its end stays, and a remark says what it is. Read
 * back it is what has an end and no kind.
 */
export const aufenthaltstitel: Lens = {
  owns: [P.aufenthaltstitel],
  write: (value, key) => ({ [key]: value === 'BLAUE_KARTE_EU' ? undefined : String(value) }),
  read: (leaf, key) => {
    const kind = leaf(key)
    if (typeof kind === 'string') return kind
    const until = leaf(key.replace(/aufenthaltstitel$/, UNTIL))
    return kind === undefined && typeof until === 'string' ? 'BLAUE_KARTE_EU' : undefined
  },
}

/** What two who live together have in common. */
const SHARED = [
  'anschrift.strasse',
  'anschrift.hausnummer',
  'anschrift.plz',
  'anschrift.ort',
  'anzahlPersonenImHaushalt',
  'anzahlPkw',
] as const
const HOME = `${A}.wohnsituation`

/** Living together: yes copies the home of the first person, no leaves the person's own. */
export const sharedHome: Lens = {
  owns: [P.gemeinsamerHaushalt, ...SHARED.map((leaf) => `${HOME}.${leaf}`)],
  reads: SHARED.map((leaf) => `${HOME}.${leaf}`),
  write: (value, key, read) => ({
    [key]: value === true,
    ...(value === true ? homeOfFirst(read) : {}),
  }),
  erase: (key) => ({ [key]: undefined }),
  read: (leaf, key) => {
    const said = leaf(key)
    return typeof said === 'boolean' ? said : undefined
  },
}

const homeOfFirst = (read: Read): { readonly [leaf: Key]: Json } =>
  Object.fromEntries(
    SHARED.flatMap((leaf) => {
      const said = read(`${of(FIRST_PERSON, HOME)}.${leaf}`)
      return said === undefined ? [] : [[`${of(SECOND_PERSON, HOME)}.${leaf}`, said] as const]
    }),
  )

const OWNERS: { readonly [person: string]: readonly string[] } = {
  [FIRST_PERSON]: ['ANTRAGSTELLER_1', 'BEIDE'],
  [SECOND_PERSON]: ['ANTRAGSTELLER_2'],
}

/** The person that a rent is asked about: the first also pays for both. */
const ownersAt = (key: Key): readonly string[] =>
  OWNERS[PEOPLE.find((person) => key.startsWith(`${person}.`)) ?? FIRST_PERSON] ?? []

type Rent = { readonly [property: string]: Json }
const isRent = (entry: Json): entry is Rent =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)

function rentsIn(leaf: LeafAt): readonly Json[] {
  const list = leaf(P.mietausgaben)
  return Array.isArray(list) ? list : []
}

const belongsTo = (entry: Json, owners: readonly string[]): boolean =>
  isRent(entry) && owners.some((owner) => owner === entry.gehoertZuAntragsteller)

/** One rent per person, which stands in the household's list with its owner. */
export const miete: Lens = {
  owns: [P.mietausgaben, `${P.mietausgaben}[].betragMonatlich`, `${P.mietausgaben}[].gehoertZuAntragsteller`],
  reads: [P.personen, P.gemeinsamerHaushalt],
  write: (value, key, read, leaf) => {
    const list = rentsIn(leaf)
    const owners = ownersAt(key)
    const at = list.findIndex((entry) => belongsTo(entry, owners))
    const old = list[at]
    const both = owners.includes('BEIDE') && read(P.personen) === '2' && read(P.gemeinsam) === true
    const entry = {
      ...(old !== undefined && isRent(old) ? old : {}),
      betragMonatlich: Number(value),
      gehoertZuAntragsteller: both ? 'BEIDE' : (owners[0] ?? null),
    }
    return { [P.mietausgaben]: at < 0 ? [...list, entry] : list.with(at, entry) }
  },
  erase: (key, leaf) => {
    const list = rentsIn(leaf)
    const owners = ownersAt(key)
    const at = list.findIndex((entry) => belongsTo(entry, owners))
    const kept = list.filter((_, place) => place !== at)
    return at < 0 ? {} : { [P.mietausgaben]: kept.length > 0 ? kept : undefined }
  },
  read: (leaf, key) => {
    const owners = ownersAt(key)
    const found = rentsIn(leaf).find((entry) => belongsTo(entry, owners))
    return found !== undefined && isRent(found) && typeof found.betragMonatlich === 'number'
      ? found.betragMonatlich
      : undefined
  },
}
