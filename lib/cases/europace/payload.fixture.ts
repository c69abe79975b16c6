import { type KundenangabenPayload, kundenangabenPayload } from '@/lib/cases/europace/payload'
import { storedPrivacy } from '@/lib/privacy'

/** A small payload, and a word of personal data that must appear in no log. */
export const canary = 'Kanarienvogel'

export function payloadOfTest(
  externeVorgangsId = 'SA-TEST',
  datenkontext: 'TEST_MODUS' | 'ECHT_GESCHAEFT' = 'TEST_MODUS',
): KundenangabenPayload {
  const shownAt = '2026-11-21T10:00:00.000Z'
  return kundenangabenPayload({
    importMetadaten: { datenkontext, externeVorgangsId, leadtracking: { trackingId: externeVorgangsId } },
    document: {
      haushalte: [
        { kunden: [{ referenzId: 'p1', personendaten: { person: { vorname: 'Erika', nachname: canary } } }] },
      ],
    },
    privacy: storedPrivacy({ versionId: '1', sha256: '00', language: 'de', shownAt }),
  })
}
