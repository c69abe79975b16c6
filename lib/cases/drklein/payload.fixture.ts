import { type VorgangPayload, vorgangPayload } from '@/lib/cases/drklein/payload'
import { storedPrivacy } from '@/lib/privacy'
import { vorgangBody } from './body'

/** A small payload with the given family name. */
export function vorgangOfTest(
  externalId = 'SA-TEST',
  environment: 'PRODUCTION' | 'development' = 'development',
  nachname = 'Kanarienvogel',
): VorgangPayload {
  const shownAt = '2026-11-21T10:00:00.000Z'
  const body = vorgangBody({
    document: {
      antragsteller1: { personendaten: { vorname: 'Erika', nachname } },
      finanzbedarf: {
        finanzierungszweck: 'FREIE_VERWENDUNG',
        finanzierungswunsch: { kreditbetrag: 10_000, laufzeitInMonaten: 24 },
      },
    },
    leadquelle: 'Test',
    partner: { kundennummer: externalId },
  })
  const privacy = storedPrivacy({ versionId: '1', sha256: '00', language: 'de', shownAt })
  return vorgangPayload({ environment, externalId, body, privacy })
}
