import { amount, sum, toCents } from '@/lib/forms/common/figures/cents'
import type { AmountOrPercent, Path, Read, Value } from '@/lib/forms/engine/types'
import { P, PURPOSES, type Purpose } from '../paths'

const FEES = [P.maklergebuehr, P.notargebuehr, P.grunderwerbsteuer]
export const FEE_READS: readonly Path[] = [P.zweck, P.kaufpreis, P.grundstueckkaufpreis, ...FEES]

export const purposeOf = (read: Read): Purpose | undefined =>
  PURPOSES.find((purpose) => purpose === read(P.zweck))

function isFee(value: Value | undefined): value is AmountOrPercent {
  return typeof value === 'object' && Number.isFinite(value.wert)
}

/** A fee in cents: PROZENT of the base, or the EURO given; undefined when it needs a base that is missing. */
export function feeInCents(fee: AmountOrPercent, baseCents: number | undefined): number | undefined {
  if (fee.einheit === 'EURO') return Math.max(0, toCents(fee.wert))
  if (fee.wert === 0) return 0
  return baseCents === undefined ? undefined : Math.max(0, Math.round((baseCents * fee.wert) / 100))
}

/** What the fees are a percentage of: the price, or when building the plot's; undefined: open or no such purpose. */
export function feeBase(read: Read): number | undefined {
  switch (purposeOf(read)) {
    case 'KAUF':
    case 'KAUF_NEUBAU_VOM_BAUTRAEGER':
      return amount(read, P.kaufpreis)
    case 'NEUBAU':
      return amount(read, P.grundstueckkaufpreis)
    default:
      return undefined
  }
}

/** The additional costs in cents (self-disclosure §9.1); undefined while their base is open. */
export function fees(read: Read): number | undefined {
  const base = feeBase(read)
  if (base === undefined) return undefined
  return sum(
    FEES.map((path) => read(path))
      .filter(isFee)
      .map((fee) => feeInCents(fee, base) ?? 0),
  )
}
