import type { Answer, Call } from './http'
import { problem } from './problem'

/**
 * The platform's limit of requests per minute and client id, tokens included: above it 429 as problem+json, and no `Retry-After`,
 * as documented. Counted over a sliding minute, so that no burst at the turn of a minute slips through.
 */
export type Limit = {
  /** Counts a request of this client; the answer where it is one too many. Refused requests count too. */
  take(clientId: string, call: Call): Answer | undefined
}

/** The documented one. */
export const documentedLimit = 2000
const minute = 60_000

/** @param perMinute how many requests of one client id pass in any minute; 0: no limit */
export function makeLimit(perMinute: number, now: () => number = Date.now): Limit {
  const requests = new Map<string, number[]>()
  return {
    take(clientId, call) {
      if (perMinute === 0) return undefined
      const time = now()
      const recent = requests.get(clientId) ?? []
      requests.set(clientId, recent)
      // The oldest that matters is the one `perMinute` requests ago.
      if (recent.length === perMinute) {
        const oldest = recent.shift() ?? 0
        recent.push(time)
        return time - oldest < minute ? problem(call, 429, 'Too many requests in this minute.') : undefined
      }
      recent.push(time)
      return undefined
    },
  }
}
