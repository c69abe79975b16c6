import 'server-only'
import type { CaseTarget, Sending } from '@/lib/cases/target'
import type { Tx } from '@/lib/db'
import { enqueueConfirmation } from '@/lib/mail'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import type { Attempt } from './attempt'
import { type Here, later } from './means'
import { workOn } from './plan'
import { type DeliveryRow, holdLease, lockRow, type Moved, moveTo } from './row'
import { type State, step } from './states'
import { deadlineOf, firstLook } from './verdict'

/** What a worker took upon itself; with every kind but the first two it holds a lease. */
export type Claim =
  | { kind: 'nothing' }
  | { kind: 'moved'; moved: Moved }
  | { kind: 'send'; attempt: Attempt; from: State }
  | { kind: 'lookUp'; target: Extract<CaseTarget, { lookUp: 'list' }>; scans: number }
  | { kind: 'verify'; sending: Sending; reference: NonNullable<DeliveryRow['reference']> }

/** Takes the lease of a row that is due (trust §2.3, 2), or makes the step that needs no call. */
export async function claimIn(tx: Tx, { deliveryId, means, clock }: Here): Promise<Claim> {
  const row = await lockRow(tx, deliveryId, true)
  const now = await clock(tx)
  const work = row ? workOn(row, now) : 'nothing'
  if (!row || work === 'nothing') return { kind: 'nothing' }
  const lease = { owner: means.owner, until: later(now, means.timings.lease) }
  switch (work) {
    case 'abandoned': {
      const to = step(row.state, 'leaseExpired')
      // The request of a try may still arrive until its deadline; a look-up that broke off is repeated at once.
      const dueAt = row.state === 'SENDING' ? firstLook(deadlineOf(row), now, means.timings) : now
      return { kind: 'moved', moved: await moveTo(tx, row, { to, reason: 'leaseExpired', dueAt }, now) }
    }
    case 'lookUp': {
      if (means.target.lookUp === 'none') {
        const change = { to: step(row.state, 'handOver'), reason: row.lastReason ?? 'unknown' }
        return { kind: 'moved', moved: await moveTo(tx, row, change, now) }
      }
      await holdLease(tx, row.id, lease)
      return { kind: 'lookUp', target: means.target, scans: row.scans }
    }
    case 'verify': {
      const payload = await storedPayload(tx, row)
      if (!payload || !row.reference) {
        return { kind: 'moved', moved: await moveTo(tx, row, { to: row.state, reason: 'notVerified' }, now) }
      }
      await holdLease(tx, row.id, lease)
      const traceId = `${row.submissionId}-${row.attemptNo}-read`
      return { kind: 'verify', sending: { payload, traceId }, reference: row.reference }
    }
    case 'send': {
      const payload = await storedPayload(tx, row)
      if (!payload) {
        const to = step(row.state, 'handOver')
        return { kind: 'moved', moved: await moveTo(tx, row, { to, reason: 'unreadable' }, now) }
      }
      const attemptNo = row.attemptNo + 1
      await holdLease(tx, row.id, { ...lease, attemptNo })
      if (attemptNo === 1) {
        await enqueueConfirmation(tx, row.id, later(row.createdAt, means.timings.mailWithoutNumber))
      }
      const traceId = `${row.submissionId}-${attemptNo}`
      const attempt = { deliveryId: row.id, attemptNo, sending: { payload, traceId } }
      return { kind: 'send', attempt, from: row.state }
    }
  }
}

/** null: erased or not to be opened. Then nothing is sent, not even in part. */
async function storedPayload(tx: Tx, row: DeliveryRow) {
  try {
    return await payloadOf(tx, row.submissionId)
  } catch (thrown) {
    if (thrown instanceof UnreadableSubmission) return null
    throw thrown
  }
}
