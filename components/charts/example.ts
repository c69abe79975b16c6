/** Interest and repayment that a campaign shows, with the day and the representative example that belong to them. */
export type RateExample = {
  /** Basis points. */
  interest: number
  repayment: number
  /** Formatted for reading. */
  date: string
  text: string
}
