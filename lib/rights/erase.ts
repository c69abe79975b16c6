import 'server-only'
import { audit } from '@/lib/audit'
import type { TargetName } from '@/lib/cases/names'
import { type Tx, withTenant } from '@/lib/db'
import { type Clock, type DeliveryRow, databaseClock, lockRow, moveTo } from '@/lib/delivery/row'
import { next, type State } from '@/lib/delivery/states'
import { eraseSubmissions } from '@/lib/submissions/retention'
import type { Enquiry } from './find'

export type Erasing = { actor: string; alsoUndelivered: boolean; clock?: Clock }
export type Erased =
  /** Nobody can read it any more. `caseMayExist`: at the platform it lives on, and its owner must erase it there. */
  | { kind: 'erased'; cancelled: boolean; caseMayExist: boolean; target: TargetName }
  /** It has not reached the advisor; only `alsoUndelivered` cancels and erases it. */
  | { kind: 'undelivered'; state: State }
  /** A worker is sending or looking it up at this moment: ask again in a minute. */
  | { kind: 'busy' }
  | { kind: 'gone' }

/**
 * Erases one enquiry at once by deleting its keys and blind indexes (GDPR 17; trust §5.2 P10): answers, payload, contact and the
 * history's details can never be read again, backups aside. What stays: reference, times, the case's number, and the proof of what
 * was shown (art. 17(3)(b), (e)). Cancellation, erasure and audit are one transaction.
 */
export async function eraseEnquiry(enquiry: Enquiry, erasing: Erasing): Promise<Erased> {
  return withTenant(enquiry.tenantId, async (tx) => {
    const row = await lockRow(tx, enquiry.deliveryId)
    if (!row) return { kind: 'gone' }
    const now = await (erasing.clock ?? databaseClock)(tx)
    const ended = await endDelivery(tx, row, erasing, now)
    if (ended.kind !== 'ended') return ended
    await eraseSubmissions(tx, [row.submissionId])
    await audit(tx, { actor: erasing.actor, action: 'person.erase', subject: enquiry.reference })
    const { cancelled } = ended
    const caseMayExist = row.sentAt !== null || row.reference !== null
    return { kind: 'erased', cancelled, caseMayExist, target: row.target }
  })
}

type Ended = { kind: 'ended'; cancelled: boolean } | Extract<Erased, { kind: 'undelivered' | 'busy' }>

/** An undelivered enquiry must not just vanish: it is cancelled, with a reason, by whoever wants it erased. */
async function endDelivery(tx: Tx, row: DeliveryRow, erasing: Erasing, now: Date): Promise<Ended> {
  switch (row.state) {
    case 'DELIVERED':
    case 'VERIFIED':
    case 'DUPLICATE':
    case 'CANCELLED':
      return { kind: 'ended', cancelled: false }
    case 'SENDING':
    case 'RECONCILING':
      return { kind: 'busy' }
    case 'QUEUED':
    case 'RETRY_WAIT':
    case 'BLOCKED_CONFIG':
    case 'UNKNOWN':
    case 'NEEDS_FIX':
    case 'NEEDS_OPERATOR':
    case 'DEAD': {
      if (row.leaseUntil && row.leaseUntil > now) return { kind: 'busy' }
      if (!erasing.alsoUndelivered) return { kind: 'undelivered', state: row.state }
      await cancel(tx, row, erasing.actor, now)
      return { kind: 'ended', cancelled: true }
    }
  }
}

/** By the table: what may not be cancelled where it stands is first handed to a person, who is the one acting here. */
async function cancel(tx: Tx, row: DeliveryRow, by: string, now: Date): Promise<void> {
  const direct = next(row.state, 'cancel')
  const handed = direct ? row.state : next(row.state, 'handOver')
  const to = handed && next(handed, 'cancel')
  if (!handed || !to) throw new Error(`No way to cancel from ${row.state}`)
  const change = { reason: 'erased', actor: 'operator', detail: { by } } as const
  if (!direct) await moveTo(tx, row, { ...change, to: handed }, now)
  await moveTo(tx, { ...row, state: handed }, { ...change, to }, now)
}
