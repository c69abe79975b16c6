import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { CaseTarget, Outcome, Sending } from '@/lib/cases/target'
import { type Tx, tenantOfDelivery, withTenant } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail'
import { appendEvent } from '@/lib/submissions/events'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import { type Attempt, beginAttempt, endAttempt, failedTries } from './attempt'
import { changeAfter, step, verifyAgain, workOn } from './plan'
import {
  type Clock,
  type DeliveryRow,
  databaseClock,
  holdLease,
  lockRow,
  type Moved,
  moveTo,
  never,
} from './row'
import { isSendable, type State, waitingForPerson } from './states'
import type { DeliveryTimings } from './timings'

export type Delivering = {
  target: CaseTarget
  timings: DeliveryTimings
  /** Who holds a lease: one name per process. */
  owner: string
  random?: () => number
  clock?: Clock
}

type Claim =
  | { kind: 'nothing' }
  | { kind: 'moved'; moved: Moved }
  | { kind: 'send'; attempt: Attempt }
  | { kind: 'verify'; sending: Sending; reference: NonNullable<DeliveryRow['reference']> }

/**
 * Does everything that can be done now for one delivery (trust §2.3): claim, token, mark, send, record, read back.
 * Safe to call at any time and from many workers at once. Outcomes of the platform never throw; a failing database
 * does, and leaves a state from which the next call goes on without sending twice.
 */
export async function deliver(deliveryId: string, means: Delivering): Promise<void> {
  const tenantId = await tenantOfDelivery(deliveryId)
  if (!tenantId) return
  const here: Here = { deliveryId, tenantId, means, clock: means.clock ?? databaseClock }
  // A send is followed by reading back, an unknown outcome by its hand-over; each is a claim of its own.
  for (let round = 0; round < 3; round++) {
    const claim = await withTenant(tenantId, (tx) => claimIn(tx, here))
    switch (claim.kind) {
      case 'nothing':
        return
      case 'moved':
        tell(claim.moved)
        break
      case 'send':
        await sendOnce(here, claim.attempt)
        break
      case 'verify':
        await readBack(here, claim)
        break
    }
  }
}

type Here = { deliveryId: string; tenantId: string; means: Delivering; clock: Clock }

