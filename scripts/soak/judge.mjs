/** States in which a delivery has ended well. */
const GOOD = ['VERIFIED', 'DELIVERED']

/**
 * Whether nothing was lost and nothing doubled. Pure.
 * @param {{wanted: {submissions: number, kills: number}, acknowledged: Set<string>, refused: string[], split: string[][],
 *          submissions: {reference: string, externalId: string, state: string, vorgangsnummer: string | null}[],
 *          cases: {vorgangsnummer: string, externeVorgangsnummer: string}[], kills: Record<string, number>}} facts
 * @returns the counts, and each fault with up to five examples
 */
export function judge({ wanted, acknowledged, refused, split, submissions, cases, kills }) {
  const byReference = new Map(submissions.map((one) => [one.reference, one]))
  const byExternalId = new Map(submissions.map((one) => [one.externalId, one]))
  const numbersOf = new Map()
  for (const one of cases) {
    const known = numbersOf.get(one.externeVorgangsnummer) ?? []
    numbersOf.set(one.externeVorgangsnummer, [...known, one])
  }
  const caseCount = (one) => numbersOf.get(one.externalId)?.length ?? 0
  const killed = Object.values(kills).reduce((sum, count) => sum + count, 0)

  const promised = [...acknowledged]
  const found = {
    'persons without a receipt': refused,
    'parallel submits with different receipts': split,
    'receipts without a submission': promised.filter((reference) => !byReference.has(reference)),
    'submissions without a receipt': submissions.filter(({ reference }) => !acknowledged.has(reference)),
    'submissions without a case': submissions.filter((one) => caseCount(one) === 0),
    'submissions with several cases': submissions.filter((one) => caseCount(one) > 1),
    'cases without a submission': cases.filter((one) => !byExternalId.has(one.externeVorgangsnummer)),
    'unresolved deliveries': submissions.filter(({ state }) => !GOOD.includes(state)),
    'deliveries with the number of another case': submissions.filter(
      (one) =>
        GOOD.includes(one.state) &&
        !numbersOf.get(one.externalId)?.some(({ vorgangsnummer }) => vorgangsnummer === one.vorgangsnummer),
    ),
    'fewer persons than planned': promised.length < wanted.submissions ? [promised.length] : [],
    'fewer kills than planned': killed < wanted.kills ? [killed] : [],
  }
  const faults = Object.entries(found)
    .filter(([, list]) => list.length > 0)
    .map(([fault, list]) => ({ fault, count: list.length, examples: list.slice(0, 5) }))
  return {
    ok: faults.length === 0,
    counts: {
      acknowledged: promised.length,
      submissions: submissions.length,
      cases: cases.length,
      exactlyOnce: submissions.filter((one) => caseCount(one) === 1).length,
      unresolved: found['unresolved deliveries'].length,
      kills: { ...kills, together: killed },
    },
    faults,
  }
}
