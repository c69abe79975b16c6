import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byRate, byTerm, monthly, type Plan } from './credit'

const euros = (amount: number): number => Math.round(amount * 100)

/** Worked out by hand (40 digits) from the formula of ratenkredit §7.1; the instalment is the least in whole cents. */
describe('an instalment from a term', () => {
  it.each([
    [10_000, 500, 48, 229.8],
    [25_000, 699, 84, 374.58],
    [1_000, 2_000, 12, 91.86],
    [100_000, 350, 120, 986.29],
    // Without interest: a twelfth of it, twelve times.
    [1_200, 0, 12, 100],
  ])('%i € at %i basis points over %i months is %f €', (amount, effective, months, rate) => {
    const plan = byTerm(euros(amount), effective, months)
    expect(plan?.rate).toBe(euros(rate))
    expect(plan?.months).toBe(months)
  })
  it('costs n instalments, of which the last takes what rounding left', () => {
    // 47 × 229.80 and what is left then; without rounding it would be 48 × 229.7902… = 11,029.93.
    const plan = byTerm(euros(10_000), 500, 48) as Plan
    expect(plan.total).toBe(47 * euros(229.8) + plan.last)
    expect(plan.last).toBeGreaterThan(euros(229))
    expect(plan.last).toBeLessThanOrEqual(plan.rate)
    expect(Math.abs(plan.total - euros(11_029.93))).toBeLessThan(10)
    expect(plan.interest).toBe(plan.total - euros(10_000))
    expect(byTerm(euros(1_000), 0, 3)).toEqual({
      rate: 33334,
      months: 3,
      last: 33332,
      total: 100000,
      interest: 0,
    })
  })
  it('is nothing without an amount or a term', () => {
    expect(byTerm(0, 500, 48)).toBeUndefined()
    expect(byTerm(euros(10_000), 500, 0)).toBeUndefined()
  })
})

describe('a term from an instalment', () => {
  it.each([
    // 35.898… and 147.69… months by the formula of §7.1.
    [10_000, 500, 300, 36],
    [25_000, 699, 250, 148],
    [1_200, 0, 100, 12],
  ])('%i € at %i basis points with %i € a month takes %i months', (amount, effective, rate, months) =>
    expect(byRate(euros(amount), effective, euros(rate))?.months).toBe(months),
  )
  it('is none where the instalment does not pay the interest: A > K × m', () => {
    // K × m = 40.7412 € for 10,000 € at 5 %.
    expect(monthly(500)).toBeCloseTo(0.004074123783648, 15)
    expect(byRate(euros(10_000), 500, euros(40.74))).toBeUndefined()
    expect(byRate(euros(10_000), 500, euros(60))?.months).toBe(280)
  })
})

const amounts = fc.integer({ min: 1_000_00, max: 100_000_00 })
const rates = fc.integer({ min: 0, max: 2_000 })
const terms = fc.integer({ min: 12, max: 180 })
const runs = { numRuns: process.env.VERIFY === '1' ? 2_000 : 60 }

describe('for every credit', () => {
  it('instalment and term are each other’s inverse', () => {
    fc.assert(
      fc.property(amounts, rates, terms, (amount, effective, months) => {
        const plan = byTerm(amount, effective, months) as Plan
        expect(byRate(amount, effective, plan.rate)).toEqual(plan)
        expect(plan.months).toBe(months)
        // One cent less does not suffice.
        expect(byRate(amount, effective, plan.rate - 1)?.months ?? Number.POSITIVE_INFINITY).toBeGreaterThan(
          months,
        )
      }),
      runs,
    )
  })
  it('its payments are worth the amount at the effective rate', () => {
    fc.assert(
      fc.property(amounts, rates, terms, (amount, effective, months) => {
        const { rate, last } = byTerm(amount, effective, months) as Plan
        const worth = (month: number) => (1 + effective / 10_000) ** (-month / 12)
        const present = [...Array(months).keys()].reduce(
          (sum, at) => sum + (at === months - 1 ? last : rate) * worth(at + 1),
          0,
        )
        // Interest is rounded to a cent each month.
        expect(Math.abs(present - amount)).toBeLessThanOrEqual(months)
      }),
      runs,
    )
  })
  it('a longer term means a smaller instalment and more interest; a higher rate means more of both', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1_999 }), terms, (amount, effective, months) => {
        const plan = byTerm(amount, effective, months) as Plan
        const longer = byTerm(amount, effective, months + 1) as Plan
        const dearer = byTerm(amount, effective + 1, months) as Plan
        expect(longer.rate).toBeLessThanOrEqual(plan.rate)
        expect(dearer.rate).toBeGreaterThanOrEqual(plan.rate)
        // Each month rounds by a cent at most, and what was rounded bears interest until the end.
        const rounding = 2 * (months + 1) * (1 + (effective + 1) / 10_000) ** ((months + 1) / 12)
        expect(longer.interest).toBeGreaterThanOrEqual(plan.interest - rounding)
        expect(dearer.interest).toBeGreaterThanOrEqual(plan.interest - rounding)
      }),
      runs,
    )
  })
  it('a higher instalment is never paid for longer', () => {
    fc.assert(
      fc.property(
        amounts,
        rates,
        terms,
        fc.integer({ min: 0, max: 500_00 }),
        (amount, effective, months, more) => {
          const { rate } = byTerm(amount, effective, months) as Plan
          expect(byRate(amount, effective, rate + more)?.months).toBeLessThanOrEqual(months)
        },
      ),
      runs,
    )
  })
})