function tell(moved: Moved): void {
  const bad = waitingForPerson.includes(moved.state) || moved.state === 'BLOCKED_CONFIG'
  log[bad ? 'error' : 'info']('delivery.state', moved.fields)
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

async function claimIn(tx: Tx, { deliveryId, means, clock }: Here): Promise<Claim> {
  const row = await lockRow(tx, deliveryId, true)
  const now = await clock(tx)
  const work = row ? workOn(row, now) : 'nothing'
  if (!row || work === 'nothing') return { kind: 'nothing' }
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
      await holdLease(tx, row.id, { owner: means.owner, until: later(now, means.timings.lease) })
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
      await holdLease(tx, row.id, { owner: means.owner, until: later(now, means.timings.lease), attemptNo })
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

async function sendOnce(here: Here, attempt: Attempt): Promise<void> {
  const { target } = here.means
  const ready = await target.prepare(attempt.sending)
  if (ready.kind !== 'ready') {
    await record(here, attempt, ready, isSendable)
    return
  }
  if (!(await withTenant(here.tenantId, (tx) => markIn(tx, here, attempt)))) return
  // From here on a request may be on its way: whatever fails before `record` has committed ends as UNKNOWN.
  let outcome: Outcome
  try {
    outcome = await target.send(attempt.sending)
  } catch (thrown) {
    log.error('delivery.send', { deliveryId: here.deliveryId, ...errorFields(thrown) })
    outcome = { kind: 'unknown', reason: 'fault' }
  }
  await recordFirmly(here, attempt, outcome)
}

/** True while this worker still holds the row with this attempt. */
const holds = (row: DeliveryRow | null, here: Here, attempt: Attempt): row is DeliveryRow =>
  row !== null && row.attemptNo === attempt.attemptNo && row.leaseOwner === here.means.owner

/** Transaction A: committed before the first byte. False: the lease was lost meanwhile, nothing may be sent. */
async function markIn(tx: Tx, here: Here, attempt: Attempt): Promise<boolean> {
  await tx.execute(sql`set local synchronous_commit = on`)
  const row = await lockRow(tx, here.deliveryId)
  const now = await here.clock(tx)
  if (!holds(row, here, attempt) || !isSendable(row.state) || !row.leaseUntil || row.leaseUntil <= now)
    return false
  await beginAttempt(tx, attempt, now)
  await moveTo(
    tx,
    row,
    { to: step(row.state, 'mark'), reason: 'sending', traceId: attempt.sending.traceId },
    now,
  )
  await holdLease(tx, row.id, { owner: here.means.owner, until: later(now, here.means.timings.lease) })
  return true
}

/** Transaction B, fenced: a worker that lost its lease changes no state, but what it learnt is kept for the operator. */
async function recordIn(
  tx: Tx,
  here: Here,
  attempt: Attempt,
  outcome: Outcome,
  expected: (state: State) => boolean,
): Promise<Moved | null> {
  await tx.execute(sql`set local synchronous_commit = on`)
  const row = await lockRow(tx, here.deliveryId)
  const now = await here.clock(tx)
  if (!row) return null
  if (!holds(row, here, attempt) || !expected(row.state)) {
    const known = outcome.kind === 'delivered' ? outcome.reference : {}
    const detail = { late: true, attempt: attempt.attemptNo, outcome: outcome.kind, ...known }
    await endAttempt(tx, attempt, outcome, now)
    await appendEvent(tx, row.submissionId, { type: 'delivery.state', actor: 'worker', detail })
    return null
  }
  const failed = await failedTries(tx, row.id)
  if (row.state !== 'SENDING') await beginAttempt(tx, attempt, now)
  await endAttempt(tx, attempt, outcome, now)
  const random = (here.means.random ?? Math.random)()
  const tries = { since: row.createdAt, failed, now, random }
  const change = changeAfter(row.state, outcome, tries, here.means.timings)
  const moved = await moveTo(tx, row, { ...change, traceId: attempt.sending.traceId }, now)
  if (moved.state === 'DELIVERED') await enqueueConfirmation(tx, row.id, now)
  return moved
}

async function record(here: Here, attempt: Attempt, outcome: Outcome, expected: (state: State) => boolean) {
  const moved = await withTenant(here.tenantId, (tx) => recordIn(tx, here, attempt, outcome, expected))
  if (moved) tell(moved)
  else
    log.warn('delivery.late', {
      deliveryId: here.deliveryId,
      attempt: attempt.attemptNo,
      outcome: outcome.kind,
    })
}

/** An answer is too precious to lose to a short failure of the database: several tries within the lease. */
async function recordFirmly(here: Here, attempt: Attempt, outcome: Outcome): Promise<void> {
  for (let wait = 1000; ; wait *= 2) {
    try {
      await record(here, attempt, outcome, (state) => state === 'SENDING')
      return
    } catch (thrown) {
      const number = outcome.kind === 'delivered' ? outcome.reference.vorgangsnummer : undefined
      const fields = { deliveryId: here.deliveryId, outcome: outcome.kind, vorgangsnummer: number }
      log.error('delivery.record', { ...fields, ...errorFields(thrown) })
      if (wait > 8000) throw thrown
      await pause(wait)
    }
  }
}

async function readBack(here: Here, claim: Extract<Claim, { kind: 'verify' }>): Promise<void> {
  const { target, timings, owner } = here.means
  const verified = target.verify
    ? await target.verify(claim.reference, claim.sending)
    : { kind: 'unavailable' as const, reason: 'noReading', final: true }
  const moved = await withTenant(here.tenantId, async (tx) => {
    const row = await lockRow(tx, here.deliveryId)
    const now = await here.clock(tx)
    if (row?.state !== 'DELIVERED' || row.leaseOwner !== owner) return null
    if (verified.kind === 'compared') {
      const { lost } = verified
      return moveTo(tx, row, { to: step(row.state, 'readBack'), reason: 'compared', detail: { lost } }, now)
    }
    const deliveredAt = row.lastReason === 'created' ? row.updatedAt : row.createdAt
    const dueAt = verified.final ? never : verifyAgain(deliveredAt, now, timings)
    return moveTo(tx, row, { to: row.state, reason: verified.reason, dueAt }, now)
  })
  if (moved) tell(moved)
}
