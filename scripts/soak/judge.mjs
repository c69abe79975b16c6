/** States in which a delivery has ended well. */
const GOOD = ['VERIFIED', 'DELIVERED']
/** States in which a delivery waits for a person. */
const WAITING = ['NEEDS_FIX', 'NEEDS_OPERATOR', 'DEAD', 'DUPLICATE']

/**
 * Whether nothing was lost and nothing doubled, by what each platform allows to be known. Europace has a list of its cases: there every
 * submission is exactly one case. Dr. Klein has none: there every submission is at most one case, and whatever is not delivered
 * waits for a person and had an unknown outcome. Pure.
 * @param {{wanted: {submissions: number, kills: number}, acknowledged: Set<string>, refused: string[], split: string[][],
 *          submissions: {reference: string, externalId: string, target: string, state: string, vorgangsnummer: string | null,
 *                        outcomes: (string | null)[]}[],
 *          cases: {target: string, vorgangsnummer: string, externalId: string}[], kills: Record<string, number>}} facts
 *   `outcomes`: how the tries ended, in order; null: whoever made it died
 * @returns the counts, and each fault with up to five examples
 */
export function judge({ wanted, acknowledged, refused, split, submissions, cases, kills }) {
  const byReference = new Map(submissions.map((one) => [one.reference, one]))
  const killed = Object.values(kills).reduce((sum, count) => sum + count, 0)
  const promised = [...acknowledged]
  const kundenangaben = atEuropace(of('kundenangaben', submissions), of('kundenangaben', cases))
  const vorgang = atDrklein(of('vorgang', submissions), of('vorgang', cases))
  const known = [...kundenangaben.submissions, ...vorgang.submissions]

  const found = {
    'persons without a receipt': refused,
    'parallel submits with different receipts': split,
    'receipts without a submission': promised.filter((reference) => !byReference.has(reference)),
    'submissions without a receipt': submissions.filter(({ reference }) => !acknowledged.has(reference)),
    'submissions for no platform': submissions.filter((one) => !known.includes(one)),
    ...named('kundenangaben', kundenangaben.found),
    ...named('vorgang', vorgang.found),
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
      kundenangaben: kundenangaben.counts,
      vorgang: vorgang.counts,
      kills: { ...kills, together: killed },
    },
    faults,
  }
}

const of = (target, list) => list.filter((one) => one.target === target)
const named = (target, found) =>
  Object.fromEntries(Object.entries(found).map(([fault, list]) => [`${target}: ${fault}`, list]))
const isGood = ({ state }) => GOOD.includes(state)

/** What both platforms have in common: no case twice, no case of nobody, no number of somebody else. */
function matched(submissions, cases) {
  const own = new Set(submissions.map(({ externalId }) => externalId))
  const numbers = new Map()
  for (const one of cases) numbers.set(one.externalId, [...(numbers.get(one.externalId) ?? []), one])
  const caseCount = ({ externalId }) => numbers.get(externalId)?.length ?? 0
  const found = {
    'submissions with several cases': submissions.filter((one) => caseCount(one) > 1),
    'cases without a submission': cases.filter(({ externalId }) => !own.has(externalId)),
    'deliveries without a case': submissions.filter((one) => isGood(one) && caseCount(one) === 0),
    // An answer may hold no number; a number that it holds is this case's.
    'deliveries with the number of another case': submissions.filter(
      (one) =>
        isGood(one) &&
        one.vorgangsnummer &&
        caseCount(one) > 0 &&
        !numbers.get(one.externalId).some(({ vorgangsnummer }) => vorgangsnummer === one.vorgangsnummer),
    ),
  }
  const exactlyOnce = submissions.filter((one) => caseCount(one) === 1).length
  return { caseCount, found, counts: { submissions: submissions.length, cases: cases.length, exactlyOnce } }
}

/** Each is exactly one case, and we know which. */
function atEuropace(submissions, cases) {
  const { caseCount, found, counts } = matched(submissions, cases)
  const unresolved = submissions.filter((one) => !isGood(one))
  return {
    submissions,
    found: {
      ...found,
      'submissions without a case': submissions.filter((one) => caseCount(one) === 0),
      'deliveries without a number': submissions.filter((one) => isGood(one) && !one.vorgangsnummer),
      'unresolved deliveries': unresolved,
    },
    counts: { ...counts, unresolved: unresolved.length },
  }
}

/** Nobody can say afterwards whether these made a case: the answer was lost, or whoever waited for it died. */
const isUnknown = (outcome) => outcome === 'unknown' || outcome === null

/** Each is delivered with exactly one case, or waits for a person because nobody but a person can know. */
function atDrklein(submissions, cases) {
  const { caseCount, found, counts } = matched(submissions, cases)
  const waiting = submissions.filter(({ state }) => WAITING.includes(state))
  const withCase = waiting.filter((one) => caseCount(one) > 0).length
  return {
    submissions,
    found: {
      ...found,
      'deliveries that neither ended nor wait for a person': submissions.filter(
        (one) => !isGood(one) && !waiting.includes(one),
      ),
      'waiting for a person without an unknown outcome': waiting.filter(
        ({ outcomes }) => outcomes.length === 0 || !isUnknown(outcomes.at(-1)),
      ),
      'sent again after an unknown outcome': submissions.filter(({ outcomes }) =>
        outcomes.slice(0, -1).some(isUnknown),
      ),
    },
    counts: {
      ...counts,
      delivered: submissions.filter(isGood).length,
      waiting: waiting.length,
      waitingWithCase: withCase,
      waitingWithoutCase: waiting.length - withCase,
    },
  }
}
