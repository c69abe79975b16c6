import { keysAt } from '@/lib/forms/common/keys'
import type { Condition, Key, LeafAt, Path, Value } from '@/lib/forms/engine/types'
import { HH, PEOPLE, PEOPLE_LIST } from './paths'

/** The lists of the household in the document and, beside each, the yes or no that opens it and is never sent. */
const EIN = `${HH}.einnahmen`
const AUS = `${HH}.ausgaben`
const VERMOEGEN = `${HH}.vermoegen`
const SCHULDEN = `${HH}.verbindlichkeiten`

export const L = {
  kinder: `${HH}.kinder`,
  nebentaetigkeit: `${EIN}.einkuenfteAusNebentaetigkeit`,
  ehegattenunterhalt: `${EIN}.ehegattenunterhalt`,
  zusatzrenten: `${EIN}.unbefristeteZusatzrenten`,
  sonstigeEinnahmen: `${EIN}.sonstigeEinnahmen`,
  krankenversicherung: `${AUS}.privateKrankenversicherungen`,
  unterhalt: `${AUS}.unterhaltsverpflichtungen`,
  sonstigeAusgaben: `${AUS}.sonstigeAusgaben`,
  bausparvertraege: `${VERMOEGEN}.bausparvertraege`,
  lebensversicherungen: `${VERMOEGEN}.lebensversicherungen`,
  immobilien: `${HH}.immobilien`,
  darlehen: `${HH}.immobilien[].darlehen`,
  ratenkredite: `${SCHULDEN}.ratenkredite`,
  kreditkarten: `${SCHULDEN}.kreditkarten`,
  dispositionskredite: `${SCHULDEN}.dispositionskredite`,
  leasings: `${SCHULDEN}.leasings`,
  sonstigeVerbindlichkeiten: `${SCHULDEN}.sonstigeVerbindlichkeiten`,
} as const satisfies Record<string, Path>
export type ListName = keyof typeof L

/** The key of the yes or no of a list. */
export const openedBy = (list: ListName): Path =>
  list === 'darlehen' ? `${L.immobilien}[].app.darlehen` : `app.${list}`

/** Debts that the new credit can pay back; a lease goes on. */
export const REDEEMABLE = [
  'ratenkredite',
  'sonstigeVerbindlichkeiten',
  'kreditkarten',
  'dispositionskredite',
] as const satisfies readonly ListName[]
export type Redeemable = (typeof REDEEMABLE)[number]

/** Where it stands what is still owed: credit cards and overdrafts name what is drawn. */
export function owedOf(list: Redeemable): Path {
  switch (list) {
    case 'ratenkredite':
    case 'sonstigeVerbindlichkeiten':
      return `${L[list]}[].restschuld`
    case 'kreditkarten':
    case 'dispositionskredite':
      return `${L[list]}[].beanspruchterBetrag`
  }
}
export const redeemed = (list: Redeemable): Path => `${L[list]}[].abloesen`

/** The most items that a list takes; the API documents no limit. */
export const MOST = 10
/** The concrete keys of a path, with every person and every item that a list can have. */
export const keysOf = (path: Path): readonly Key[] =>
  keysAt(path, (list) => (list === PEOPLE_LIST ? PEOPLE.length : MOST))

export const opened = (list: ListName): Condition => ({ is: [openedBy(list), true] })

/** A document says by its lists which of them have been opened. */
export const inferOpened: { readonly [key: Key]: (leaf: LeafAt) => Value | undefined } = Object.fromEntries(
  (Object.keys(L) as ListName[]).flatMap((list) =>
    keysOf(openedBy(list)).map((key, at) => {
      const place = keysOf(openedBy(list)).length > 1 ? `${L.immobilien}.${at}.darlehen` : L[list]
      return [
        key,
        (leaf: LeafAt) => {
          const found = leaf(place)
          return Array.isArray(found) && found.length > 0 ? true : undefined
        },
      ] as const
    }),
  ),
)
