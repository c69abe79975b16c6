import 'server-only'
import type { MadePayload, StatementShown } from '../brands'
import { canonicalJson, type JsonObject } from '../json'
import type { DrkleinEnvironment } from './settings'

/**
 * The body of `POST /vorgang` at Dr. Klein Ratenkredit, and beside it what is not part of the body: which stage it is for, and the
 * external id, which the body carries as `partner.kundennummer`.
 */
export type VorgangPayload = {
  target: 'vorgang'
  environment: DrkleinEnvironment
  externalId: string
  body: JsonObject
} & MadePayload

export type VorgangParts = {
  environment: DrkleinEnvironment
  externalId: string
  /** As lib/cases/drklein makes it of document and envelope. */
  body: JsonObject
  privacy: StatementShown
}

/** The only maker of a payload for Dr. Klein Ratenkredit. Deterministic. */
export function vorgangPayload({ environment, externalId, body }: VorgangParts): VorgangPayload {
  return JSON.parse(canonicalJson({ target: 'vorgang', environment, externalId, body })) as VorgangPayload
}
