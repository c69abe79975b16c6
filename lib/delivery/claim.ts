import 'server-only'
import type { Sending } from '@/lib/cases/target'
import type { Tx } from '@/lib/db'
import { enqueueConfirmation } from '@/lib/mail'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import type { Attempt } from './attempt'
import { type Here, later } from './means'
import { step, workOn } from './plan'
import { type DeliveryRow, holdLease, lockRow, type Moved, moveTo } from './row'

/** What a worker took upon itself; with every kind but the first two it holds a lease. */
export type Claim =
  | { kind: 'nothing' }
  | { kind: 'moved'; moved: Moved }
  | { kind: 'send'; attempt: Attempt }
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
      return { kind: 'moved', moved: await moveTo(tx, row, { to, reason: 'leaseExpired', dueAt: now }, now) }
    }
    case 'handOver': {
      const to = step(row.state, 'handOver')
      return { kind: 'moved', moved: await moveTo(tx, row, { to, reason: row.lastReason ?? 'unknown' }, now) }
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
      return { kind: 'send', attempt: { deliveryId: row.id, attemptNo, sending: { payload, traceId } } }
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
