import 'server-only'
import { heldBack, type Outcome } from '@/lib/cases/target'
import { type Tx, withTenant } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { type Attempt, beginAttempt } from './attempt'
import { type Here, holds, later, type There } from './means'
import { record, recordFirmly } from './record'
import { lockRowNow, moveTo, putOff } from './row'
import { isSendable, type State, step } from './states'

/**
 * Gate, token, mark, send, record (trust §2.3, 2 to 4). A closed gate only puts the delivery off: nothing was marked, so no try is
 * used and no outcome can be unknown.
 * @param from the state in which it was claimed: one that is blocked and still is uses no try either, and says nothing new
 * @returns whether there may be more to do now
 */
export async function sendOnce(here: There, attempt: Attempt, from: State): Promise<boolean> {
  const { target, gate } = here.platform
  const { timings } = here.means
  const pass = await gate.pass('send')
  if (pass.kind === 'wait') {
    await putOffTo(here, attempt, pass.until)
    return false
  }
  const ready = await target.prepare(attempt.sending)
  if (ready.kind === 'notSent' && ready.reason === heldBack && ready.retryAfter) {
    await putOffTo(here, attempt, ready.retryAfter)
    return false
  }
  if (ready.kind !== 'ready' && from === 'BLOCKED_CONFIG') {
    await putOffTo(here, attempt, 'blocked')
    return false
  }
  if (ready.kind !== 'ready') {
    await record(here, attempt, ready, isSendable)
    return false
  }
  // Both clocks start before the mark: a process that was stopped for longer than the limit finds them run out, not fresh.
  const signal = AbortSignal.timeout(timings.request)
  const started = here.monotonic()
  if (!(await withTenant(here.tenantId, (tx) => markIn(tx, here, attempt)))) return false
  // From here on a request may be on its way: whatever fails before `record` has committed ends as UNKNOWN.
  if (here.monotonic() - started >= timings.request) {
    await recordFirmly(here, attempt, { kind: 'notSent', reason: 'paused' })
    return false
  }
  const outcome = await sent(here, attempt, signal)
  await recordFirmly(here, attempt, outcome)
  return true
}

async function sent(here: There, attempt: Attempt, signal: AbortSignal): Promise<Outcome> {
  try {
    return await here.platform.target.send(attempt.sending, signal)
  } catch (thrown) {
    log.error('delivery.send', { deliveryId: here.deliveryId, ...errorFields(thrown) })
    return { kind: 'unknown', reason: 'fault' }
  }
}

/** Frees the lease until a later time: no attempt, no history, no other state. */
async function putOffTo(here: Here, attempt: Attempt, until: Date | 'blocked'): Promise<void> {
  await withTenant(here.tenantId, async (tx) => {
    const locked = await lockRowNow(tx, here)
    if (!locked) return
    const { row, now } = locked
    if (!holds(row, here, attempt) || !isSendable(row.state)) return
    await putOff(tx, row, until === 'blocked' ? later(now, here.means.timings.blocked) : until)
  })
}

/** Transaction A: committed before the first byte. False: the lease was lost meanwhile, nothing may be sent. */
async function markIn(tx: Tx, here: Here, attempt: Attempt): Promise<boolean> {
  const locked = await lockRowNow(tx, here)
  if (!locked) return false
  const { row, now } = locked
  if (!holds(row, here, attempt) || !isSendable(row.state) || !row.leaseUntil || row.leaseUntil <= now)
    return false
  await beginAttempt(tx, attempt, now)
  const { owner, timings } = here.means
  const sendDeadline = later(now, timings.request)
  const change = {
    to: step(row.state, 'mark'),
    reason: 'sending',
    traceId: attempt.sending.traceId,
    look: { sentAt: now, sendDeadline, scans: 0, negatives: 0 },
    lease: { owner, until: later(now, timings.lease) },
  }
  await moveTo(tx, row, change, now)
  return true
}
