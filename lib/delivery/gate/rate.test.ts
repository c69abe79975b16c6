import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryTimings, soakTimings } from '../timings'
import { distance, freeAt, letInReading, limited, take } from './rate'

const second = 1000
const minute = 60 * second

/** The most turns in any half-open window of this length. */
function mostWithin(turns: readonly number[], length: number): number {
  let most = 0
  for (let first = 0, last = 0; last < turns.length; last++) {
    while ((turns[last] ?? 0) - (turns[first] ?? 0) >= length) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

const rates = fc.record({
  perSecond: fc.integer({ min: 1, max: 200 }),
  perMinute: fc.integer({ min: 1, max: 12_000 }),
  halvedFor: fc.integer({ min: 0, max: 5 * minute }),
  turn: fc.integer({ min: 0, max: 10 * second }),
})
/** Requests at any distance, bursts among them, and answers 429 between them. */
const requests = fc.array(
  fc.record({
    after: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 20 * second }),
    ),
    limited: fc.boolean(),
  }),
  { minLength: 1, maxLength: 300 },
)

describe('turns', () => {
  it('are never more than allowed in any second and in any minute, whatever is asked when', () => {
    fc.assert(
      fc.property(rates, requests, fc.boolean(), (rate, asked, with429) => {
        let state = freeAt(0)
        let now = 0
        const turns: number[] = []
        for (const { after, limited: refused } of asked) {
          now += after
          if (with429 && refused) state = limited(state, now, { rate })
          const turn = take(state, now, { rate })
          if (!turn) continue
          expect(turn.at).toBeGreaterThanOrEqual(now)
          expect(turn.at - now).toBeLessThanOrEqual(rate.turn)
          turns.push(turn.at)
          state = turn.rate
        }
        expect(mostWithin(turns, second)).toBeLessThanOrEqual(rate.perSecond)
        expect(mostWithin(turns, minute)).toBeLessThanOrEqual(rate.perMinute)
      }),
      { numRuns: process.env.VERIFY ? 5000 : 500 },
    )
  })

  it('are half as many for five minutes after a 429', () => {
    let state = limited(freeAt(0), 0, deliveryTimings)
    const turns: number[] = []
    for (let now = 0; now < 10 * minute; now += 20) {
      const turn = take(state, now, { rate: { ...deliveryTimings.rate, turn: 0 } })
      if (!turn) continue
      turns.push(turn.at)
      state = turn.rate
    }
    const half = turns.filter((at) => at < 5 * minute)
    expect(mostWithin(half, minute)).toBeLessThanOrEqual(150)
    expect(mostWithin(half, minute)).toBeGreaterThan(120)
    expect((turns.length - half.length) / half.length).toBeCloseTo(2, 1)
  })

  it.each([
    ['default', deliveryTimings, 220],
    ['soak', soakTimings, 11],
  ] as const)('stand at an even distance: %s', (_name, timings, ms) => {
    expect(distance(freeAt(0), 0, timings)).toBe(ms)
  })
})

describe('reading', () => {
  it('yields while turns are taken ahead, but not for ever', () => {
    const { turn } = deliveryTimings.rate
    const letIn = letInReading(freeAt(0), 10 * second, deliveryTimings)
    if (!letIn) throw new Error('a free gate lets reading in')
    const busy = { ...letIn, next: 10 * second + 441 }
    expect(letInReading(busy, 10 * second, deliveryTimings)).toBeNull()
    expect(letInReading(busy, 10 * second + 221, deliveryTimings)).not.toBeNull()
    const always = (now: number) => letInReading({ ...letIn, next: now + 5 * second }, now, deliveryTimings)
    expect(always(10 * second + turn - 1)).toBeNull()
    expect(always(10 * second + turn)).not.toBeNull()
  })
})
