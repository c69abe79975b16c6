import type { CaseFacts, Counts, SubmissionFacts } from './facts.mjs'

export function judge(facts: {
  wanted: { submissions: number; kills: number }
  acknowledged: Set<string>
  refused: readonly string[]
  split: readonly (readonly string[])[]
  submissions: readonly SubmissionFacts[]
  cases: readonly CaseFacts[]
  kills: Counts
}): {
  ok: boolean
  counts: { [name: string]: number | Counts }
  faults: { fault: string; count: number; examples: unknown[] }[]
}
