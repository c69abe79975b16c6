import { z } from 'zod'

/**
 * What of an address's query is read at all (architecture §9). Everything else is not looked at. Names of people's
 * making are cut at 100 characters; a click id that is longer than its networks make them is dropped, since a part
 * of an id names nobody.
 */
const names = [
  'kampagne',
  'keyword',
  'utm_campaign',
  'utm_term',
  'utm_source',
  'utm_medium',
  'utm_content',
] as const
const ids = { trackingId: 100, gclid: 200, gbraid: 200, wbraid: 200, fbclid: 200, msclkid: 200 } as const
type NameKey = (typeof names)[number]
type IdKey = keyof typeof ids
export type Attribution = { [K in NameKey | IdKey]?: string }

const nameText = z.string().max(100).optional()
const idText = z.string().max(200).optional()
export const attributionSchema = z.object({
  ...(Object.fromEntries(names.map((name) => [name, nameText])) as Record<NameKey, typeof nameText>),
  ...(Object.fromEntries(Object.keys(ids).map((id) => [id, idText])) as Record<IdKey, typeof idText>),
})

export type Query = URLSearchParams | { readonly [name: string]: string | readonly string[] | undefined }

/** Control, format (invisible, direction) and surrogate characters say nothing and may mislead a reader. */
const clean = (text: string) =>
  text
    // Longer than anything that is kept; putting thousands of marks in order takes long.
    .slice(0, 1_000)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** At most `max` UTF-16 units, never half a character. */
function cut(text: string, max: number): string {
  let out = ''
  for (const character of text) {
    if (out.length + character.length > max) break
    out += character
  }
  return out.trim()
}

function first(query: Query, name: string): string | undefined {
  if (query instanceof URLSearchParams) return query.get(name) ?? undefined
  const value = query[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** Reads the allowed parameters of a link; the first of repeated ones counts. Pure. */
export function readAttribution(query: Query): Attribution {
  const found: Attribution = {}
  for (const name of names) {
    const text = cut(clean(first(query, name) ?? ''), 100)
    if (text) found[name] = text
  }
  for (const [id, max] of Object.entries(ids) as [IdKey, number][]) {
    const text = clean(first(query, id) ?? '')
    if (text && text.length <= max) found[id] = text
  }
  return found
}
