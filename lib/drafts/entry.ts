import 'server-only'
import { readStartToken, type StartToken } from '@/lib/campaigns/start-token'
import { randomReadable } from '@/lib/crypto/secret'
import { retryAfter, type Tx, tenantOfCampaign, withTenant } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { type Crowded, inTurn, LOCK_TIMEOUT } from './crowd'
import { type RequestMeta, sameOrigin } from './meta'
import type { Failed } from './protocol'
import type { Parsed } from './request'

export type Entered<R> = { request: R; ignored: number; token: StartToken; expired: boolean }
export type TurnedAway = { kind: 'refused'; reason: 'origin' | 'shape' | 'token' } | Crowded | Failed

/**
 * The one door for whatever a client sends about a draft: origin, shape and start token are checked, then `run` works
 * inside the campaign's tenant, one of each draft at a time. A broken database gives 'failed' with a number that stands in the log (`event`) too.
 */
export async function enter<R extends { token: string; secret?: string }, T>(
  parsed: Parsed<R>,
  meta: RequestMeta,
  event: 'draft.save.failed' | 'submit.failed',
  run: (tx: Tx, entered: Entered<R>) => Promise<T>,
): Promise<T | TurnedAway> {
  if (!sameOrigin(meta)) return { kind: 'refused', reason: 'origin' }
  if (parsed.kind === 'shape') return { kind: 'refused', reason: 'shape' }
  const read = readStartToken(parsed.request.token)
  if (read.kind === 'invalid') return { kind: 'refused', reason: 'token' }
  const { request, ignored } = parsed
  try {
    const tenantId = await tenantOfCampaign(read.token.campaign)
    if (!tenantId) return { kind: 'refused', reason: 'token' }
    const entered = { request, ignored, token: read.token, expired: read.expired }
    return await inTurn(request.secret ?? request.token, () =>
      withTenant(tenantId, (tx) => run(tx, entered), { lock_timeout: LOCK_TIMEOUT }),
    )
  } catch (thrown) {
    const reference = randomReadable(8)
    log.error(event, { reference, ...errorFields(thrown) })
    return { kind: 'failed', reference, retryAfter: retryAfter(thrown) }
  }
}
