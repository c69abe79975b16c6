import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { randomReadable } from '@/lib/crypto/secret'
import { retryAfter } from '@/lib/db'
import type { RequestMeta } from '@/lib/drafts/meta'
import type { Failed } from '@/lib/drafts/protocol'
import { holdRefusal } from '@/lib/http/hold'
import { metaOf } from '@/lib/http/request-meta'
import { errorFields, log } from '@/lib/log'

/**
 * Every action and route of the form runs through here: it learns where the request comes from, and whatever is
 * thrown unexpectedly becomes 'failed' with the number that stands in the log. Only the framework's redirects pass. What is refused is
 * kept back for a moment.
 */
export async function runAction<T>(
  route: string,
  work: (meta: RequestMeta) => Promise<T>,
): Promise<T | Failed> {
  try {
    return await holdRefusal(await work(metaOf(await headers())))
  } catch (thrown) {
    unstable_rethrow(thrown)
    const reference = randomReadable(8)
    log.error('action.failed', { reference, route, ...errorFields(thrown) })
    return { kind: 'failed', reference, retryAfter: retryAfter(thrown) }
  }
}
