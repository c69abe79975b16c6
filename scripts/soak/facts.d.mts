export type SubmissionFacts = {
  reference: string
  externalId: string
  target: string | null
  state: string | null
  reason: string | null
  vorgangsnummer: string | null
  /** How the tries ended, in order; null: whoever made it died. */
  outcomes: (string | null)[]
}
export type CaseFacts = { target: string; vorgangsnummer: string; externalId: string }
export type Counts = { [name: string]: number }

export function statesIn(databaseUrl: string): Promise<Counts>
export function queueIn(
  databaseUrl: string,
): Promise<{ due: number; locked: number; workedSecondsAgo: number | null }>
export function movingIn(databaseUrl: string): Promise<number>
export function submissionsIn(databaseUrl: string): Promise<SubmissionFacts[]>
export function outcomesIn(databaseUrl: string): Promise<Counts>
export function casesIn(sandboxUrl: string): Promise<CaseFacts[]>
export function setFaults(sandboxUrl: string, rules: readonly object[]): Promise<void>
