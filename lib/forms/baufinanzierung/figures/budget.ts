import { amount, ok, share, sum, toCents } from '@/lib/forms/common/figures/cents'
import { flatRatesOn } from '@/lib/forms/common/figures/flat-rates'
import { type Line, type Month, monthOf } from '@/lib/forms/common/figures/month'
import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { HOUSEHOLDS, keysOf } from '../full/read'
import { P } from '../paths'
import { debtKeys } from './costs'
import { isThere, livingOf, PEOPLE_READS } from './household'
import { isReplaced } from './object-loans'
import { LETTING_READS, ownArea, rents } from './property-use'
import { isAnswered, total } from './totals'

export type IncomeId = 'einkommen' | 'weitere' | 'kinder' | 'mieten'
export type ExpenseId = 'leben' | 'miete' | 'vorsorge' | 'unterhalt' | 'raten' | 'immobilie' | 'sparen'
/** The households together, per month in cents (self-disclosure §9.7). */
export type Budget = Month<IncomeId, ExpenseId> & {
  /** Warm rent of today, whether or not it ends. */
  rentToday: number
  /** Running costs of the area that one uses oneself. */
  running: number
}

const EIN = F.einnahmen
const AUS = F.ausgaben
const SALARIES = `${F.verhaeltnis}.anzahlGehaelterProJahr`
/** Salaries a year in halves. */
const HALVES: { readonly [said: string]: number } = {
  ZWOELF: 24,
  ZWOELF_EINHALB: 25,
  DREIZEHN: 26,
  DREIZEHN_EINHALB: 27,
  VIERZEHN: 28,
  VIERZEHN_EINHALB: 29,
  FUENFZEHN: 30,
}
const OTHER_INCOME = [
  `${F.nebentaetigkeit}[].betragMonatlich`,
  `${EIN}.summeVariablerEinkuenfteMonatlich`,
  `${EIN}.summeEinkuenfteAusKapitalvermoegen`,
  `${EIN}.summeEhegattenunterhalt`,
  `${EIN}.summeUnbefristeteZusatzrentenMonatlich.betrag`,
  `${EIN}.summeSonstigeEinnahmenMonatlich.betrag`,
]
const CHILD = `${F.kinder}[]`
const PROVISION = [
  `${AUS}.summePrivaterKrankenversicherungenMonatlich`,
  `${AUS}.summeSonstigerVersicherungsausgabenMonatlich.betrag`,
]
const OTHER_SPENDING = `${AUS}.summeSonstigerAusgabenMonatlich.betrag`
const UPKEEP = `${F.unterhalt}[]`
/** What is paid in every month, and what says whether it goes on. */
const SAVING = [
  { at: `${F.vermoegen}.summeSparplaene`, leaf: 'betragMonatlich' },
  { at: `${F.bausparvertraege}[]`, leaf: 'sparbeitragMonatlich' },
  { at: `${F.versicherungen}[]`, leaf: 'praemieMonatlich' },
]
const DEBTS = [`${F.ratenkredite}[]`, `${F.privatdarlehen}[]`, F.sonstigeSchuld]
const OWNED = `${F.besitz}[]`

export const BUDGET_READS: readonly Path[] = [
  ...PEOPLE_READS,
  ...LETTING_READS,
  P.zweck,
  P.einkommenNetto,
  SALARIES,
  ...OTHER_INCOME,
  `${CHILD}.kindergeldWirdBezogen`,
  `${CHILD}.unterhalt`,
  P.miete,
  P.mieteEntfaellt,
  F.lebenshaltung,
  ...PROVISION,
  OTHER_SPENDING,
  UPKEEP,
  ...DEBTS.flatMap((debt) => [`${debt}.rateMonatlich`, `${debt}.wirdAbgeloest`]),
  `${F.loan}.rateMonatlich`,
  F.abloesen,
  `${F.besitzDarlehen}[].rateMonatlich`,
  ...SAVING.flatMap(({ at, leaf }) => [`${at}.${leaf}`, `${at}.verwendung.@type`]),
  F.erbbauzins,
]

