import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import type { Outcome } from '@/lib/cases/target'
import { closeDatabase } from '@/lib/db'
import { log } from '@/lib/log'
import { accepted, atEuropace, attemptRows, deliveryRow, scripted } from './accepted.fixture'
import { deliver, deliveryTimings } from './index'

/** The real schedule (trust §2.5) through `deliver` and a database, on a clock that only the test moves. */
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const planned = [10, 30, 60, 120, 300, 600, 1200, 1800].map((seconds) => seconds * second)
const refused: Outcome = { kind: 'notSent', reason: 'notConnected' }

beforeAll(seed)
afterAll(closeDatabase)
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
})

/** Refused until it is given up, or until `most` retries: the wait before each retry and where it ended. */
async function run(start: Date, random: () => number, most = Number.POSITIVE_INFINITY) {
  let time = start
  const made = await accepted(start)
  const { sent, target } = scripted(refused)
  const means = atEuropace({
    target,
    timings: deliveryTimings,
    owner: 'worker-1',
    random,
    clock: async () => time,
  })
  const waits: number[] = []
  for (;;) {
    await deliver(made.deliveryId, means)
    const { state, dueAt } = await deliveryRow(made.deliveryId)
    if (state !== 'RETRY_WAIT' || waits.length === most) {
      return { waits, state, ended: time, sent: sent.length, attempts: await attemptRows(made.deliveryId) }
    }
    waits.push(dueAt.getTime() - time.getTime())
    // Not a moment too early, whoever asks.
    time = new Date(dueAt.getTime() - 1)
    await deliver(made.deliveryId, means)
    expect(sent).toHaveLength(waits.length)
    time = dueAt
  }
}

describe('the schedule', () => {
  it('has 78 retries in 72 hours at the planned pace, 8 of them in the first 1 h 9 min, then a person is told', async () => {
    const start = new Date('2026-11-21T10:00:00Z')
    const { waits, state, ended, sent, attempts } = await run(start, () => 0.5)
    expect(waits.slice(0, 8)).toEqual(planned)
    expect(new Set(waits.slice(8))).toEqual(new Set([hour]))
    const eighth = waits.slice(0, 8).reduce((sum, wait) => sum + wait, 0)
    expect(eighth).toBeLessThanOrEqual(69 * minute)
    expect(waits).toHaveLength(78)
    expect(sent).toBe(79)
    expect(attempts).toHaveLength(79)
    expect(state).toBe('DEAD')
    expect(ended.getTime() - start.getTime()).toBeLessThanOrEqual(72 * hour)
    expect(ended.getTime() - start.getTime()).toBeGreaterThan(71 * hour)
  })

  it('keeps every wait within ±20 % of the plan, whatever chance says', async () => {
    const chances = [0, 0.999, 0.25, 0.75, 0.1, 0.9]
    let drawn = 0
    const { waits } = await run(
      new Date('2026-11-21T10:00:00Z'),
      () => chances[drawn++ % chances.length] ?? 0,
    )
    expect(waits.length).toBeGreaterThanOrEqual(70)
    expect(waits.length).toBeLessThanOrEqual(88)
    waits.forEach((wait, retry) => {
      const plan = planned[retry] ?? hour
      expect(wait).toBeGreaterThanOrEqual(plan * 0.8)
      expect(wait).toBeLessThanOrEqual(plan * 1.2)
    })
    expect(Math.min(...waits.map((wait, retry) => wait / (planned[retry] ?? hour)))).toBeLessThan(0.85)
    expect(Math.max(...waits.map((wait, retry) => wait / (planned[retry] ?? hour)))).toBeGreaterThan(1.15)
  })

  it.each([
    ['the night of 25 October, which has an hour more', '2026-10-24T22:30:00Z'],
    ['the night of 29 March, which has an hour less', '2026-03-28T22:30:00Z'],
    ['the leap day', '2028-02-28T22:30:00Z'],
    ['the end of the year', '2026-12-31T21:30:00Z'],
  ])('does not know %s (row 26)', async (_name, start) => {
    const { waits } = await run(new Date(start), () => 0.5, 12)
    expect(waits).toEqual([...planned, hour, hour, hour, hour])
  })
})
