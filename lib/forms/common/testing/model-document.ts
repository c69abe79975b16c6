import type { Json } from '@/lib/forms/engine/types'

/** The part of JSON Schema that the strict models use. */
export type Schema = {
  $ref?: string
  oneOf?: readonly Schema[]
  anyOf?: readonly Schema[]
  const?: Json
  enum?: readonly Json[]
  type?: string
  format?: string
  pattern?: string
  properties?: { readonly [name: string]: Schema }
  required?: readonly string[]
  items?: Schema
  minimum?: number
  maximum?: number
}
export type Model = {
  root: Schema
  definitions?: { readonly [name: string]: Schema }
  /** What only an advisor or the platform writes: it takes most of the model and no question reaches it. */
  rare?: ReadonlySet<string>
  /** What texts of a property look like, where any text is not enough. */
  texts?: { readonly [property: string]: readonly string[] }
}

/** Marsaglia's xorshift: small, and the same everywhere. */
function random(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

const JUNK: readonly Json[] = [
  null,
  '',
  ' x ',
  0.12345,
  -7,
  true,
  [],
  {},
  'UNKNOWN',
  '2026-02-30',
  [1, 'a'],
  { odd: 1 },
]
const TEXTS = ['Müller', "O'Neill", 'Am Hof', '12a', 'ING', 'Köln', '李', ' blank ', 'zwei\nZeilen']

/**
 * For tests: documents as a platform might return them, made from a strict model, junk among them; a seed makes the same
 * again.
 */
export function documentOf(
  { root, definitions = {}, rare = new Set(), texts = {} }: Model,
  seed: number,
): Json {
  const next = random(seed)
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)]
  const day = () => {
    const date = new Date(Date.UTC(1950, 0, 1) + Math.floor(next() * 36_000) * 86_400_000)
    return date.toISOString().slice(0, 10)
  }

  function make(schema: Schema, depth: number, property = ''): Json {
    if (next() < 0.02) return pick(JUNK) ?? null
    if (schema.$ref) return make(definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth, property)
    const variants = schema.oneOf ?? schema.anyOf
    if (variants) return make(pick(variants) ?? {}, depth, property)
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return pick(schema.enum) ?? null
    switch (schema.type) {
      case 'object':
        return object(schema, depth)
      case 'array':
        return Array.from({ length: Math.floor(next() * 3) }, () =>
          make(schema.items ?? {}, depth + 1, property),
        )
      case 'integer':
        return next() < 0.3 ? 1900 + Math.floor(next() * 160) : Math.floor(next() * 50)
      case 'number':
        return next() < 0.1 ? 0 : Math.round(next() * 60_000_000) / 100
      case 'boolean':
        return next() < 0.5
      default:
        if (schema.format === 'date') return day()
        if (texts[property]) return pick(texts[property]) ?? ''
        if (schema.pattern?.includes('\\d')) return String(10_000 + Math.floor(next() * 89_999))
        return pick(TEXTS) ?? ''
    }
  }

  function object({ properties = {}, required = [] }: Schema, depth: number): Json {
    const made: { [name: string]: Json } = {}
    for (const [name, schema] of Object.entries(properties)) {
      const likely = rare.has(name) ? 0.05 : depth < 3 ? 0.85 : 0.6
      if (!required.includes(name) && next() > likely) continue
      // Ids are the platform's own; here some come twice, and some are missing.
      made[name] = name === 'id' ? `id-${Math.floor(next() * 6)}` : make(schema, depth + 1, name)
    }
    if (next() < 0.03) made.neuesFeld = pick(JUNK) ?? null
    return made
  }

  return object(root, 0)
}
