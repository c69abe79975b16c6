import type { AmountOrPercent, Read, Text, Value } from '@/lib/forms/engine/types'
import { first, P, PURPOSES, type Purpose } from './paths'

/**
 * Live figures of the short form (self-disclosure §9.1 to 9.4). Browser-safe and pure; every amount is in whole cents.
 * Indicative only: nothing here is an offer.
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

const LABELS = {
  kaufpreis: { de: 'Kaufpreis', en: 'Purchase price' },
  grundstueck: { de: 'Grundstück', en: 'Plot' },
  baukosten: { de: 'Baukosten', en: 'Construction' },
  nebenkosten: { de: 'Nebenkosten', en: 'Additional costs' },
  modernisierung: { de: 'Modernisierung', en: 'Works' },
  restschuld: { de: 'Restschuld', en: 'Balance' },
  kapital: { de: 'Gewünschter Betrag', en: 'Amount needed' },
  eigenkapital: { de: 'Eigenkapital', en: 'Own money' },
  darlehen: { de: 'Darlehen', en: 'Loan' },
} as const satisfies Record<string, Text>

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

const toCents = (euros: number): number => Math.round(euros * 100)

function amount(read: Read, key: string): number | undefined {
  const value = read(key)
  return typeof value === 'number' && value >= 0 ? toCents(value) : undefined
}

function isFee(value: Value | undefined): value is AmountOrPercent {
  return typeof value === 'object' && Number.isFinite(value.wert)
}

/** A fee in cents: PROZENT of the base, or the EURO given; undefined when it needs a base that is missing. */
export function feeInCents(fee: AmountOrPercent, baseCents: number | undefined): number | undefined {
  if (fee.einheit === 'EURO') return Math.max(0, toCents(fee.wert))
  if (fee.wert === 0) return 0
  return baseCents === undefined ? undefined : Math.max(0, Math.round((baseCents * fee.wert) / 100))
}

function purposeOf(read: Read): Purpose | undefined {
  return PURPOSES.find((purpose) => purpose === read(P.zweck))
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

function fees(read: Read): number | undefined {
  const base = feeBase(read)
  if (base === undefined) return undefined
  return [P.maklergebuehr, P.notargebuehr, P.grunderwerbsteuer]
    .map((path) => read(path))
    .filter(isFee)
    .reduce((sum, fee) => sum + (feeInCents(fee, base) ?? 0), 0)
}

type Part = { id: keyof typeof LABELS; cents: number | undefined }

/** The parts of the total costs; a part that is still open makes the total unknown. */
function costParts(read: Read): readonly Part[] {
  switch (purposeOf(read)) {
    case 'KAUF':
    case 'KAUF_NEUBAU_VOM_BAUTRAEGER':
      return [
        { id: 'kaufpreis', cents: amount(read, P.kaufpreis) },
        { id: 'nebenkosten', cents: fees(read) },
      ]
    case 'NEUBAU': {
      const paid = read(P.grundstueckBereitsBezahlt) === true
      return [
        { id: 'grundstueck', cents: paid ? 0 : amount(read, P.grundstueckkaufpreis) },
        { id: 'baukosten', cents: amount(read, P.herstellungskosten) },
        { id: 'nebenkosten', cents: fees(read) },
      ]
    }
    case 'MODERNISIERUNG_UMBAU_ANBAU':
      return [{ id: 'modernisierung', cents: amount(read, P.modernisierungskosten) }]
    case 'ANSCHLUSSFINANZIERUNG':
      return [{ id: 'restschuld', cents: amount(read, first(P.restschuld)) }]
    case 'KAPITALBESCHAFFUNG':
      return [{ id: 'kapital', cents: amount(read, P.kapital) }]
    case undefined:
      return []
  }
}

const segments = (parts: readonly Part[]): readonly Segment[] =>
  parts.flatMap(({ id, cents }) => (cents ? [{ id, label: LABELS[id], cents }] : []))

function remarkOn(own: number | undefined, total: number, nebenkosten: number): Remark | undefined {
  if (own === undefined || total === 0) return undefined
  if (own >= total) return NO_LOAN
  return own < nebenkosten ? BELOW_FEES : undefined
}

/** How the financing is made up, from the answers so far. */
export function financing(read: Read): Financing {
  const parts = costParts(read)
  const eigenkapital = amount(read, first(P.guthaben))
  const nebenkosten = parts.some(({ id }) => id === 'nebenkosten')
    ? fees(read)
    : parts.length > 0
      ? 0
      : undefined
  const known = parts.length > 0 && parts.every(({ cents }) => cents !== undefined)
  if (!known) return { nebenkosten, eigenkapital, costs: [], paidWith: [] }

  const gesamtkosten = parts.reduce((sum, { cents = 0 }) => sum + cents, 0)
  const own = eigenkapital ?? 0
  const darlehensbedarf = Math.max(0, gesamtkosten - own)
  return {
    nebenkosten,
    gesamtkosten,
    eigenkapital,
    darlehensbedarf,
    surplus: Math.max(0, own - gesamtkosten),
    share: gesamtkosten > 0 ? own / gesamtkosten : undefined,
    costs: segments(parts),
    paidWith: segments([
      { id: 'eigenkapital', cents: Math.min(own, gesamtkosten) },
      { id: 'darlehen', cents: darlehensbedarf },
    ]),
    remark: remarkOn(eigenkapital, gesamtkosten, nebenkosten ?? 0),
  }
}
