import { type Indication, indicate, type Terms } from '@/lib/forms/baufinanzierung/figures/rate'
import { fixedYears } from '@/lib/forms/baufinanzierung/figures/rate-wish'
import type { Read } from '@/lib/forms/engine/types'
import type { Choices } from '../choices'
import type { MortgageExample } from '../example'

/** What the sliders hold now: what the person chose, else what the campaign shows with its example. */
export type Setting = { interest?: number; repayment?: number; years: number }

export function settings(chosen: Choices, read: Read, example?: MortgageExample): Setting {
  const of = (own: number | null | undefined, shown?: number) =>
    own === undefined ? shown : (own ?? undefined)
  return {
    interest: of(chosen.interest, example?.interest),
    repayment: of(chosen.repayment, example?.repayment),
    years: chosen.years ?? fixedYears(read),
  }
}

export type Rate = { terms: Terms; years: number; indication: Indication }

/** The example worked out; undefined while something is open or nothing is borrowed. */
export function rateOf(loan: number | undefined, { interest, repayment, years }: Setting): Rate | undefined {
  if (!loan || interest === undefined || repayment === undefined) return undefined
  const terms: Terms = { loan, interest, repayment }
  const indication = indicate(terms, years)
  return indication && { terms, years, indication }
}
