import type { VorgangEnvelope } from '@/lib/cases/drklein/envelope'
import { isJsonObject, type JsonObject } from '@/lib/cases/json'
import type { Json } from '@/lib/forms/engine/types'
import { partnerKeys } from './names'

export type BodyParts = Partial<VorgangEnvelope> & {
  /** What the form makes of the answers: `vorgang` without `leadquelle`. */
  document: JsonObject
  kommentare?: readonly string[]
}

/** The body of `POST /vorgang` without anything empty: an empty object could mean a person who does not exist. Pure. */
export function vorgangBody({ document, leadquelle, tippgeber, kommentare, partner }: BodyParts): JsonObject {
  const custom = partner?.custom?.map(({ key, value }) => ({
    key,
    value: value instanceof Date ? germanDateTime(value) : value,
  }))
  const body = filled({
    vorgang: { leadquelle, ...document },
    tippgeber,
    kommentare,
    partner: { ...partner, custom },
  })
  return isJsonObject(body) ? body : {}
}

/** As the document's example writes a moment, `2021-01-10 13:00:00`, Europe/Berlin. */
export function germanDateTime(moment: Date): string {
  return moment.toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
}

export type PartnerKeys = { vertriebsschluessel: string; kundennummer: string }

/** The body with the two partner keys as they are configured: a key is renamed, never doubled. Pure. */
export function withPartnerKeys(body: JsonObject, keys: PartnerKeys): JsonObject {
  const { partner } = body
  if (!isJsonObject(partner)) return body
  const renamed = Object.entries(partner).map(([name, value]) => {
    if (name === partnerKeys.vertriebsschluessel) return [keys.vertriebsschluessel, value]
    return [name === partnerKeys.kundennummer ? keys.kundennummer : name, value]
  })
  return { ...body, partner: Object.fromEntries(renamed) }
}

/** Without absent values, null, empty lists and empty objects, however deep; undefined: nothing is left. */
function filled(value: unknown): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).flatMap(([name, item]) => {
      const kept = filled(item)
      return kept === undefined ? [] : [[name, kept] as const]
    })
    return entries.length > 0 ? Object.fromEntries(entries) : undefined
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}
