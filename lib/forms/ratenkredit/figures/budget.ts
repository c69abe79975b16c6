import { amount, ok, share, sum, toCents, totalAt } from '@/lib/forms/common/figures/cents'
import { flatRatesOn, usualLiving } from '@/lib/forms/common/figures/flat-rates'
import { type Line, type Month, monthOf } from '@/lib/forms/common/figures/month'
import type { Path, Read } from '@/lib/forms/engine/types'
import { keysOf, L } from '../household-places'
import { incomeOf, KINDS, OWN_BUSINESS } from '../kinds-of-work'
import { OWNER } from '../owner'
import { of, P, PEOPLE } from '../paths'
import { REFINANCING_READS, ratesThatStay } from './refinancing'

export type IncomeId = 'einkommen' | 'weitere' | 'kinder' | 'mieten'
export type ExpenseId = 'leben' | 'miete' | 'vorsorge' | 'unterhalt' | 'raten' | 'immobilie' | 'sparen'

const YEARLY = OWN_BUSINESS.map(incomeOf)
const MONTHLY = KINDS.map(incomeOf).filter((path) => !YEARLY.includes(path))
const OTHER_INCOME = [
  `${L.nebentaetigkeit}[].betragMonatlich`,
  `${L.ehegattenunterhalt}[].betragMonatlich`,
  `${L.zusatzrenten}[].betragMonatlich`,
  `${L.sonstigeEinnahmen}[].betragMonatlich`,
]
const CHILDREN = `${L.kinder}[].name`
const CHILD_OWNERS = `${L.kinder}[].${OWNER}`
const SUPPORT = `${L.kinder}[].unterhaltseinnahmenMonatlich`
const COLD_RENTS = `${L.immobilien}[].mieteinnahmenKaltMonatlich`
const RUNNING = `${L.immobilien}[].nebenkostenMonatlich`
const PROPERTY_LOANS = `${L.darlehen}[].rateMonatlich`
const INSURANCE = `${L.krankenversicherung}[].betragMonatlich`
const UPKEEP = `${L.unterhalt}[].betragMonatlich`
const OTHER_SPENDING = `${L.sonstigeAusgaben}[].betragMonatlich`
const SAVING = [
  `${L.bausparvertraege}[].sparbeitragMonatlich`,
  `${L.lebensversicherungen}[].praemieMonatlich`,
]

export const BUDGET_READS: readonly Path[] = [
  ...YEARLY,
  ...MONTHLY,
  P.personen,
  P.gemeinsamerHaushalt,
  P.personenImHaushalt,
  P.pkw,
  P.miete,
  ...OTHER_INCOME,
  CHILDREN,
  CHILD_OWNERS,
  SUPPORT,
  COLD_RENTS,
  RUNNING,
  PROPERTY_LOANS,
  INSURANCE,
  UPKEEP,
  OTHER_SPENDING,
  ...SAVING,
  ...REFINANCING_READS.filter((path) => path !== P.kreditbetrag),
  `${L.leasings}[].rateMonatlich`,
]

const total = (read: Read, path: Path): number => totalAt(read, keysOf(path))

/** Net incomes per month; those of a year are spread over twelve months. */
const incomes = (read: Read): number =>
  sum(MONTHLY.map((path) => total(read, path))) +
  sum(YEARLY.flatMap((path) => keysOf(path).map((key) => Math.round(ok(read, key) / 12))))

/** Whether the income of everybody who applies is known; before, a verdict on the month would only frighten. */
const known = (read: Read): boolean =>
  PEOPLE.slice(0, read(P.personen) === '2' ? 2 : 1).every((person) =>
    [...MONTHLY, ...YEARLY].some((path) => amount(read, of(person, path)) !== undefined),
  )

/** The homes of the applicants: one where they live together, else one each. */
function homes(read: Read): readonly (typeof PEOPLE)[number][] {
  const [first] = PEOPLE
  return read(P.personen) === '2' && read(P.gemeinsam) === false ? PEOPLE : [first]
}

/** Children that belong to the person at this place; those of both live with the first. */
function childrenAt(read: Read, place: number, single: boolean): number {
  const owners = keysOf(CHILD_OWNERS)
  return keysOf(CHILDREN).filter((key, at) => {
    if (read(key) === undefined) return false
    if (single) return true
    return (read(owners[at] ?? '') === 'ANTRAGSTELLER_2' ? 1 : 0) === place
  }).length
}

/** The usual living costs and cars of every home, in cents. Who lives there besides adults who borrow counts as a child. */
function living(read: Read, today: string): number {
  const all = homes(read)
  const together = all.length === 1 && read(P.personen) === '2'
  return sum(
    all.map((person, place) => {
      const adults = together ? 2 : 1
      const people = read(of(person, P.personenImHaushalt))
      const others = typeof people === 'number' ? people - adults : 0
      const cars = read(of(person, P.pkw))
      return toCents(
        usualLiving(
          {
            adults,
            children: Math.max(0, others, childrenAt(read, place, all.length === 1)),
            cars: typeof cars === 'number' ? cars : 0,
          },
          today,
        ),
      )
    }),
  )
}

/** A month before the new instalment (ratenkredit §7.4), in cents; undefined while an income is not known. */
export function budget(read: Read, today: string): Month<IncomeId, ExpenseId> | undefined {
  if (!known(read)) return undefined
  const rates = flatRatesOn(today)
  const children = keysOf(CHILDREN).filter((key) => read(key) !== undefined).length
  const comingIn: readonly Line<IncomeId>[] = [
    { id: 'einkommen', cents: incomes(read) },
    { id: 'weitere', cents: sum(OTHER_INCOME.map((path) => total(read, path))) },
    { id: 'kinder', cents: children * toCents(rates.childBenefit) + total(read, SUPPORT) },
    { id: 'mieten', cents: share(total(read, COLD_RENTS), rates.rentCounted) },
  ]
  const goingOut: readonly Line<ExpenseId>[] = [
    { id: 'leben', cents: living(read, today) + total(read, OTHER_SPENDING) },
    { id: 'miete', cents: total(read, P.miete) },
    { id: 'immobilie', cents: total(read, RUNNING) + total(read, PROPERTY_LOANS) },
    { id: 'raten', cents: ratesThatStay(read) },
    { id: 'vorsorge', cents: total(read, INSURANCE) },
    { id: 'unterhalt', cents: total(read, UPKEEP) },
    { id: 'sparen', cents: sum(SAVING.map((path) => total(read, path))) },
  ]
  return monthOf(comingIn, goingOut)
}

/** What a month can carry (ratenkredit §7.4). */
export const affordableRate = ({ free }: Month): number => Math.max(0, free)
