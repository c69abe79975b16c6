import type { Outcome } from '@/lib/cases/target'
import { lacking } from './reasons'
import { type Change, type DeliveryRow, never } from './row'
import { nextTry } from './schedule'
import { isSendable, resultOf, step } from './states'
import type { DeliveryTimings } from './timings'
import { deadlineOf, firstLook } from './verdict'

/** What a worker that holds a row has to do with it now; 'nothing': it is leased, not due, or waits for a person. */
export type Work = 'nothing' | 'send' | 'abandoned' | 'lookUp' | 'verify'

/** Reads state, lease and due time of a row. Pure. */
export function workOn(row: Pick<DeliveryRow, 'state' | 'leaseUntil' | 'dueAt'>, now: Date): Work {
  if (row.leaseUntil && row.leaseUntil > now) return 'nothing'
  if (row.state === 'SENDING' || row.state === 'RECONCILING') return 'abandoned'
  if (row.dueAt > now) return 'nothing'
  if (isSendable(row.state)) return 'send'
  switch (row.state) {
    case 'UNKNOWN':
      return 'lookUp'
    case 'DELIVERED':
      return 'verify'
    default:
      return 'nothing'
  }
}

export type Tries = {
  /** When the submission was accepted: the budget counts from there. */
  since: Date
  /** Failed tries before this one; answers 429 do not count (trust §2.4). */
  failed: number
  now: Date
  random: number
  /** The platform lets a case be read back. */
  reads: boolean
}

/** The change an outcome makes, by the table of states.ts. Pure. Throws only if the table has no such step. */
export function changeAfter(
  row: Pick<DeliveryRow, 'state' | 'sendDeadline' | 'updatedAt'>,
  outcome: Outcome,
  tries: Tries,
  timings: DeliveryTimings,
): Change {
  const { state } = row
  const to = step(state, resultOf(outcome))
  const { now } = tries
  switch (outcome.kind) {
    case 'delivered': {
      const { reference, messages = [] } = outcome
      const reason = messages.length > 0 ? lacking.created : 'created'
      const dueAt = tries.reads ? now : never
      return { to, reason, reference, dueAt, status: 201, detail: { messages } }
    }
    case 'unknown':
      return {
        to,
        reason: outcome.reason,
        dueAt: firstLook(deadlineOf(row), now, timings),
        status: outcome.status,
      }
    case 'rejected': {
      const { cause, reason, status, violations } = outcome.problem
      const dueAt = cause === 'access' ? new Date(now.getTime() + timings.blocked) : never
      return { to, reason, dueAt, status, detail: { violations } }
    }
    case 'notSent': {
      const { reason, status, retryAfter } = outcome
      if (to === 'BLOCKED_CONFIG') {
        return { to, reason, status, dueAt: retryAfter ?? new Date(now.getTime() + timings.blocked) }
      }
      const retry = nextTry({ ...tries, retryAfter }, tries.random, timings)
      return retry.kind === 'retry'
        ? { to, reason, status, dueAt: retry.at }
        : { to: step(state, 'budgetUsed'), reason, status }
    }
  }
}

/** When to read a case back again after a failed reading: waits grow with the age, up to an hour, until the budget's end. */
export function verifyAgain(deliveredAt: Date, now: Date, timings: DeliveryTimings): Date {
  const age = now.getTime() - deliveredAt.getTime()
  const wait = Math.min(timings.hourly, Math.max(timings.sweep, age))
  return age > timings.budget ? never : new Date(now.getTime() + wait)
}
