/**
 * What makes a submission look like a program's (trust.md S20, S21). Suspicion refuses nobody: at most the browser
 * is asked for a proof of work, and what stays suspicious is accepted and marked for the operator. It is delivered at once, too, unless
 * the campaign is under a flood: then it waits for a person (docs/decisions/008). Pure.
 */
export type Reason =
  /** A control was filled in that no person sees. */
  | 'trap'
  /** Sent sooner after the first input than a person can answer the questions. */
  | 'fast'
  /** Unusually many drafts were begun in this network within the hour. */
  | 'network'
  /** Far more comes to this campaign than people send, and this browser has not proven its work. */
  | 'flood'

export type Signs = {
  trap: boolean
  /** Seconds since the first input, by the database's clock. */
  ageSeconds: number
  /** Drafts begun in this network within the hour; null where the client's address is not known. */
  draftsOfNetwork: number | null
  /** The campaign is under a flood. */
  flood: boolean
}
export type Suspicions = { humanSeconds: number; draftsPerHour: number }

export function reasonsFor(signs: Signs, { humanSeconds, draftsPerHour }: Suspicions): readonly Reason[] {
  return [
    ...(signs.trap ? (['trap'] as const) : []),
    ...(signs.ageSeconds < humanSeconds ? (['fast'] as const) : []),
    ...((signs.draftsOfNetwork ?? 0) > draftsPerHour ? (['network'] as const) : []),
    ...(signs.flood ? (['flood'] as const) : []),
  ]
}

/** What a proof clears: a busy network, a flood of others and quick hands may be a person's, a filled trap stays remarkable. */
export const remaining = (reasons: readonly Reason[], proven: boolean): readonly Reason[] =>
  proven ? reasons.filter((reason) => reason === 'trap') : reasons
