import { amount, ok, ratio, share, sum } from '@/lib/forms/common/figures/cents'
import type { Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'
import { valueAdding } from './costs'
import { purposeOf } from './fees'
import { OBJECT_LOAN_READS, staying } from './object-loans'
import { total } from './totals'

/** How much of what is spent on modernisation banks add to the value, and what a cautious bank deducts from it. */
const WORKS_COUNT = 7_000
const CAUTIOUS = 9_000

const SECURITY = `${F.besitz}[].einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit`

export const LTV_READS: readonly Path[] = [
  ...OBJECT_LOAN_READS,
  P.zweck,
  P.kaufpreis,
  P.grundstueckkaufpreis,
  P.herstellungskosten,
  P.modernisierungskosten,
  P.marktwert,
  F.erschliessung,
  F.aussenanlagen,
  F.modernisierung,
  `${F.besitz}[].einsatz`,
  SECURITY,
]

export type Band = 60 | 80 | 90 | 100 | 'more'
/** Shares are in basis points: 7850 is 78.5 %. */
export type LoanToValue = {
  value: number
  /** New loan and what stays. */
  debt: number
  share: number
  band: Band
  /** Against nine tenths of the value. */
  cautious: number
  /** With other property as additional security; absent without one. */
  secured?: { value: number; share: number; band: Band }
}

export const BANDS = [60, 80, 90, 100] as const

export const bandOf = (basisPoints: number): Band =>
  BANDS.find((limit) => basisPoints <= limit * 100) ?? 'more'

/** What the property is worth to a bank, in cents (self-disclosure §9.5). */
export function propertyValue(read: Read): number | undefined {
  const works = share(valueAdding(read), WORKS_COUNT)
  switch (purposeOf(read)) {
    case 'KAUF': {
      const price = amount(read, P.kaufpreis)
      return price === undefined ? undefined : price + works
    }
    case 'KAUF_NEUBAU_VOM_BAUTRAEGER':
      return amount(read, P.kaufpreis)
    case 'NEUBAU': {
      const plot = amount(read, P.grundstueckkaufpreis)
      const building = amount(read, P.herstellungskosten)
      if (plot === undefined || building === undefined) return undefined
      return plot + building + ok(read, F.erschliessung) + ok(read, F.aussenanlagen)
    }
    case 'MODERNISIERUNG_UMBAU_ANBAU':
    case 'ANSCHLUSSFINANZIERUNG':
    case 'KAPITALBESCHAFFUNG': {
      const worth = amount(read, P.marktwert)
      return worth === undefined ? undefined : worth + works
    }
    case undefined:
      return undefined
  }
}

const security = (read: Read): number =>
  sum(
    keysOf(`${F.besitz}[]`)
      .filter((property) => read(`${property}.einsatz`) === 'ALS_ZUSATZSICHERHEIT')
      .map((property) => total(read, `${property}.einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit`)),
  )

/** The loan against the value of the property; undefined while either is unknown. */
export function loanToValue(read: Read, loan: number | undefined): LoanToValue | undefined {
  const value = propertyValue(read)
  if (loan === undefined || !value) return undefined
  const debt = loan + staying(read)
  const part = ratio(debt, value)
  const cautious = ratio(debt, share(value, CAUTIOUS))
  if (part === undefined || cautious === undefined) return undefined
  const more = security(read)
  const secured = more > 0 ? ratio(debt, value + more) : undefined
  return {
    value,
    debt,
    share: part,
    band: bandOf(part),
    cautious,
    ...(secured !== undefined && {
      secured: { value: value + more, share: secured, band: bandOf(secured) },
    }),
  }
}
