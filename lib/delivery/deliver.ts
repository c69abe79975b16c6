import 'server-only'
import { tenantOfDelivery, withTenant } from '@/lib/db'
import { claimIn } from './claim'
import { type Delivering, type Here, tell } from './means'
import { databaseClock } from './row'
import { sendOnce } from './send'
import { readBack } from './verify'

/**
 * Does everything that can be done now for one delivery (trust §2.3): claim, gate, token, mark, send, record, read back.
 * Safe to call at any time and from many workers at once. Outcomes of the platform never throw; a failing database
 * does, and leaves a state from which the next call goes on without sending twice.
 */
export async function deliver(deliveryId: string, means: Delivering): Promise<void> {
  const tenantId = await tenantOfDelivery(deliveryId)
  if (!tenantId) return
  const { clock = databaseClock, monotonic = () => performance.now() } = means
  const here: Here = { deliveryId, tenantId, means, clock, monotonic }
  // A send is followed by reading back, a lost lease by its state; each is a claim of its own.
  for (let round = 0; round < 3; round++) {
    const claim = await withTenant(tenantId, (tx) => claimIn(tx, here))
    switch (claim.kind) {
      case 'nothing':
        return
      case 'moved':
        tell(claim.moved)
        break
      case 'send':
        if (!(await sendOnce(here, claim.attempt))) return
        break
      case 'verify':
        return readBack(here, claim)
    }
  }
}
