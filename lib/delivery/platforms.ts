import 'server-only'
import type { DrkleinSettings } from '@/lib/cases/drklein'
import type { Env } from '@/lib/env'
import { gatedEuropace, gatedVorgang } from './gate'
import type { Platforms } from './means'
import type { DeliveryTimings } from './timings'

/** The platforms that this environment has credentials for, each with the gate before it. Europace always is one. */
export function platformsOf(set: Env, timings: DeliveryTimings): Platforms {
  const europace = {
    apiUrl: set.EUROPACE_API_URL,
    tokenUrl: set.EUROPACE_TOKEN_URL,
    clientId: set.EUROPACE_CLIENT_ID,
    clientSecret: set.EUROPACE_CLIENT_SECRET,
    datenkontext: set.EUROPACE_DATENKONTEXT,
  }
  const vorgang = drkleinOf(set)
  return {
    kundenangaben: gatedEuropace(europace, { timings }),
    ...(vorgang && { vorgang: gatedVorgang(vorgang, { timings }) }),
  }
}

/** null: this environment has none of the variables of Dr. Klein (lib/env.ts takes all of them or none). */
function drkleinOf(set: Env): DrkleinSettings | null {
  const { DRKLEIN_API_URL: apiUrl, DRKLEIN_TOKEN_URL: tokenUrl } = set
  const { DRKLEIN_CLIENT_ID: clientId, DRKLEIN_CLIENT_SECRET: clientSecret } = set
  const { DRKLEIN_ENVIRONMENT: environment } = set
  const { DRKLEIN_VERTRIEBSSCHLUESSEL_KEY: vertriebsschluessel, DRKLEIN_KUNDENNUMMER_KEY: kundennummer } = set
  if (!apiUrl || !tokenUrl || !clientId || !clientSecret || !environment) return null
  return {
    apiUrl,
    tokenUrl,
    clientId,
    clientSecret,
    environment,
    credentials: set.DRKLEIN_CREDENTIALS,
    contentType: set.DRKLEIN_CONTENT_TYPE,
    partnerKeys: {
      ...(vertriebsschluessel && { vertriebsschluessel }),
      ...(kundennummer && { kundennummer }),
    },
  }
}