/** Net pay spread over twelve months; open numbers of salaries count as twelve. */
function salaries(read: Read): number {
  return sum(
    keysOf(P.einkommenNetto).map((key) => {
      const pay = ok(read, key)
      const said = read(SALARIES.replace(F.kunde, key.split('.').slice(0, 4).join('.')))
      return Math.round((pay * ((typeof said === 'string' ? HALVES[said] : undefined) ?? 24)) / 24)
    }),
  )
}

function forChildren(read: Read, today: string): number {
  const benefit = toCents(flatRatesOn(today).childBenefit)
  const getting = keysOf(`${CHILD}.kindergeldWirdBezogen`).filter((key) => read(key) === true).length
  return getting * benefit + total(read, `${CHILD}.unterhalt`)
}

/** Rent ends as answered, else as the question itself assumes: whoever moves in pays no rent elsewhere. */
function rentEnds(read: Read, household: Key): boolean {
  const said = read(P.mieteEntfaellt.replace(F.haushalt, household))
  if (typeof said === 'boolean') return said
  const use = read(P.nutzung)
  return use !== undefined && use !== 'VERMIETET'
}

const rentGoingOn = (read: Read): number =>
  sum(
    HOUSEHOLDS.map((household) =>
      rentEnds(read, household) ? 0 : ok(read, P.miete.replace(F.haushalt, household)),
    ),
  )

/** As said, else the usual flat rate for whoever lives there. */
const living = (read: Read, today: string): number =>
  sum(
    HOUSEHOLDS.filter((household) => isThere(read, household)).map(
      (household) =>
        amount(read, F.lebenshaltung.replace(F.haushalt, household)) ??
        toCents(livingOf(read, household, today)),
    ),
  )

function instalments(read: Read, refinance: boolean): number {
  const debts = debtKeys
    .filter((debt) => !(refinance && read(`${debt}.wirdAbgeloest`) === true))
    .map((debt) => ok(read, `${debt}.rateMonatlich`))
  const object = keysOf(`${P.darlehensliste}[]`)
    .filter((loan) => !isReplaced(read, loan))
    .map((loan) => ok(read, `${loan}.darlehen.rateMonatlich`))
  const elsewhere = keysOf(OWNED)
    .filter((property) => read(`${property}.einsatz`) !== 'VERKAUFEN')
    .flatMap((property) => keysOf(`${property}.darlehenslisteErfassung.darlehensliste[].rateMonatlich`))
    .map((key) => ok(read, key))
  return sum([...debts, ...object, ...elsewhere])
}

const saving = (read: Read): number =>
  sum(
    SAVING.flatMap(({ at, leaf }) =>
      keysOf(at)
        .filter((asset) => read(`${asset}.verwendung.@type`) !== 'AUFLOESUNG_ALS_VERWENDUNG')
        .map((asset) => ok(read, `${asset}.${leaf}`)),
    ),
  )

/** The budget of a month once the plan is carried out, without its instalment; undefined while no income is known. */
export function budget(
  read: Read,
  today: string,
  { refinance = true }: { refinance?: boolean } = {},
): Budget | undefined {
  if (!isAnswered(read, P.einkommenNetto)) return undefined
  const rates = flatRatesOn(today)
  const running = Math.round(ownArea(read) * rates.runningPerSquareMetre * 100)
  const incomes: readonly Line<IncomeId>[] = [
    { id: 'einkommen', cents: salaries(read) },
    { id: 'weitere', cents: sum(OTHER_INCOME.map((path) => total(read, path))) },
    { id: 'kinder', cents: forChildren(read, today) },
    { id: 'mieten', cents: share(rents(read), rates.rentCounted) },
  ]
  const spending: readonly Line<ExpenseId>[] = [
    { id: 'leben', cents: living(read, today) + total(read, OTHER_SPENDING) },
    { id: 'miete', cents: rentGoingOn(read) },
    { id: 'immobilie', cents: running + Math.round(ok(read, F.erbbauzins) / 12) },
    { id: 'raten', cents: instalments(read, refinance) },
    { id: 'vorsorge', cents: sum(PROVISION.map((path) => total(read, path))) },
    { id: 'unterhalt', cents: total(read, UPKEEP) },
    { id: 'sparen', cents: saving(read) },
  ]
  return {
    ...monthOf(incomes, spending),
    rentToday: total(read, P.miete),
    running,
  }
}
