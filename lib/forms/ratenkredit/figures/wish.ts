import { amount } from '@/lib/forms/common/figures/cents'
import type { Path, Read } from '@/lib/forms/engine/types'
import { LIMITS } from '../limits'
import { P } from '../paths'
import { byRate, byTerm, type Plan } from './credit'

export const WISH_READS: readonly Path[] = [P.zweck, P.kreditbetrag, P.fest, P.laufzeit, P.rate]

/** The longest usual term in months; works on a home may take longer. */
export const longestTerm = (read: Read): number =>
  read(P.zweck) === 'MODERNISIEREN' ? LIMITS.laufzeit.modernisieren : LIMITS.laufzeit.max

/**
 * What the wish comes to at an effective rate: a plan, or why there is none. `open`: something is not answered yet;
 * `tooLow`: the instalment does not even pay the interest; `tooLong`: it pays for longer than is usual.
 */
export type Outcome =
  | { kind: 'plan'; plan: Plan; amount: number }
  | { kind: 'tooLong'; plan: Plan; amount: number }
  | { kind: 'open' }
  | { kind: 'tooLow' }

export function outcome(read: Read, effective: number | undefined): Outcome {
  const wanted = amount(read, P.kreditbetrag)
  if (!wanted || effective === undefined) return { kind: 'open' }
  const months = read(P.laufzeit)
  if (read(P.fest) !== 'rate') {
    const plan = typeof months === 'number' ? byTerm(wanted, effective, months) : undefined
    return plan ? { kind: 'plan', plan, amount: wanted } : { kind: 'open' }
  }
  const rate = amount(read, P.rate)
  if (!rate) return { kind: 'open' }
  const plan = byRate(wanted, effective, rate)
  if (!plan) return { kind: 'tooLow' }
  return { kind: plan.months > longestTerm(read) ? 'tooLong' : 'plan', plan, amount: wanted }
}
