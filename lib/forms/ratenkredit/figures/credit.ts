/**
 * Instalment, term and cost of a credit at an effective rate that somebody chose (ratenkredit §7.1, §7.2). Amounts in
 * whole cents, rates in hundredths of a per cent a year; nothing here is, or comes from, a lender's offer.
 */
export type Plan = {
  /** Per month; the last one may differ by what rounding left. */
  rate: number
  months: number
  last: number
  total: number
  /** What the credit costs beyond the amount. */
  interest: number
}

/** Longer than this nobody is asked to pay, and nothing is worked out. */
const MOST_MONTHS = 600

/** Interest of a month as a share: the effective rate is compounded twelve times a year. */
export const monthly = (effective: number): number => Math.expm1(Math.log1p(effective / 10_000) / 12)

/** Pays the same amount each month until nothing is left; undefined: not within `most` months. */
function payBack(amount: number, effective: number, rate: number, most: number): Plan | undefined {
  const share = monthly(effective)
  let owed = amount
  for (let months = 1; months <= most; months += 1) {
    const due = owed + Math.round(owed * share)
    if (due <= rate) {
      const total = rate * (months - 1) + due
      return { rate, months, last: due, total, interest: total - amount }
    }
    owed = due - rate
  }
  return undefined
}

/** The exact instalment K × m / (1 − (1 + m)^−n), or K / n without interest. */
function exactRate(amount: number, effective: number, months: number): number {
  const share = monthly(effective)
  return share === 0 ? amount / months : (amount * share) / -Math.expm1(-months * Math.log1p(share))
}

/** The smallest instalment in whole cents that pays the credit back in this time. */
export function byTerm(amount: number, effective: number, months: number): Plan | undefined {
  if (amount <= 0 || months < 1 || months > MOST_MONTHS) return undefined
  const start = Math.max(1, Math.floor(exactRate(amount, effective, months)))
  // Interest is rounded each month, so the last cents are tried: two above the exact instalment always do.
  for (let rate = start; rate <= start + 3; rate += 1) {
    const plan = payBack(amount, effective, rate, months)
    if (plan) return plan
  }
  return undefined
}

/** How long a fixed instalment pays; undefined where it does not pay the interest, or pays for longer than anybody lends. */
export function byRate(amount: number, effective: number, rate: number): Plan | undefined {
  if (amount <= 0 || rate <= amount * monthly(effective)) return undefined
  return payBack(amount, effective, rate, MOST_MONTHS)
}
