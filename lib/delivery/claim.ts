import 'server-only'
import { targetOf } from '@/lib/cases/payload'
import type { CaseTarget, Sending } from '@/lib/cases/target'
import type { Tx } from '@/lib/db'
import { log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import type { Attempt } from './attempt'
import type { Gate } from './gate/types'
import { type Here, later, type Platform } from './means'
import { workOn } from './plan'
import { type DeliveryRow, holdLease, lockRowNow, type Moved, moveTo, putOff } from './row'
import { isSendable, type State, step } from './states'
import { deadlineOf, firstLook } from './verdict'

/** What a worker took upon itself; with every kind but the first two it holds a lease. */
export type Claim =
  | { kind: 'nothing' }
  | { kind: 'moved'; moved: Moved }
  | { kind: 'send'; platform: Platform; attempt: Attempt; from: State }
  | { kind: 'lookUp'; target: Extract<CaseTarget, { lookUp: 'list' }>; gate: Gate; scans: number }
  | {
      kind: 'verify'
      platform: Platform
      sending: Sending
      reference: NonNullable<DeliveryRow['reference']>
    }

/** Takes the lease of a row that is due (trust §2.3, 2), or makes the step that needs no call. */
export async function claimIn(tx: Tx, { deliveryId, means, clock }: Here): Promise<Claim> {
  const locked = await lockRowNow(tx, { deliveryId, clock }, true)
  if (!locked) return { kind: 'nothing' }
  const { row, now } = locked
  const work = workOn(row, now)
  if (work === 'nothing') return { kind: 'nothing' }
  if (work === 'abandoned') {
    const to = step(row.state, 'leaseExpired')
    // The request of a try may still arrive until its deadline; a look-up that broke off is repeated at once.
    const dueAt = row.state === 'SENDING' ? firstLook(deadlineOf(row), now, means.timings) : now
    return { kind: 'moved', moved: await moveTo(tx, row, { to, reason: 'leaseExpired', dueAt }, now) }
  }
  const platform = means.platforms[row.target]
  if (!platform) return notConfigured(tx, row, later(now, means.timings.blocked), now)
  const lease = { owner: means.owner, until: later(now, means.timings.lease) }
  switch (work) {
    case 'lookUp': {
      const { target, gate } = platform
      if (target.lookUp === 'none') {
        const change = { to: step(row.state, 'handOver'), reason: row.lastReason ?? 'unknown' }
        return { kind: 'moved', moved: await moveTo(tx, row, change, now) }
      }
      await holdLease(tx, row.id, lease)
      return { kind: 'lookUp', target, gate, scans: row.scans }
    }
    case 'verify': {
      const payload = await storedPayload(tx, row)
      if (!payload || !row.reference) {
        return { kind: 'moved', moved: await moveTo(tx, row, { to: row.state, reason: 'notVerified' }, now) }
      }
      await holdLease(tx, row.id, lease)
      const traceId = `${row.submissionId}-${row.attemptNo}-read`
      return { kind: 'verify', platform, sending: { payload, traceId }, reference: row.reference }
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
      return { kind: 'send', platform, attempt, from: row.state }
    }
  }
}

/**
 * This process has no credentials for the platform: what is unsent says so and alarms as everything that the configuration blocks;
 * any other state stays as it is. All of it comes back by itself once a process has them.
 */
async function notConfigured(tx: Tx, row: DeliveryRow, dueAt: Date, now: Date): Promise<Claim> {
  log.error('delivery.notConfigured', { deliveryId: row.id, target: row.target })
  if (isSendable(row.state) && row.state !== 'BLOCKED_CONFIG') {
    const change = { to: step(row.state, 'refusedUs'), reason: 'notConfigured', dueAt }
    return { kind: 'moved', moved: await moveTo(tx, row, change, now) }
  }
  await putOff(tx, row, dueAt)
  return { kind: 'nothing' }
}

/** null: erased, not to be opened, or made for another platform. Then nothing is sent, not even in part. */
async function storedPayload(tx: Tx, row: DeliveryRow) {
  try {
    const payload = await payloadOf(tx, row.submissionId)
    return targetOf(payload) === row.target ? payload : null
  } catch (thrown) {
    if (thrown instanceof UnreadableSubmission) return null
    throw thrown
  }
}
