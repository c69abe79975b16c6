/**
 * An instalment worked out from interest and repayment that the person chose (self-disclosure §9.6). Amounts in whole
 * cents, rates in hundredths of a per cent a year; nothing here is, or comes from, a lender's offer.
 */
export type Terms = {
  /** Loan in cents. */
  loan: number
  /** Nominal interest a year in basis points: 350 is 3.5 %. */
  interest: number
  /** Repayment in the first year, in basis points. */
  repayment: number
}

export type Indication = {
  /** Per month. */
  instalment: number
  /** What is left when the fixed rate ends. */
  balance: number
  /** Until then. */
  interestPaid: number
  /** Until nothing is left. */
  months: number
  /** Per month for what is left then, at two points more. */
  instalmentAfter: number
}

const STRESS = 200
const PER_YEAR = 120_000

const monthly = (cents: number, basisPoints: number): number => Math.round((cents * basisPoints) / PER_YEAR)

/** A = D × (i + t) / 12. */
export const instalmentOf = ({ loan, interest, repayment }: Terms): number =>
  monthly(loan, interest + repayment)

/**
 * R(n) = D·qⁿ − A·(qⁿ − 1)/(q − 1), floor 0. Written with what is paid back beyond the interest, so that a low rate
 * costs no digits.
 */
export function balanceAfter(terms: Terms, months: number): number {
  const { loan, interest } = terms
  const r = interest / PER_YEAR
  const paid = instalmentOf(terms)
  const growth = r === 0 ? months : Math.expm1(months * Math.log1p(r)) / r
  return Math.max(0, Math.round(loan - (paid - loan * r) * growth))
}

/** Months until nothing is left; undefined when the instalment does not pay back anything. */
export function monthsToZero(terms: Terms): number | undefined {
  const { loan, interest } = terms
  if (loan === 0) return 0
  const paid = instalmentOf(terms)
  const r = interest / PER_YEAR
  if (paid <= loan * r) return undefined
  const exact = r === 0 ? loan / paid : Math.log(paid / (paid - loan * r)) / Math.log1p(r)
  let months = Math.max(1, Math.ceil(exact))
  // The logarithm may be off by a rounding at a whole month; the balance in cents decides.
  while (months > 1 && balanceAfter(terms, months - 1) === 0) months -= 1
  while (balanceAfter(terms, months) > 0) months += 1
  return months
}

/** Interest paid in the first months; the last instalment is as small as what is left. */
export function interestAfter(terms: Terms, months: number): number {
  const zero = monthsToZero(terms)
  const paid = instalmentOf(terms)
  if (zero === undefined || months < zero) return paid * months - (terms.loan - balanceAfter(terms, months))
  if (zero === 0) return 0
  const before = balanceAfter(terms, zero - 1)
  return paid * (zero - 1) - (terms.loan - before) + monthly(before, terms.interest)
}

/** Everything about a loan whose rate is fixed for so many years. */
export function indicate(terms: Terms, years: number): Indication | undefined {
  const months = monthsToZero(terms)
  if (months === undefined) return undefined
  const fixed = years * 12
  const balance = balanceAfter(terms, fixed)
  return {
    instalment: instalmentOf(terms),
    balance,
    interestPaid: interestAfter(terms, fixed),
    months,
    instalmentAfter: instalmentOf({ ...terms, loan: balance, interest: terms.interest + STRESS }),
  }
}

/** The loan that an amount per month carries (self-disclosure §9.8). */
export const affordable = (free: number, interest: number, repayment: number): number =>
  Math.floor((Math.max(0, free) * PER_YEAR) / (interest + repayment))
