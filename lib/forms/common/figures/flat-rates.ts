/**
 * What the household budget assumes (self-disclosure §9.7), dated, in euros. The newest entry that has begun counts.
 * A tenant's own flat rates would take the place of these; nothing of it is ever sent.
 */
type FlatRates = {
  from: string
  /** Living costs per month. */
  living: { firstAdult: number; secondAdult: number; child: number; car: number }
  /** Running costs of an area that one uses oneself, per m² and month. */
  runningPerSquareMetre: number
  /** How much of a net cold rent banks count, in basis points. */
  rentCounted: number
  /** Kindergeld per child and month (§ 66 EStG). */
  childBenefit: number
}

const LIVING = { firstAdult: 1_000, secondAdult: 400, child: 300, car: 250 }
const COMMON = { living: LIVING, runningPerSquareMetre: 3.5, rentCounted: 7_500 }

const RATES: readonly [FlatRates, ...FlatRates[]] = [
  { from: '2026-01-01', ...COMMON, childBenefit: 259 },
  { from: '2025-01-01', ...COMMON, childBenefit: 255 },
  { from: '2023-01-01', ...COMMON, childBenefit: 250 },
]

/** The assumptions that hold on a day (ISO); before the first, the first known ones. */
export const flatRatesOn = (today: string): FlatRates =>
  RATES.find(({ from }) => from <= today) ?? RATES[RATES.length - 1] ?? RATES[0]

/** At least one adult. */
export type People = { adults: number; children: number; cars: number }

/** The usual living costs of a household per month, in euros. */
export function usualLiving({ adults, children, cars }: People, today: string): number {
  const { living } = flatRatesOn(today)
  const grown = living.firstAdult + (adults - 1) * living.secondAdult
  return grown + children * living.child + cars * living.car
}
