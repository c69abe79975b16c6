/**
 * What a campaign shows as an example, with the day and the representative example that belong to it: interest and
 * repayment of a mortgage, or the effective rate of a consumer credit. Rates in basis points.
 */
export type RateExample = MortgageExample | CreditExample
export type MortgageExample = Of & { interest: number; repayment: number }
export type CreditExample = Of & { effective: number }
type Of = {
  /** Formatted for reading. */
  date: string
  text: string
}
