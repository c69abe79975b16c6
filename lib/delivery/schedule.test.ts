import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTry, waitBefore } from './schedule'
import { deliveryTimings, soakTimings, timingsFor } from './timings'

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const minute = 60_000
const planned = [10_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute]

describe('schedule', () => {
  it('keeps every wait within ±20 % of the plan', () => {
    fc.assert(
      fc.property(fc.nat(200), random, (retry, chance) => {
        const plan = planned[retry] ?? 60 * minute
        const wait = waitBefore(retry, chance, deliveryTimings)
        expect(wait).toBeGreaterThanOrEqual(plan * 0.8)
        expect(wait).toBeLessThanOrEqual(plan * 1.2)
      }),
    )
  })

  it('ends within 72 hours: about 79 tries at the planned pace, the clock being ours', () => {
    const since = new Date('2026-11-21T00:00:00Z')
    let now = since
    let tries = 0
    for (;;) {
      const retry = nextTry({ since, failed: tries, now }, 0.5, deliveryTimings)
      if (retry.kind === 'exhausted') break
      now = retry.at
      tries++
    }
    expect(tries).toBe(78)
    expect(now.getTime() - since.getTime()).toBeLessThanOrEqual(72 * 60 * minute)
    expect(now.getTime() - since.getTime()).toBeGreaterThan(70 * 60 * minute)
  })

  it('always moves forward and never promises a try after the budget', () => {
    const since = new Date('2026-11-21T00:00:00Z')
    fc.assert(
      fc.property(fc.nat(120), fc.nat(80 * 60), random, (failed, minutes, chance) => {
        const now = new Date(since.getTime() + minutes * minute)
        const retry = nextTry({ since, failed, now }, chance, deliveryTimings)
        if (retry.kind === 'exhausted') return
        expect(retry.at.getTime()).toBeGreaterThan(now.getTime())
        expect(retry.at.getTime() - since.getTime()).toBeLessThanOrEqual(deliveryTimings.budget)
      }),
    )
  })

  it("takes the platform's own time where it names one", () => {
    const now = new Date('2026-11-21T10:00:00Z')
    const retryAfter = new Date('2026-11-21T10:07:00Z')
    expect(nextTry({ since: now, failed: 3, now, retryAfter }, 0, deliveryTimings)).toEqual({
      kind: 'retry',
      at: retryAfter,
    })
  })

  it('has a lease that outlives the token request, a turn and the call', () => {
    for (const timings of [deliveryTimings, soakTimings]) {
      expect(timings.lease).toBeGreaterThan(timings.token + timings.request + timings.rate.turn)
    }
  })

  it('refuses other timings with real business', () => {
    const of = (DELIVERY_TIMINGS: 'soak' | undefined, more: object = {}) =>
      timingsFor({ EUROPACE_DATENKONTEXT: 'TEST_MODUS', DELIVERY_TIMINGS, ...more })
    for (const more of [{ EUROPACE_DATENKONTEXT: 'ECHT_GESCHAEFT' }, { DRKLEIN_ENVIRONMENT: 'PRODUCTION' }]) {
      const [[name = '']] = Object.entries(more) as [[string, string]]
      expect(of('soak', more)).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(name) })
      expect(of(undefined, more)).toEqual({ kind: 'timings', timings: deliveryTimings })
    }
    expect(of('soak', { DRKLEIN_ENVIRONMENT: 'development' })).toEqual({
      kind: 'timings',
      timings: soakTimings,
    })
  })
})
