import type { DeliveryTimings } from '../timings'
import type { Ask, GateResult } from './types'

/**
 * Circuit breaker of one client at one host (trust §2.5). Pure; times are milliseconds of one clock. `at`: when this phase began,
 * `brokenAt`: when it was last closed, `pause`: the length of the last open phase.
 */
export type Breaker =
  | { kind: 'closed'; at: number; inRow: number; slices: readonly Slice[] }
  | (Broken & { kind: 'open'; until: number })
  /** One process tries token and a harmless GET; after `until` it is taken for dead and another may. */
  | (Broken & { kind: 'probing'; until: number })
  /** The GET was answered: reading goes on, and one send may try. `trial`: until when that one has its chance; 0: nobody has it. */
  | (Broken & { kind: 'halfOpen'; trial: number })
type Broken = { at: number; brokenAt: number; pause: number }
/** Answers of one tenth of `within`: ten numbers instead of every answer's time. */
type Slice = { at: number; ok: number; failed: number }

export type BreakerTimings = Pick<DeliveryTimings, 'breaker' | 'lease'>

export const closedAt = (now: number): Breaker => ({ kind: 'closed', at: now, inRow: 0, slices: [] })

/** `probe`: the asker must probe now and report with `probed`. `wait`: nothing for this asker before `until`. */
export type Word = { kind: 'pass'; trial: boolean } | { kind: 'probe' } | { kind: 'wait'; until: number }

/** May a request of this kind go now? */
export function ask(
  breaker: Breaker,
  purpose: Ask,
  now: number,
  { breaker: timings, lease }: BreakerTimings,
): { breaker: Breaker; word: Word } {
  const pass = (trial = false): Word => ({ kind: 'pass', trial })
  // Whoever waits for another's probe or trial asks again soon after: its end is not known.
  const soon = (): Word => ({ kind: 'wait', until: now + timings.open / 10 })
  switch (breaker.kind) {
    case 'closed':
      return { breaker, word: pass() }
    case 'open':
    case 'probing':
      if (purpose === 'probe') return { breaker, word: breaker.kind === 'probing' ? pass() : soon() }
      if (now < breaker.until) {
        return { breaker, word: breaker.kind === 'open' ? { kind: 'wait', until: breaker.until } : soon() }
      }
      // A token or a page belongs to something that has begun before: it does not probe, it gives up.
      if (purpose === 'call') return { breaker, word: soon() }
      return {
        breaker: { ...breaker, kind: 'probing', at: now, until: now + lease },
        word: { kind: 'probe' },
      }
    case 'halfOpen':
      if (purpose !== 'send') return { breaker, word: pass() }
      if (now < breaker.trial) return { breaker, word: soon() }
      return { breaker: { ...breaker, trial: now + lease }, word: pass(true) }
  }
}

/** May a request that was let through a moment ago, and waited for its turn since, still go? */
export function stillOpenTo(breaker: Breaker, purpose: Ask, trial: boolean): boolean {
  switch (breaker.kind) {
    case 'closed':
      return true
    case 'open':
      return false
    case 'probing':
      return purpose === 'probe'
    case 'halfOpen':
      return purpose !== 'send' || trial
  }
}

/** @param began when its request went out: an answer to one of an earlier phase says nothing about this one */
export type Answer = { result: GateResult; send: boolean; began: number }

/** What an answer changes. `limited` (429) counts as a failure, a complaint about data is `ok`. */
export function noted(
  breaker: Breaker,
  answer: Answer,
  now: number,
  { breaker: timings }: BreakerTimings,
): Breaker {
  if (answer.began < breaker.at) return breaker
  const failed = answer.result !== 'ok'
  switch (breaker.kind) {
    case 'open':
    case 'probing':
      return breaker
    case 'halfOpen':
      if (failed) return reopened(breaker, now, timings)
      return answer.send ? closedAt(now) : breaker
    case 'closed': {
      const slices = counted(breaker.slices, failed, now, timings.within)
      const inRow = failed ? breaker.inRow + 1 : 0
      const failures = slices.reduce((sum, slice) => sum + slice.failed, 0)
      const all = failures + slices.reduce((sum, slice) => sum + slice.ok, 0)
      const bad = inRow >= timings.inRow || (all >= timings.of && failures >= timings.share * all)
      return bad
        ? { kind: 'open', at: now, brokenAt: now, pause: timings.open, until: now + timings.open }
        : { ...breaker, inRow, slices }
    }
  }
}

/** The end of a probe. `since`: the phase it belongs to; a probe that was given up meanwhile changes nothing. */
export function probed(
  breaker: Breaker,
  probe: { since: number; alive: boolean },
  now: number,
  { breaker: timings }: BreakerTimings,
): Breaker {
  if (breaker.kind !== 'probing' || breaker.at !== probe.since) return breaker
  const { brokenAt, pause } = breaker
  return probe.alive
    ? { kind: 'halfOpen', at: now, brokenAt, pause, trial: 0 }
    : reopened(breaker, now, timings)
}

function reopened({ brokenAt, pause }: Broken, now: number, timings: DeliveryTimings['breaker']): Breaker {
  const longer = Math.min(timings.openMost, pause * 2)
  return { kind: 'open', at: now, brokenAt, pause: longer, until: now + longer }
}

function counted(slices: readonly Slice[], failed: boolean, now: number, within: number): readonly Slice[] {
  const kept = slices.filter((slice) => slice.at > now - within)
  const last = kept.at(-1)
  const one = failed ? { ok: 0, failed: 1 } : { ok: 1, failed: 0 }
  if (!last || now >= last.at + within / 10) return [...kept, { at: now, ...one }]
  return [...kept.slice(0, -1), { at: last.at, ok: last.ok + one.ok, failed: last.failed + one.failed }]
}

/** The same with every time moved, for a clock that was set back. */
export function moved(breaker: Breaker, by: number): Breaker {
  const at = breaker.at + by
  switch (breaker.kind) {
    case 'closed':
      return { ...breaker, at, slices: breaker.slices.map((slice) => ({ ...slice, at: slice.at + by })) }
    case 'open':
    case 'probing':
      return { ...breaker, at, brokenAt: breaker.brokenAt + by, until: breaker.until + by }
    case 'halfOpen':
      return {
        ...breaker,
        at,
        brokenAt: breaker.brokenAt + by,
        trial: breaker.trial === 0 ? 0 : breaker.trial + by,
      }
  }
}
