import { sum } from '@/lib/forms/common/figures/cents'
import type { Length, Path, Read, Text } from '@/lib/forms/engine/types'
import { COST_LABELS, COST_READS, costParts, type Part, refinancing } from './costs'
import { EQUITY_READS, equity, savingsSaid } from './equity'
import { fees } from './fees'

export { feeBase, feeInCents } from './fees'

/**
 * Live figures: costs, own money and loan (self-disclosure §9.1 to 9.4), in both lengths. Browser-safe and pure; every
 * amount is in whole cents. Indicative only: nothing here is an offer.
 */
export type Segment = { id: string; label: Text; cents: number }
export type Remark = { level: 'info' | 'warn'; text: Text }
export type Financing = {
  /** undefined: a purchase price is missing; 0 for the purposes without Nebenkosten. */
  nebenkosten?: number
  gesamtkosten?: number
  /** As answered; undefined while open. */
  eigenkapital?: number
  darlehensbedarf?: number
  /** Own money beyond the costs. */
  surplus?: number
  /** Own money as a share of the costs, 0 to 1 and above. */
  share?: number
  /** What is paid for, and with what; both lists add up to `gesamtkosten` and are empty while it is unknown. */
  costs: readonly Segment[]
  paidWith: readonly Segment[]
  remark?: Remark
}
export type FinancingOptions = {
  length?: Length
  /** Debts that shall be paid off belong to the costs. */
  refinance?: boolean
}

/** Everything that `financing` reads. */
export const FINANCING_READS: readonly Path[] = [...new Set([...COST_READS, ...EQUITY_READS])]

const PAID_WITH = {
  eigenkapital: { de: 'Eigenkapital', en: 'Own money' },
  darlehen: { de: 'Darlehen', en: 'Loan' },
} as const satisfies { readonly [id: string]: Text }

const NO_LOAN: Remark = {
  level: 'info',
  text: {
    de: 'Nach diesen Angaben brauchen Sie kein Darlehen.',
    en: 'With these amounts you do not need a loan.',
  },
}
const BELOW_FEES: Remark = {
  level: 'warn',
  text: {
    de: 'Ihr Eigenkapital ist kleiner als die Nebenkosten.',
    en: 'Your own money is less than the additional costs.',
  },
}

const paid = (id: keyof typeof PAID_WITH, cents: number): readonly Segment[] =>
  cents > 0 ? [{ id, label: PAID_WITH[id], cents }] : []

const segments = (parts: readonly Part[]): readonly Segment[] =>
  parts.flatMap(({ id, cents }) => (cents ? [{ id, label: COST_LABELS[id], cents }] : []))

function remarkOn(
  own: number | undefined,
  total: number,
  nebenkosten: number,
  complete: boolean,
): Remark | undefined {
  if (own === undefined || total === 0) return undefined
  if (own >= total) return NO_LOAN
  return complete && own < nebenkosten ? BELOW_FEES : undefined
}

/** How the financing is made up, from the answers so far. */
export function financing(
  read: Read,
  { length = 'short', refinance = true }: FinancingOptions = {},
): Financing {
  const parts = costParts(read)
  const eigenkapital = equity(read, length)
  const nebenkosten = parts.some(({ id }) => id === 'nebenkosten')
    ? fees(read)
    : parts.length > 0
      ? 0
      : undefined
  const known = parts.length > 0 && parts.every(({ cents }) => cents !== undefined)
  if (!known) return { nebenkosten, eigenkapital, costs: [], paidWith: [] }

  const costs: readonly Part[] = refinance
    ? [...parts, { id: 'umschuldung', cents: refinancing(read) }]
    : parts
  const gesamtkosten = sum(costs.map(({ cents = 0 }) => cents))
  const own = eigenkapital ?? 0
  const darlehensbedarf = Math.max(0, gesamtkosten - own)
  return {
    nebenkosten,
    gesamtkosten,
    eigenkapital,
    darlehensbedarf,
    surplus: Math.max(0, own - gesamtkosten),
    share: gesamtkosten > 0 ? own / gesamtkosten : undefined,
    costs: segments(costs),
    paidWith: [...paid('eigenkapital', Math.min(own, gesamtkosten)), ...paid('darlehen', darlehensbedarf)],
    remark: remarkOn(eigenkapital, gesamtkosten, nebenkosten ?? 0, savingsSaid(read, length)),
  }
}
