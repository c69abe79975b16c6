import { describe, expect, it } from 'vitest'
import { deliveryTimings } from '../timings'
import { ask, type Breaker, closedAt, noted, probed } from './breaker'
import type { GateResult } from './types'

const second = 1000
const minute = 60 * second
const timings = deliveryTimings
const answer = (breaker: Breaker, result: GateResult, now: number, send = true) =>
  noted(breaker, { result, send, began: now }, now, timings)
const answers = (results: readonly GateResult[], every: number, from = closedAt(0)) =>
  results.reduce((breaker, result, nr) => answer(breaker, result, (nr + 1) * every), from)
const opened = answers(Array<GateResult>(5).fill('failed'), second)
/** The breaker after a probe that began when the pause was over. */
function probing(breaker: Breaker, now: number): { breaker: Breaker; since: number } {
  const asked = ask(breaker, 'send', now, timings)
  expect(asked.word).toEqual({ kind: 'probe' })
  return { breaker: asked.breaker, since: asked.breaker.at }
}
function halfOpen(now: number): Breaker {
  const { breaker, since } = probing(opened, now)
  return probed(breaker, { since, alive: true }, now, timings)
}

describe('a closed breaker', () => {
  it('opens at five failures in a row, of whatever kind', () => {
    expect(answers(['failed', 'limited', 'failed', 'limited'], second).kind).toBe('closed')
    expect(answers(['failed', 'limited', 'failed', 'limited', 'failed'], second)).toMatchObject({
      kind: 'open',
      until: 35 * second,
    })
    expect(answers(['failed', 'failed', 'failed', 'failed', 'ok', 'failed'], second).kind).toBe('closed')
  })

  it('opens where half of at least ten answers of one minute failed', () => {
    const half: GateResult[] = [
      'failed',
      'ok',
      'failed',
      'ok',
      'failed',
      'ok',
      'failed',
      'ok',
      'failed',
      'ok',
    ]
    expect(answers(half.slice(0, 9), second).kind).toBe('closed')
    expect(answers(half, second).kind).toBe('open')
    // Ten within ten minutes are not ten within one.
    expect(answers(half, minute).kind).toBe('closed')
  })

  it('never opens for answers that complain about data', () => {
    expect(answers(Array<GateResult>(1000).fill('ok'), 10).kind).toBe('closed')
  })

  it('keeps ten numbers however many answers there are', () => {
    const busy = answers(Array<GateResult>(5000).fill('ok'), 10)
    expect(busy.kind === 'closed' && busy.slices.length).toBeLessThanOrEqual(11)
  })
})

describe('an open breaker', () => {
  it('lets nothing through for its pause, then has exactly one probe', () => {
    for (const purpose of ['send', 'read', 'call'] as const) {
      expect(ask(opened, purpose, 34 * second, timings).word).toEqual({ kind: 'wait', until: 35 * second })
    }
    const { breaker } = probing(opened, 35 * second)
    for (const purpose of ['send', 'read', 'call'] as const) {
      expect(ask(breaker, purpose, 36 * second, timings).word.kind).toBe('wait')
    }
    expect(ask(breaker, 'probe', 36 * second, timings).word.kind).toBe('pass')
  })

  it('pauses twice as long after each failed probe, up to five minutes, and anew after it was closed', () => {
    const pauses: number[] = []
    let breaker = opened
    for (let round = 0; round < 6; round++) {
      if (breaker.kind !== 'open') break
      pauses.push((breaker.until - breaker.at) / second)
      const probe = probing(breaker, breaker.until)
      breaker = probed(probe.breaker, { since: probe.since, alive: false }, breaker.until, timings)
    }
    expect(pauses).toEqual([30, 60, 120, 240, 300, 300])
    const closed = answer(halfOpen(35 * second), 'ok', 36 * second)
    expect(answers(Array<GateResult>(5).fill('failed'), second, { ...closed, at: 0 })).toMatchObject({
      pause: 30 * second,
    })
  })

  it('hands a probe whose process is gone to another, and does not hear the first one any more', () => {
    const first = probing(opened, 35 * second)
    expect(ask(first.breaker, 'send', 35 * second + timings.lease - 1, timings).word.kind).toBe('wait')
    const other = probing(first.breaker, 35 * second + timings.lease)
    expect(probed(other.breaker, { since: first.since, alive: false }, 200 * second, timings)).toBe(
      other.breaker,
    )
  })
})

describe('a half-open breaker', () => {
  it('lets reading go on and one send try', () => {
    const half = halfOpen(35 * second)
    expect(ask(half, 'read', 35 * second, timings).word).toEqual({ kind: 'pass', trial: false })
    expect(ask(half, 'call', 35 * second, timings).word).toEqual({ kind: 'pass', trial: false })
    const first = ask(half, 'send', 35 * second, timings)
    expect(first.word).toEqual({ kind: 'pass', trial: true })
    expect(ask(first.breaker, 'send', 36 * second, timings).word.kind).toBe('wait')
    // A trial that came to nothing, because its process died or its token was refused.
    expect(ask(first.breaker, 'send', 35 * second + timings.lease, timings).word).toEqual({
      kind: 'pass',
      trial: true,
    })
  })

  it('is closed by a send that was answered, not by reading', () => {
    const half = halfOpen(35 * second)
    expect(answer(half, 'ok', 36 * second, false)).toBe(half)
    expect(answer(half, 'ok', 36 * second).kind).toBe('closed')
  })

  it.each(['failed', 'limited'] as const)('opens again for longer when anything %s', (result) => {
    for (const send of [true, false]) {
      expect(answer(halfOpen(35 * second), result, 36 * second, send)).toMatchObject({
        kind: 'open',
        pause: minute,
        brokenAt: 5 * second,
      })
    }
  })

  it('does not hear answers to requests that went out before', () => {
    const half = halfOpen(35 * second)
    for (const result of ['ok', 'failed'] as const) {
      expect(noted(half, { result, send: true, began: 34 * second }, 36 * second, timings)).toBe(half)
    }
  })
})
