import 'server-only'
import type { Verified } from '@/lib/cases/target'
import { withTenant } from '@/lib/db'
import type { Claim } from './claim'
import { type Here, type There, tell } from './means'
import { verifyAgain } from './plan'
import { lacking } from './reasons'
import { type DeliveryRow, lockRow, lockRowNow, moveTo, never, putOff } from './row'
import { step } from './states'

type Reading = Extract<Claim, { kind: 'verify' }>

/**
 * Reads the case back and keeps what did not arrive (trust §2.4). Where the client may not read, DELIVERED is the end.
 */
export async function readBack(here: There, claim: Reading): Promise<void> {
  const { target, gate } = here.platform
  if (!target.verify) {
    await conclude(here, { kind: 'unavailable', reason: 'noReading', final: true })
    return
  }
  const pass = await gate.pass('read')
  if (pass.kind === 'wait') {
    await withTenant(here.tenantId, async (tx) => {
      const row = await lockRow(tx, here.deliveryId)
      if (isHeld(row, here)) await putOff(tx, row, pass.until)
    })
    return
  }
  const verified = await target.verify(claim.reference, claim.sending)
  await conclude(here, verified)
}

const isHeld = (row: DeliveryRow | null, here: Here): row is DeliveryRow & { state: 'DELIVERED' } =>
  row?.state === 'DELIVERED' && row.leaseOwner === here.means.owner

async function conclude(here: Here, verified: Verified): Promise<void> {
  const moved = await withTenant(here.tenantId, async (tx) => {
    const locked = await lockRowNow(tx, here)
    if (!locked || !isHeld(locked.row, here)) return null
    const { row, now } = { ...locked, row: locked.row }
    if (verified.kind === 'compared') {
      const { lost } = verified
      const reason = lost.length > 0 ? lacking.compared : 'compared'
      return moveTo(tx, row, { to: step(row.state, 'readBack'), reason, detail: { lost } }, now)
    }
    const deliveredAt = row.deliveredAt ?? row.updatedAt
    const dueAt = verified.final ? never : verifyAgain(deliveredAt, now, here.means.timings)
    return moveTo(tx, row, { to: row.state, reason: verified.reason, dueAt }, now)
  })
  if (moved) tell(moved)
}
