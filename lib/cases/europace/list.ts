import 'server-only'
import type { CaseReference } from '@/lib/cases/names'
import { heldBack, type Scan, type ScanRequest, type Unavailable } from '@/lib/cases/target'
import type { ListedCase, ListPage } from './client'

/** Reads one page of the list, newest change first. */
export type ReadPage = (page: number, since: Date) => Promise<ListPage | Unavailable>

const mostPages = 200
const mostRounds = 3
/** A page that failed is asked for again at once: reading has no effect, and one lost page would void the whole scan. */
const mostTries = 3
/** `Date` knows whole seconds and the answer was under way. */
const tolerance = 2000

const gapOf = (reason: string): Unavailable => ({ kind: 'unavailable', reason, final: false })
const timesOf = (cases: readonly ListedCase[]) => cases.map((item) => Date.parse(item.letzteAenderung ?? ''))
const newestOf = (cases: readonly ListedCase[]) => Math.max(0, ...timesOf(cases).map((at) => at || 0))
/** True when a page, which is one look at the list, shows everything that was changed since `then`. */
const reachesBack = ({ cases, more }: ListPage, then: number) =>
  !more || newestOf(cases) <= then || timesOf(cases).some((at) => at < then)

/**
 * Reads all pages of a window (trust §2.4, RECONCILING). A case that is edited while we page jumps to the front and may be skipped,
 * so the first page is read again: it shows the case, if it reaches back to what was newest when the paging began. A page full of
 * newer cases does not; then all is read again, and after three rounds the list counts as never at rest. Asking for a page without
 * anything newer, as trust says, would never end where a case is made every second.
 * Where the platform's clock is behind ours, the window begins that much earlier; where it is ahead, the window is only wider.
 */
export async function scanList(
  request: Pick<ScanRequest, 'since' | 'now'>,
  readPage: ReadPage,
  monotonic: () => number = () => performance.now(),
): Promise<Scan> {
  const numbers = new Map<string, string>()
  const begun = monotonic()
  let offset: number | null = null

  async function read(page: number): Promise<ListPage | Unavailable> {
    for (let attempt = 1; ; attempt++) {
      const since = new Date(request.since.getTime() + Math.min(0, offset ?? 0))
      const answer = await readPage(page, since)
      if (answer.kind === 'unavailable') {
        const again = !answer.final && answer.status !== 429 && answer.reason !== heldBack
        if (!again || attempt === mostTries) return answer
        continue
      }
      if (offset !== null) return answer
      offset = answer.at ? answer.at.getTime() - request.now.getTime() - (monotonic() - begun) : 0
      if (offset >= -tolerance) return answer
      // Read with a window that began too late by the platform's clock: once more with the right one.
    }
  }

  async function readAll(): Promise<Unavailable | null> {
    let newest = -1
    for (let round = 0; round < mostRounds; round++) {
      for (let page = 0; ; page++) {
        if (page === mostPages) return gapOf('tooMany')
        const answer = await read(page)
        if (answer.kind === 'unavailable') return answer
        for (const item of answer.cases) numbers.set(item.vorgangsNummer, item.externeVorgangsNummer ?? '')
        if (page === 0) {
          if (round > 0 && reachesBack(answer, newest)) return null
          newest = newestOf(answer.cases)
        }
        if (!answer.more) break
      }
    }
    return gapOf('restless')
  }

  const gap = await readAll()
  return { cases: byExternalId(numbers), offset: offset ?? 0, gap }
}

function byExternalId(numbers: ReadonlyMap<string, string>): Scan['cases'] {
  const cases = new Map<string, CaseReference[]>()
  for (const [vorgangsnummer, externalId] of numbers) {
    if (externalId === '') continue
    const known = cases.get(externalId)
    if (known) known.push({ vorgangsnummer })
    else cases.set(externalId, [{ vorgangsnummer }])
  }
  return cases
}
