import 'server-only'
import type { CaseTarget, Scan } from '@/lib/cases/target'
import { type Tx, withTenant } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail'
import { type Batch, type Looked, takeBatch } from './batch'
import type { Gate } from './gate/types'
import { anyDelivered } from './known'
import { type Here, tell } from './means'
import { lockRow, lockRowNow, type Moved, moveTo, putOff } from './row'
import { changeAfterLook } from './verdict'

type Listing = Extract<CaseTarget, { lookUp: 'list' }>
type Looking = { target: Listing; gate: Gate; scans: number }

/** Beyond this the platform's clock is worth a line in the log. */
const wrongClock = 60_000

/**
 * Looks at the platform for cases whose outcome is unknown (trust §2.4, RECONCILING): this delivery and all others that are due, in one
 * scan, each decided in a transaction of its own.
 * @returns whether there may be more to do now
 */
export async function reconcile(here: Here, { target, gate, scans }: Looking): Promise<boolean> {
  const { timings } = here.means
  const pass = await gate.pass('read')
  if (pass.kind === 'wait') {
    await withTenant(here.tenantId, async (tx) => {
      const row = await lockRow(tx, here.deliveryId)
      const held = row?.state === 'UNKNOWN' && row.leaseOwner === here.means.owner && row.scans === scans
      if (held) await putOff(tx, row, pass.until)
    })
    return false
  }
  const batch = await withTenant(here.tenantId, (tx) => takeBatch(tx, here, scans))
  if (!batch) return false
  for (const moved of batch.moved) tell(moved)
  const scan = await scanFor(batch, target, AbortSignal.timeout(timings.request))
  if (Math.abs(scan.offset) > wrongClock) log.warn('platform.clock', { durationMs: Math.round(scan.offset) })
  // What is seen is stored first: it may be the positive control of the others.
  const isSeen = ({ externalId }: Looked) => scan.cases.has(externalId)
  for (const looked of batch.rows.filter(isSeen)) await decide(here, batch, scan, looked, true)
  const unseen = batch.rows.filter((looked) => !isSeen(looked))
  const control = unseen.length > 0 && (await hasControl(here, batch, scan))
  for (const looked of unseen) await decide(here, batch, scan, looked, control)
  return true
}

async function scanFor(batch: Batch, target: Listing, signal: AbortSignal): Promise<Scan> {
  const { datenkontext, since, begun: now, traceId } = batch
  try {
    return await target.scan({ datenkontext, since, now, traceId, signal })
  } catch (thrown) {
    log.error('delivery.scan', errorFields(thrown))
    return { cases: new Map(), offset: 0, gap: { kind: 'unavailable', reason: 'fault', final: false } }
  }
}

const hasControl = (here: Here, batch: Batch, scan: Scan): Promise<boolean> =>
  withTenant(here.tenantId, (tx) => anyDelivered(tx, batch.target, [...scan.cases.keys()]))

async function decide(here: Here, batch: Batch, scan: Scan, looked: Looked, control: boolean): Promise<void> {
  const moved = await withTenant(here.tenantId, (tx) => decideIn(tx, here, batch, scan, looked, control))
  if (moved) tell(moved)
}

/** Fenced: a worker whose lease was taken over changes nothing; its successor looks for itself. */
async function decideIn(
  tx: Tx,
  here: Here,
  batch: Batch,
  scan: Scan,
  { deliveryId, externalId, scan: number }: Looked,
  control: boolean,
): Promise<Moved | null> {
  const locked = await lockRowNow(tx, { deliveryId, clock: here.clock })
  if (!locked) return null
  const { row, now } = locked
  const held = row.state === 'RECONCILING' && row.leaseOwner === here.means.owner && row.scans === number
  if (!held) return null
  const found = (scan.cases.get(externalId) ?? []).map(({ vorgangsnummer }) => vorgangsnummer)
  const look = { begun: batch.begun, found, gap: scan.gap, control }
  const { traceId } = batch
  const change = changeAfterLook(row, look, now, here.means.timings)
  const moved = await moveTo(tx, row, { ...change, traceId }, now)
  if (moved.state === 'DELIVERED') await enqueueConfirmation(tx, row.id, now)
  return moved
}
