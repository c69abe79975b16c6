import 'server-only'
import type { Json } from '@/lib/forms/engine/types'
import { sameAddress } from '../address'
import type { MadePayload, StatementShown } from '../brands'
import { canonicalJson, isJsonObject, type JsonObject } from '../json'
import type { Datenkontext, KundenangabenSettings } from './settings'

/** `ImportMetadaten` of the Kundenangaben API, as far as this product fills it. */
export type ImportMetadaten = {
  datenkontext: Datenkontext
  externeVorgangsId: string
  importquelle?: string
  leadtracking: { kampagne?: string; keyword?: string; trackingId: string }
  zusaetzlicherEreignistext?: string
  prioritaet?: KundenangabenSettings['prioritaet']
  betreuung?: { kundenbetreuer: string; bearbeiter?: string }
  tippgeber?: KundenangabenSettings['tippgeber']
}

/** The body of `POST /kundenangaben`. */
export type KundenangabenPayload = {
  /** Stored ones are older than the second platform and name none. */
  target?: undefined
  importMetadaten: ImportMetadaten
  kundenangaben: JsonObject
} & MadePayload

export type KundenangabenParts = {
  importMetadaten: ImportMetadaten
  document: JsonObject
  privacy: StatementShown
  /** Addresses that the person has proven to read, only of a tenant whom the platform trusts to say so. */
  verified?: readonly string[]
}

const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : [])

/**
 * Adds to each person `externeKundenId`, `<external id>-<place>` in the document's order, and says of a verified address that it is
 * one; of any other it says nothing, as the platform demands of those it does not trust.
 */
function withCustomers(document: JsonObject, externalId: string, verified: readonly string[]): JsonObject {
  let place = 0
  const person = (kunde: Json): Json =>
    isJsonObject(kunde)
      ? { externeKundenId: `${externalId}-${++place}`, ...withVerified(kunde, verified) }
      : kunde
  const household = (haushalt: Json): Json =>
    isJsonObject(haushalt) && Array.isArray(haushalt.kunden)
      ? { ...haushalt, kunden: list(haushalt.kunden).map(person) }
      : haushalt
  return Array.isArray(document.haushalte)
    ? { ...document, haushalte: list(document.haushalte).map(household) }
    : document
}

function withVerified(kunde: JsonObject, verified: readonly string[]): JsonObject {
  const { kontakt } = kunde
  if (!isJsonObject(kontakt) || typeof kontakt.email !== 'string') return kunde
  const { email } = kontakt
  if (!verified.some((address) => sameAddress(address, email))) return kunde
  return { ...kunde, kontakt: { ...kontakt, validierungEmail: 'VERBRAUCHER_VERIFIZIERT' } }
}

/** The only maker of a payload for Europace. Deterministic. */
export function kundenangabenPayload(parts: KundenangabenParts): KundenangabenPayload {
  const built = {
    importMetadaten: parts.importMetadaten,
    kundenangaben: withCustomers(
      parts.document,
      parts.importMetadaten.externeVorgangsId,
      parts.verified ?? [],
    ),
  }
  return JSON.parse(canonicalJson(built)) as KundenangabenPayload
}
