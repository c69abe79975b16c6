import { amount, ok, sum } from '@/lib/forms/common/figures/cents'
import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { keysOf, L, owedOf, REDEEMABLE, redeemed } from '../household-places'
import { P } from '../paths'

/** What the new credit pays back (ratenkredit §7.3), in cents. */
export type Refinancing = {
  /** Debts that are replaced. */
  count: number
  /** What is still owed on them. */
  owed: number
  /** Instalments per month that end. */
  freed: number
  /** What of the new credit is left to spend; below nothing where it does not suffice. undefined: no amount yet. */
  fresh?: number
}

const leaf = (key: Key, from: Path, to: string): Key => key.slice(0, -from.length) + to

/** Where each debt that can be replaced says so, what is owed and what is paid a month. */
const DEBTS = REDEEMABLE.flatMap((list) => {
  const owed = owedOf(list).split('.').at(-1) ?? ''
  return keysOf(redeemed(list)).map((key) => ({
    key,
    owed: leaf(key, 'abloesen', owed),
    rate: leaf(key, 'abloesen', 'rateMonatlich'),
  }))
})

export const REFINANCING_READS: readonly Path[] = [
  P.kreditbetrag,
  ...REDEEMABLE.flatMap((list) => [redeemed(list), owedOf(list)]),
  ...REDEEMABLE.filter((list) => list !== 'dispositionskredite').map((list) => `${L[list]}[].rateMonatlich`),
]

const replaced = (read: Read) => DEBTS.filter(({ key }) => read(key) === true)

/** What is still owed on the debts that are to be replaced. */
export const owedOnReplaced = (read: Read): number => sum(replaced(read).map(({ owed }) => ok(read, owed)))

/** Instalments of debts that go on, per month; a lease always does. */
export const ratesThatStay = (read: Read): number =>
  sum([
    ...DEBTS.filter(({ key }) => read(key) !== true).map(({ rate }) => ok(read, rate)),
    ...keysOf(`${L.leasings}[].rateMonatlich`).map((key) => ok(read, key)),
  ])

/** undefined: nothing is replaced. */
export function refinancing(read: Read): Refinancing | undefined {
  const debts = replaced(read)
  if (debts.length === 0) return undefined
  const wanted = amount(read, P.kreditbetrag)
  const owed = owedOnReplaced(read)
  return {
    count: debts.length,
    owed,
    freed: sum(debts.map(({ rate }) => ok(read, rate))),
    ...(wanted !== undefined && { fresh: wanted - owed }),
  }
}
