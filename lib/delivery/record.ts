import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Outcome } from '@/lib/cases/target'
import { type Tx, withTenant } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail'
import { appendEvent } from '@/lib/submissions/events'
import { type Attempt, beginAttempt, endAttempt, failedTries } from './attempt'
import { holds, type There, tell } from './means'
import { toFallbackPartner } from './operator/fallback'
import { changeAfter } from './plan'
import { lacking } from './reasons'
import { type DeliveryRow, lockRowNow, type Moved, moveTo } from './row'
import { type State, step } from './states'

/** Transaction B, fenced: a worker that lost its lease changes no state, but what it learnt is kept for the operator. */
async function recordIn(
  tx: Tx,
  here: There,
  attempt: Attempt,
  outcome: Outcome,
  expected: (state: State) => boolean,
): Promise<Moved | null> {
  const locked = await lockRowNow(tx, here)
  if (!locked) return null
  const { row, now } = locked
  if (!holds(row, here, attempt) || !expected(row.state)) {
    const known = outcome.kind === 'delivered' ? outcome.reference : {}
    const detail = { late: true, attempt: attempt.attemptNo, outcome: outcome.kind, ...known }
    await endAttempt(tx, attempt, outcome, now)
    await appendEvent(tx, row.submissionId, { type: 'delivery.state', actor: 'worker', detail })
    return isNews(row, here, attempt) && outcome.kind === 'delivered'
      ? arrivedLate(tx, row, outcome, attempt, now)
      : null
  }
  // An operator's replay begins the schedule and its budget anew.
  const since = row.replayedAt ?? row.createdAt
  const failed = await failedTries(tx, row.id, since)
  if (row.state !== 'SENDING') await beginAttempt(tx, attempt, now)
  await endAttempt(tx, attempt, outcome, now)
  const random = (here.means.random ?? Math.random)()
  const reads = here.platform.target.verify !== undefined
  const tries = { since, failed, now, random, reads }
  const change = changeAfter(row, outcome, tries, here.means.timings)
  const { traceId } = attempt.sending
  // A case that exists is read back by this same worker.
  const onwards = change.to === 'DELIVERED' && reads ? ({ goesOn: true } as const) : {}
  const moved = await moveTo(tx, row, { ...change, ...onwards, traceId }, now)
  if (moved.state === 'DELIVERED') await enqueueConfirmation(tx, row.id, now)
  return (await toFallbackPartner(tx, { ...row, state: moved.state }, outcome, now)) ?? moved
}

/**
 * The last try of a delivery that only a person could still look for: its own answer, however late, is better than any search. A
 * platform with a list is asked instead, as its answer also says whether there is a second case.
 */
const isNews = (row: DeliveryRow, { platform }: There, attempt: Attempt): boolean =>
  platform.target.lookUp === 'none' &&
  row.attemptNo === attempt.attemptNo &&
  (row.state === 'UNKNOWN' || row.state === 'NEEDS_OPERATOR')

async function arrivedLate(
  tx: Tx,
  row: DeliveryRow,
  { reference, messages }: Extract<Outcome, { kind: 'delivered' }>,
  { sending: { traceId } }: Attempt,
  now: Date,
): Promise<Moved> {
  const waiting = row.state === 'UNKNOWN' ? step(row.state, 'handOver') : row.state
  if (waiting !== row.state) await moveTo(tx, row, { to: waiting, reason: 'late', traceId }, now)
  const reason = messages?.length ? lacking.created : 'late'
  const change = { to: step(waiting, 'delivered'), reason, reference, traceId, detail: { messages } }
  const moved = await moveTo(tx, { ...row, state: waiting }, change, now)
  await enqueueConfirmation(tx, row.id, now)
  return moved
}

/** Stores the outcome of a try and makes the step that it means. Throws what the database throws. */
export async function record(
  here: There,
  attempt: Attempt,
  outcome: Outcome,
  expected: (state: State) => boolean,
): Promise<void> {
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
export async function recordFirmly(here: There, attempt: Attempt, outcome: Outcome): Promise<void> {
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
