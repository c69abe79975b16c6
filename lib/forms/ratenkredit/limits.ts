/** What lenders take as a rule (ratenkredit §4, marked as practice of the trade, not as the API's). */
export const LIMITS = {
  /** Euros. */
  kreditbetrag: { min: 1_000, max: 100_000 },
  /** Months; works on a home may take longer. */
  laufzeit: { min: 12, max: 120, modernisieren: 180 },
  /** Years. */
  alter: { min: 18, max: 85 },
  /** Below this many years at an address the one before is asked for. */
  voranschrift: 3,
} as const
