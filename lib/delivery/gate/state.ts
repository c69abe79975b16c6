import { z } from 'zod'
import type { DeliveryTimings } from '../timings'
import {
  type Answer,
  ask,
  type Breaker,
  type BreakerTimings,
  closedAt,
  moved,
  noted,
  probed,
} from './breaker'
import { distance, freeAt, letInReading, limited, type Rate, take } from './rate'
import type { Ask } from './types'

/**
 * Breaker, rate and the line of those who were put off: all that workers share about one client. Pure; times are milliseconds.
 * The line: when the last one put off, sending or reading, is to come back. Each further one comes a turn later, so that a thousand
 * who waited for the breaker neither ask all at once nor wait for a schedule of their own.
 */
export type GateState = { at: number; breaker: Breaker; rate: Rate; line: { send: number; read: number } }
export type GateTimings = BreakerTimings & Pick<DeliveryTimings, 'rate'>

export type Decision =
  /** `at`: when the turn comes. */
  | { kind: 'pass'; at: number; probe: boolean }
  /** Find out whether the platform answers, then say so with `probeEnded`. */
  | { kind: 'probe'; since: number }
  | { kind: 'wait'; until: number; reason: 'breakerOpen' | 'rate' }

export const fresh = (now: number): GateState => ({
  at: now,
  breaker: closedAt(now),
  rate: freeAt(now),
  line: { send: 0, read: 0 },
})

/** Decides about one request; a turn, a probe or a place in the line is taken in the state that comes back. */
export function decide(
  state: GateState,
  purpose: Ask,
  now: number,
  timings: GateTimings,
): { state: GateState; decision: Decision } {
  const { breaker, word } = ask(state.breaker, purpose, now, timings)
  switch (word.kind) {
    case 'probe':
      return { state: { ...state, breaker }, decision: { kind: 'probe', since: breaker.at } }
    case 'wait':
      return putOff({ ...state, breaker }, purpose, 'breakerOpen', word.until, now, timings)
    case 'pass': {
      if (purpose === 'read') {
        const rate = letInReading(state.rate, now, timings)
        return rate
          ? { state: { ...state, breaker, rate }, decision: { kind: 'pass', at: now, probe: false } }
          : putOff(state, purpose, 'rate', now, now, timings)
      }
      const turn = take(state.rate, now, timings)
      return turn
        ? {
            state: { ...state, breaker, rate: turn.rate },
            decision: { kind: 'pass', at: turn.at, probe: word.trial },
          }
        : putOff(state, purpose, 'rate', state.rate.next, now, timings)
    }
  }
}

function putOff(
  state: GateState,
  purpose: Ask,
  reason: 'breakerOpen' | 'rate',
  earliest: number,
  now: number,
  timings: GateTimings,
): { state: GateState; decision: Decision } {
  const step = distance(state.rate, now, timings)
  const { send, read } = state.line
  switch (purpose) {
    case 'send': {
      const until = Math.max(earliest, send + step)
      return { state: { ...state, line: { send: until, read } }, decision: { kind: 'wait', until, reason } }
    }
    case 'read': {
      // Behind every send that waits; `step` from now at least, since a refused reading has nothing to ask for before.
      const until = Math.max(earliest, now + step, send + step, read + step)
      return { state: { ...state, line: { send, read: until } }, decision: { kind: 'wait', until, reason } }
    }
    case 'call':
    case 'probe':
      return { state, decision: { kind: 'wait', until: earliest, reason } }
  }
}

/** What an answer changes: the breaker, and after a 429 the rate. */
export function answered(state: GateState, answer: Answer, now: number, timings: GateTimings): GateState {
  return {
    ...state,
    breaker: noted(state.breaker, answer, now, timings),
    rate: answer.result === 'limited' ? limited(state.rate, now, timings) : state.rate,
  }
}

/** The end of a probe that `decide` asked for. */
export const probeEnded = (
  state: GateState,
  probe: { since: number; alive: boolean },
  now: number,
  timings: GateTimings,
): GateState => ({ ...state, breaker: probed(state.breaker, probe, now, timings) })

const time = z.number()
const broken = { at: time, brokenAt: time, pause: time }
const stored = z.object({
  at: time,
  breaker: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('closed'),
      at: time,
      inRow: z.number(),
      slices: z.array(z.object({ at: time, ok: z.number(), failed: z.number() })),
    }),
    z.object({ kind: z.literal('open'), ...broken, until: time }),
    z.object({ kind: z.literal('probing'), ...broken, until: time }),
    z.object({ kind: z.literal('halfOpen'), ...broken, trial: time }),
  ]),
  rate: z.object({ next: time, halvedUntil: time, readAt: time }),
  line: z.object({ send: time, read: time }),
}) satisfies z.ZodType<GateState>

/** A clock read a moment before another may be stored after it; more than this, and the clock was set back. */
const slightly = 1000

/**
 * What was stored, as it is at `now`. A state of another version, or none, begins afresh: a gate forgets at worst one outage.
 * Where the clock was set back every stored time goes with it: else an hour back would close the gate for an hour.
 */
export function readState(json: unknown, clock: number): { state: GateState; now: number } {
  const read = stored.safeParse(json)
  if (!read.success) return { state: fresh(clock), now: clock }
  const state: GateState = read.data
  const by = clock - state.at
  if (by >= -slightly) {
    const now = Math.max(clock, state.at)
    return { state: { ...state, at: now }, now }
  }
  const { rate, line } = state
  return {
    state: {
      at: clock,
      breaker: moved(state.breaker, by),
      rate: { next: rate.next + by, halvedUntil: rate.halvedUntil + by, readAt: rate.readAt + by },
      line: { send: line.send + by, read: line.read + by },
    },
    now: clock,
  }
}
