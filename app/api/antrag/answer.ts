import 'server-only'
import type { Failed } from '@/lib/drafts/protocol'

const isFailed = (result: object): result is Failed => 'kind' in result && result.kind === 'failed'

/**
 * A result as JSON. A failure that passes by itself (a busy or restarting database) is 503 with Retry-After, for those who look at
 * the status only; the body says the same to the form, which keeps what was typed and asks again.
 */
export function answer(result: object, status = 200): Response {
  if (!isFailed(result) || result.retryAfter === undefined) return Response.json(result, { status })
  return Response.json(result, { status: 503, headers: { 'retry-after': String(result.retryAfter) } })
}
