import 'server-only'
import type { Found } from '@/lib/cases/target'
import { type ListedCase, pageSize } from './client'

/** Reads one page of the list, newest change first; null: it could not be read. */
export type ReadPage = (page: number) => Promise<readonly ListedCase[] | null>

const mostPages = 200
const mostRounds = 3

const newestOf = (cases: readonly ListedCase[]) =>
  Math.max(0, ...cases.map((item) => Date.parse(item.letzteAenderung ?? '') || 0))

/**
 * Looks for an external id in all pages (trust §2.4). A case that is edited while we page jumps to the front and
 * may be skipped, so the first page is read again until nothing newer stands there; after three rounds, or when a
 * page cannot be read, the scan is not complete and an empty result proves nothing.
 */
export async function scan(externalId: string, readPage: ReadPage): Promise<Found> {
  const seen = new Map<string, string>()
  const found = (complete: boolean): Found => {
    const all = [...seen].map(([vorgangsnummer, id]) => ({ vorgangsnummer, id }))
    return {
      references: all.filter(({ id }) => id === externalId).map(({ vorgangsnummer }) => ({ vorgangsnummer })),
      others: all.filter(({ id }) => id !== externalId && id !== '').map(({ id }) => id),
      complete,
    }
  }
  for (let round = 0, newest = -1; round < mostRounds; round++) {
    for (let page = 0; page < mostPages; page++) {
      const cases = await readPage(page)
      if (!cases) return found(false)
      if (page === 0) {
        const top = newestOf(cases)
        if (round > 0 && top <= newest) return found(true)
        newest = top
      }
      for (const item of cases) seen.set(item.vorgangsNummer, item.externeVorgangsNummer ?? '')
      if (cases.length < pageSize) break
      if (page === mostPages - 1) return found(false)
    }
  }
  return found(false)
}
