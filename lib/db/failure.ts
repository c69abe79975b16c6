/**
 * Why a database cannot do its work for now; anything else is a fault of ours or of the data. `busy`: no connection came free or
 * a statement took too long. `away`: it cannot be reached, is starting or ended under us. `full`: it cannot write.
 */
export type Unavailable = 'busy' | 'away' | 'full'

/** SQLSTATE (PostgreSQL, appendix A), classes and codes. */
const sqlStates: readonly (readonly [RegExp, Unavailable])[] = [
  [/^(08|57P)/, 'away'],
  [/^(53100|53200|58030|25006)$/, 'full'],
  [/^(53300|53400|57014|55P03|25P03|40001|40P01)$/, 'busy'],
]
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
/** What pg and its pool say without a code. */
const words: readonly (readonly [RegExp, Unavailable])[] = [
  [/timeout exceeded when trying to connect|Query read timeout/, 'busy'],
  [/Connection terminated|not queryable|connection error/, 'away'],
]

/** What drizzle throws holds what the driver threw; addresses that were tried one after another come as one error. */
function rootOf(thrown: unknown): unknown {
  if (thrown instanceof AggregateError) return rootOf(thrown.errors[0])
  return thrown instanceof Error && thrown.cause ? rootOf(thrown.cause) : thrown
}

/** SQLSTATE or the system's code. */
export function codeOf(thrown: unknown): string | undefined {
  const root = rootOf(thrown)
  return root instanceof Error && 'code' in root && typeof root.code === 'string' ? root.code : undefined
}

/** null: not a matter of the database's availability. Pure. */
export function unavailable(thrown: unknown): Unavailable | null {
  const code = codeOf(thrown)
  if (code !== undefined) {
    if (systemCodes.has(code)) return 'away'
    return sqlStates.find(([pattern]) => pattern.test(code))?.[1] ?? null
  }
  const root = rootOf(thrown)
  return root instanceof Error ? (words.find(([pattern]) => pattern.test(root.message))?.[1] ?? null) : null
}

/** Seconds after which a client may ask again; undefined: asking again will not help. */
export function retryAfter(thrown: unknown): number | undefined {
  switch (unavailable(thrown)) {
    case 'busy':
      return 2
    case 'away':
      return 5
    case 'full':
      return 30
    case null:
      return undefined
  }
}
