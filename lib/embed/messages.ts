/**
 * What a frame and the page around it say to each other (architecture §9). Never an answer, never the reference; `lead` is a random
 * id. Both sides check source and origin, and drop whatever is not of these shapes. Used by both scripts, so it is small and needs
 * nothing.
 */
export const SOURCE = 'selbstauskunft'
export const VERSION = 1

/** Parameters of a page's address that lead a form to its campaign; a frame's own win. */
export const ATTRIBUTION = [
  'kampagne',
  'keyword',
  'trackingId',
  'utm_campaign',
  'utm_term',
  'utm_source',
  'utm_medium',
  'utm_content',
  'gclid',
  'gbraid',
  'wbraid',
  'fbclid',
  'msclkid',
] as const
export type Attribution = { readonly [name: string]: string }
const MOST = 200

/** The allowed parameters of an address, each at most 200 characters. Pure. */
export function attributionIn(search: string): Attribution {
  const query = new URLSearchParams(search)
  const found: { [name: string]: string } = {}
  for (const name of ATTRIBUTION) {
    const value = query.get(name)
    if (value && value.length <= MOST) found[name] = value
  }
  return found
}

export type FromFrame =
  | { type: 'ready' }
  | { type: 'height'; height: number }
  | { type: 'step'; n: number; of: number; name: string }
  | { type: 'started' }
  | { type: 'submitted'; lead: string }
  | { type: 'error'; code: string }
export type ToFrame = { type: 'hello'; attribution: Attribution; origin: string }

const word = (value: unknown): value is string => typeof value === 'string' && /^[\w/-]{1,60}$/.test(value)
const count = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 100_000

type Fields = { readonly [name: string]: unknown }

/** The fields of a message that belongs to this conversation; null: somebody else's. */
function fieldsOf(data: unknown, id: string): Fields | null {
  if (typeof data !== 'object' || data === null) return null
  const fields = data as Fields
  return fields.source === SOURCE && fields.v === VERSION && fields.id === id ? fields : null
}

/** Reads what a frame says; null for anything else. Nothing beside the named fields is taken over. */
export function fromFrame(data: unknown, id: string): FromFrame | null {
  const said = fieldsOf(data, id)
  switch (said?.type) {
    case 'ready':
    case 'started':
      return { type: said.type }
    case 'height':
      return count(said.height) ? { type: 'height', height: said.height } : null
    case 'step':
      return count(said.n) && count(said.of) && word(said.name)
        ? { type: 'step', n: said.n, of: said.of, name: said.name }
        : null
    case 'submitted':
      return word(said.lead) ? { type: 'submitted', lead: said.lead } : null
    case 'error':
      return word(said.code) ? { type: 'error', code: said.code } : null
    default:
      return null
  }
}

/** Reads what the page around says; null for anything else. */
export function toFrame(data: unknown, id: string): ToFrame | null {
  const said = fieldsOf(data, id)
  if (said?.type !== 'hello' || typeof said.origin !== 'string') return null
  const given = (typeof said.attribution === 'object' && said.attribution ? said.attribution : {}) as Fields
  const attribution: { [name: string]: string } = {}
  for (const name of ATTRIBUTION) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (typeof value === 'string' && value && value.length <= MOST) attribution[name] = value
  }
  return { type: 'hello', attribution, origin: said.origin }
}
