import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  affordable,
  balanceAfter,
  indicate,
  instalmentOf,
  interestAfter,
  monthsToZero,
  type Terms,
} from './rate'

const terms: fc.Arbitrary<Terms> = fc.record({
  loan: fc.integer({ min: 100_000, max: 500_000_000 }),
  interest: fc.integer({ min: 0, max: 1_500 }),
  repayment: fc.integer({ min: 100, max: 1_500 }),
})

/** Month by month, without any rounding between. */
function stepwise(given: Terms, months: number): { left: number; interest: number } {
  const paid = instalmentOf(given)
  let left = given.loan
  let interest = 0
  for (let month = 0; month < months && left > 0; month += 1) {
    const due = (left * given.interest) / 120_000
    interest += due
    left = Math.max(0, left + due - paid)
  }
  return { left, interest }
}

describe('the example of look-and-words: 312,245 at 3.5 % and 2 %', () => {
  const given = { loan: 312_245_00, interest: 350, repayment: 200 }
  it('costs 1,431.12 a month, and what is left after ten years follows', () => {
    // 312,245 × 5.5 % / 12 = 1,431.1229…
    expect(instalmentOf(given)).toBe(1_431_12)
    const made = indicate(given, 10)
    expect(made?.instalment).toBe(1_431_12)
    expect(Math.abs((made?.balance ?? 0) - stepwise(given, 120).left)).toBeLessThanOrEqual(1)
    // 2 % repayment at 3.5 %: ln(5.5 / 2) / ln(1 + 0.035 / 12) = 347.4 months
    expect(made?.months).toBe(348)
    expect(made?.interestPaid).toBe(1_431_12 * 120 - (312_245_00 - (made?.balance ?? 0)))
    expect(made?.instalmentAfter).toBe(Math.round(((made?.balance ?? 0) * 750) / 120_000))
  })
})

describe('without interest', () => {
  const given = { loan: 120_000_00, interest: 0, repayment: 500 }
  it('the loan is divided by the instalment', () => {
    expect(instalmentOf(given)).toBe(500_00)
    expect(balanceAfter(given, 60)).toBe(90_000_00)
    expect(monthsToZero(given)).toBe(240)
    expect(interestAfter(given, 240)).toBe(0)
  })
})

describe('laws', () => {
  it('the closed form is the recursion, within a cent', () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 480 }), (given, months) => {
        expect(Math.abs(balanceAfter(given, months) - stepwise(given, months).left)).toBeLessThanOrEqual(1)
      }),
    )
  })
  it('after the months to zero nothing is left, one month before something is', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const months = monthsToZero(given) ?? 0
        expect(balanceAfter(given, months)).toBe(0)
        expect(balanceAfter(given, months - 1)).toBeGreaterThan(0)
      }),
    )
  })
  it('interest paid is the recursion’s, also beyond the end, within a euro', () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 1, max: 480 }), (given, months) => {
        expect(Math.abs(interestAfter(given, months) - stepwise(given, months).interest)).toBeLessThanOrEqual(
          100,
        )
      }),
    )
  })
  it('the balance never rises; more repayment never leaves more; a dearer loan never ends sooner', () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 479 }), (given, months) => {
        const left = balanceAfter(given, months)
        expect(balanceAfter(given, months + 1)).toBeLessThanOrEqual(left)
        expect(balanceAfter({ ...given, repayment: given.repayment + 50 }, months)).toBeLessThanOrEqual(left)
        expect(instalmentOf({ ...given, interest: given.interest + 100 })).toBeGreaterThan(
          instalmentOf(given),
        )
      }),
    )
  })
  it('the affordable loan costs at most what is free', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500_000, max: 1_000_000 }), terms, (free, { interest, repayment }) => {
        const loan = affordable(free, interest, repayment)
        expect(instalmentOf({ loan, interest, repayment })).toBeLessThanOrEqual(Math.max(0, free))
      }),
    )
  })
})
