import type { Json } from '@/lib/forms/engine/types'

/**
 * What the Kundenangaben API does beyond its schema: one list, read by the mapping (`taken.ts`), by the dry run (`refusalsIn`), by the
 * comparison after sending (`lost.ts`) and by the sandbox. A new fact is a new entry here, with the place where it is written down.
 *
 * `refuses`: answered with 400 although the schema allows it · `drops`: answered with 201 and gone · `replaces`: answered with 201, the
 * platform's own value stands there · `private`: a value of the sender's that a reader need not get back · `fills`: added by the
 * platform where it is missing.
 */
export type Effect = 'refuses' | 'drops' | 'replaces' | 'private' | 'fills'
export type Fact = {
  effect: Effect
  /** Where in `kundenangaben`; `[]` is any item, `**` any place. */
  at: string
  says: string
  source: string
}

type Tree = { readonly [property: string]: Json }
const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isMissing = (value: Json | undefined): boolean => value === undefined || value === null

const readme = 'https://docs.api.europace.de/baufinanzierung/vorgaenge/kundenangaben-api/'
const issue = (number: number) => `https://github.com/europace/baufismart-kundenangaben-api/issues/${number}`

/** A refusal has the test by which an object is refused, and the words that the sandbox answers with. */
export type RefusalFact = Fact & { effect: 'refuses'; field: string; refused: (object: Tree) => boolean }

export const instalmentLoanWithoutBalance: RefusalFact = {
  effect: 'refuses',
  at: 'haushalte[].finanzielleSituation.verbindlichkeiten.ratenkredite[]',
  field: 'restschuld',
  says: 'an instalment loan with a rate but without its remaining debt',
  refused: ({ rateMonatlich, restschuld }) => !isMissing(rateMonatlich) && isMissing(restschuld),
  source: issue(142),
}

/** kWh/(m²·a), upper bound included → class; above the last one it is H (GEG Anlage 10). */
const classes = [
  [30, 'A_PLUS'],
  [50, 'A'],
  [75, 'B'],
  [100, 'C'],
  [130, 'D'],
  [160, 'E'],
  [200, 'F'],
  [250, 'G'],
] as const
export const energyClass = (endEnergie: number): string =>
  classes.find(([most]) => endEnergie <= most)?.[1] ?? 'H'

/** Purposes whose purchase side costs the platform completes, and the fee that it writes there (per cent of the price). */
export const notaryFee = {
  effect: 'fills',
  at: 'finanzierungsbedarf.finanzierungszweck.nebenkosten.notargebuehr',
  says: 'a missing notary fee becomes a percentage of its own',
  source: readme,
  purposes: ['KAUF', 'KAUF_NEUBAU_VOM_BAUTRAEGER', 'NEUBAU'],
  value: { wert: 2, einheit: 'PROZENT' },
} as const satisfies Fact & { [name: string]: unknown }

/** What is lost in silence is told in the note, in these words (German, for the advisor). */
export type DropFact = Fact & { effect: 'drops'; label: string }
const originalAmount = {
  effect: 'drops',
  says: 'the original amount of an existing loan on a property',
  label: 'Ursprünglicher Darlehensbetrag',
  source: issue(219),
} as const
const drops: readonly DropFact[] = [
  { ...originalAmount, at: '**.darlehensliste[].darlehen.darlehensbetrag' },
  { ...originalAmount, at: '**.darlehensliste[].darlehensbetrag' },
]

const refusals: readonly RefusalFact[] = [instalmentLoanWithoutBalance]

export const beyondSchema: readonly Fact[] = [
  ...refusals,
  notaryFee,
  ...drops,
  {
    effect: 'replaces',
    at: '**.energieEffizienzAusweis.energieEffizienzklasse',
    says: 'the class follows from endEnergie; one that was sent is ignored',
    source: readme,
  },
  { effect: 'replaces', at: '**.id', says: 'ids that it did not give itself are ignored', source: readme },
  {
    effect: 'private',
    at: '**.referenzId',
    says: 'valid within one call only, not saved',
    source: readme,
  },
  ...['validierungEmail', 'validierungTelefonnummer'].map(
    (leaf): Fact => ({
      effect: 'private',
      at: `**.kontakt.${leaf}`,
      says: 'only a client that the platform trusts may say it',
      source: readme,
    }),
  ),
]

/** `a[].b` in the words of a place such as `a.0.b`; `**` stands for any beginning. */
const pattern = (at: string): RegExp => {
  const escaped = at.replaceAll('.', '\\.').replaceAll('[]', '\\.\\d+')
  return new RegExp(`^${escaped.startsWith('**\\.') ? `(.+\\.)?${escaped.slice(4)}` : escaped}$`)
}
const placesOf = (facts: readonly Fact[]): readonly RegExp[] => facts.map(({ at }) => pattern(at))
const notKept = placesOf(
  beyondSchema.filter(({ effect }) => effect === 'drops' || effect === 'replaces' || effect === 'private'),
)

/** Whether a value at this place (`haushalte.0.…`) is known not to come back as it was sent. */
export const isNotKept = (place: string): boolean => notKept.some((one) => one.test(place))

type Visit = (place: string, value: Json) => void
const below = (place: string, name: string) => (place === '' ? name : `${place}.${name}`)
function eachPlace(value: Json, visit: Visit, place = ''): void {
  visit(place, value)
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) eachPlace(inner, visit, below(place, name))
}

export type Refused = { fact: RefusalFact; place: string; object: Tree }
const refusalPlaces = refusals.map((fact) => ({ fact, place: pattern(fact.at) }))

/** Every object of `kundenangaben` that the platform refuses although its schema allows it, with its place. Pure. */
export function refusedIn(kundenangaben: Json): readonly Refused[] {
  const found: Refused[] = []
  eachPlace(kundenangaben, (place, object) => {
    if (!isTree(object)) return
    for (const one of refusalPlaces)
      if (one.place.test(place) && one.fact.refused(object)) found.push({ fact: one.fact, place, object })
  })
  return found
}

export type Dropped = { fact: DropFact; place: string; value: Json }
const dropPlaces = drops.map((fact) => ({ fact, place: pattern(fact.at) }))

/** Every value of `kundenangaben` that the platform takes and loses, with its place. Pure. */
export function droppedIn(kundenangaben: Json): readonly Dropped[] {
  const found: Dropped[] = []
  eachPlace(kundenangaben, (place, value) => {
    for (const one of dropPlaces)
      if (one.place.test(place) && !isMissing(value)) found.push({ fact: one.fact, place, value })
  })
  return found
}

/** The dry run: what the platform would refuse, `<place>: <rule>`, never a value. Pure. */
export const refusalsIn = (kundenangaben: Json): readonly string[] =>
  refusedIn(kundenangaben).map(({ fact, place }) => `${place}.${fact.field}: ${fact.says}`)
