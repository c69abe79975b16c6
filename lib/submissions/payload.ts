import 'server-only'
import type { DrkleinEnvironment, ImportMetadaten } from '@/lib/campaigns'
import type { TargetName } from '@/lib/cases/target'
import { sha256Hex } from '@/lib/crypto/secret'
import type { Tx } from '@/lib/db'
import type { Json } from '@/lib/forms/engine/types'
import type { PrivacyShown } from '@/lib/privacy'
import { sameAddress } from './contact'
import { readSnapshot } from './snapshot'

declare const payload: unique symbol
/** Only the makers below make one, and they want the privacy statement that was shown. */
type Made = { readonly [payload]: true }
/** The body of `POST /kundenangaben`. */
export type KundenangabenPayload = {
  /** Stored ones are older than the second platform and name none. */
  target?: undefined
  importMetadaten: ImportMetadaten
  kundenangaben: JsonObject
} & Made
/**
 * The body of `POST /vorgang` at Dr. Klein Ratenkredit, and beside it what is not part of the body: which stage it is for, and the
 * external id, which the body carries as `partner.kundennummer`.
 */
export type VorgangPayload = {
  target: 'vorgang'
  environment: DrkleinEnvironment
  externalId: string
  body: JsonObject
} & Made
export type Payload = KundenangabenPayload | VorgangPayload
/** The id under which the platform knows the submission: `externeVorgangsId`, or Dr. Klein's `kundennummer`. Pure. */
export const externalIdOf = (made: Payload): string =>
  made.target === 'vorgang' ? made.externalId : made.importMetadaten.externeVorgangsId
export type JsonObject = { readonly [property: string]: Json }

/** Which platform a payload was made for. Pure. */
export const targetOf = (made: Payload): TargetName => made.target ?? 'kundenangaben'

export type KundenangabenParts = {
  importMetadaten: ImportMetadaten
  document: JsonObject
  privacy: PrivacyShown
  /** Addresses that the person has proven to read, only of a tenant whom the platform trusts to say so. */
  verified?: readonly string[]
}
export type VorgangParts = {
  environment: DrkleinEnvironment
  externalId: string
  /** As lib/cases/drklein makes it of document and envelope. */
  body: JsonObject
  privacy: PrivacyShown
}

export const isJsonObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
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

/** JSON with sorted properties: the same payload is the same text. Throws on NaN and Infinity, which JSON lacks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error('A number in the payload is not finite')
  return JSON.stringify(value ?? null)
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

/** The only maker of a payload for Dr. Klein Ratenkredit. Deterministic. */
export function vorgangPayload({ environment, externalId, body }: VorgangParts): VorgangPayload {
  return JSON.parse(canonicalJson({ target: 'vorgang', environment, externalId, body })) as VorgangPayload
}

/** Hexadecimal SHA-256 of the canonical JSON. */
export const payloadSha256 = (built: Payload): string => sha256Hex(canonicalJson(built))

/**
 * The payload as it was built and stored at accept (or by the latest re-map). Throws when the submission was
 * erased or its bytes cannot be opened: a worker then leaves it to a person and sends nothing.
 */
export async function payloadOf(tx: Tx, submissionId: string): Promise<Payload> {
  const snapshot = await readSnapshot(tx, submissionId)
  if (!snapshot) throw new UnreadableSubmission(submissionId)
  return snapshot.payload
}

export class UnreadableSubmission extends Error {
  override readonly name = 'UnreadableSubmission'
  readonly code = 'UNREADABLE'
  constructor(submissionId: string) {
    super(`Submission ${submissionId} was erased or cannot be opened`)
  }
}
