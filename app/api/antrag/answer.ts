import 'server-only'
import type { Failed, SaveResult, SubmitResult } from '@/lib/drafts/protocol'

const isFailed = (result: object): result is Failed => 'kind' in result && result.kind === 'failed'

/**
 * A result as JSON. A failure that passes by itself (a busy or restarting database) is 503 with Retry-After, for those who look at
 * the status only; the body says the same to the form, which keeps what was typed and asks again.
 */
export function answer(result: object, status = 200): Response {
  if (!isFailed(result) || result.retryAfter === undefined) return Response.json(result, { status })
  return Response.json(result, { status: 503, headers: { 'retry-after': String(result.retryAfter) } })
}

/** A fault of ours is a result as well: a browser that is leaving can do nothing with a 500. */
export function statusOf(result: SaveResult | SubmitResult): number {
  switch (result.kind) {
    case 'saved':
    case 'invalid':
    case 'conflict':
    case 'gone':
    case 'sent':
    case 'prove':
    case 'incomplete':
    case 'privacyChanged':
    case 'failed':
      return 200
    case 'limited':
      return 429
    case 'tooLarge':
      return 413
    case 'refused':
      return result.reason === 'origin' || result.reason === 'closed' ? 403 : 400
  }
}
