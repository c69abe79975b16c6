import 'server-only'
import { type Tx, withTenant } from '@/lib/db'
import { purgeDevices, purgeEndedDevices } from '@/lib/drafts/devices'
import { purgeExpiredDrafts } from '@/lib/drafts/store'
import { purgeFunnel } from '@/lib/funnel/turns'
import { purgeLetters } from '@/lib/limits/letters'
import { purgeLimits } from '@/lib/limits/limits'
import { purgeErasedLinks } from '@/lib/links/store'
import { errorFields, log } from '@/lib/log'
import { purgeAudit, purgeOrphanedKeys, purgePayloads, purgeProofs } from './retention'

const rules = {
  drafts: purgeExpiredDrafts,
  devices: purgeDevices,
  endedDevices: purgeEndedDevices,
  erasedLinks: purgeErasedLinks,
  payloads: purgePayloads,
  proofs: purgeProofs,
  audit: purgeAudit,
  limits: purgeLimits,
  letters: purgeLetters,
  funnel: purgeFunnel,
  keys: purgeOrphanedKeys,
} as const satisfies { readonly [what: string]: (tx: Tx, now: Date) => Promise<number> }
export type Retained = { readonly [what in keyof typeof rules]: number }

/** A batch is one short transaction; no run takes more of them than this, the next run goes on. */
const mostBatches = 40

/**
 * Removes what is due of one tenant (trust §5.2 P9) and says how many of each. Repeating it removes nothing more. A rule that
 * fails is logged, and the others run all the same.
 */
export async function retain(tenantId: string, now: Date): Promise<Retained> {
  const counts = {
    drafts: 0,
    devices: 0,
    endedDevices: 0,
    erasedLinks: 0,
    payloads: 0,
    proofs: 0,
    audit: 0,
    limits: 0,
    letters: 0,
    funnel: 0,
    keys: 0,
  }
  for (const [what, rule] of Object.entries(rules)) {
    let removed = 0
    try {
      for (let batch = 0; batch < mostBatches; batch++) {
        const some = await withTenant(tenantId, (tx) => rule(tx, now))
        removed += some
        if (some === 0) break
      }
    } catch (thrown) {
      log.error('retention.failed', { reason: what, ...errorFields(thrown) })
    }
    if (removed > 0) log.info('retention', { reason: what, count: removed })
    Object.assign(counts, { [what]: removed })
  }
  return counts
}
