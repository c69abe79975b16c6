import 'server-only'
import { tenantOfDelivery, withTenant } from '@/lib/db'
import { claimIn } from './claim'
import { type Delivering, type Here, tell } from './means'
import { reconcile } from './reconcile'
import { sendOnce } from './send'
import { readBack } from './verify'

/**
 * Does everything that can be done now for one delivery (trust §2.3): claim, gate, token, mark, send, record, look
 * up what is unknown, read back.
 * Safe to call at any time and from many workers at once. Outcomes of the platform never throw; a failing database
 * does, and leaves a state from which the next call goes on without sending twice.
 */
export async function deliver(deliveryId: string, means: Delivering): Promise<void> {
  const tenantId = await tenantOfDelivery(deliveryId)
  if (!tenantId) return
  const { clock, monotonic = () => performance.now() } = means
  const here: Here = { deliveryId, tenantId, means, clock, monotonic }
  // A lost lease is followed by a look-up, that by sending, that by reading back; each is a claim of its own.
  for (let round = 0; round < 4; round++) {
    const claim = await withTenant(tenantId, (tx) => claimIn(tx, here))
    switch (claim.kind) {
      case 'nothing':
        return
      case 'moved':
        tell(claim.moved)
        break
      case 'send':
        if (!(await sendOnce({ ...here, platform: claim.platform }, claim.attempt, claim.from))) return
        break
      case 'lookUp':
        if (!(await reconcile(here, claim))) return
        break
      case 'verify':
        return readBack({ ...here, platform: claim.platform }, claim)
    }
  }
}
