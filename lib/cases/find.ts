import type { KundenangabenPayload } from '@/lib/cases/europace/payload'
import type { CaseReference } from '@/lib/cases/names'
import type { CaseTarget, Sending } from './target'

export type Found = { references: readonly CaseReference[]; complete: boolean }

/**
 * Looks for the cases of one sending in the context in which it was sent, changed since `since`; for tools that look once. `complete` is
 * false where the list could not be read to its end: then what is absent proves nothing.
 */
export async function findCases(
  target: Extract<CaseTarget<KundenangabenPayload>, { lookUp: 'list' }>,
  { payload, traceId }: Sending<KundenangabenPayload>,
  since: Date,
  now: Date,
): Promise<Found> {
  const { externeVorgangsId, datenkontext } = payload.importMetadaten
  const { cases, gap } = await target.scan({ datenkontext, since, now, traceId })
  return { references: cases.get(externeVorgangsId) ?? [], complete: gap === null }
}
