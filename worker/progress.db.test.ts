import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDatabase, database } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { atStart, type Look, stuckAfter, watchProgress } from './progress'

const second = 1000
const everyMs = 2 * second
const stuckFor = (looks: readonly Partial<Look>[]) =>
  looks.reduce(
    (stuck, look, at) =>
      stuckAfter(stuck, { at: at * everyMs, lagMs: 10 * second, taken: 0, free: true, ...look }, everyMs),
    atStart,
  ).ms

describe('stuckAfter', () => {
  it('counts the time for which due work lies there and a free hand takes none', () => {
    expect(stuckFor([{}])).toBe(0)
    expect(stuckFor([{}, {}, {}])).toBe(2 * everyMs)
  })

  it.each([
    ['something was taken', [{}, {}, { taken: 1 }]],
    ['nothing is due', [{}, {}, { lagMs: 0 }]],
    ['it has just become due', [{}, {}, { lagMs: 4 * second }]],
    ['all hands are busy', [{}, {}, { free: false }]],
  ] as [string, Partial<Look>[]][])('begins anew when %s', (_why, looks) => {
    expect(stuckFor(looks)).toBe(0)
    expect(stuckFor([...looks, { taken: looks.at(-1)?.taken ?? 0 }])).toBeLessThanOrEqual(everyMs)
  })

  it('neither counts the time for which the database was away nor forgets what came before', () => {
    const gap = stuckFor([{}, {}, { at: 600 * second }])
    expect(gap).toBe(everyMs + 2 * everyMs)
  })
})

describe('watchProgress', () => {
  const stop: (() => Promise<void>)[] = []
  beforeEach(() => void vi.spyOn(log, 'warn').mockReturnValue())
  afterEach(async () => {
    await Promise.all(stop.splice(0).map((end) => end()))
    await database().execute(sql`delete from graphile_worker._private_jobs`)
  })
  afterAll(closeDatabase)

  const add = (task: string) =>
    database().execute(sql`
      select graphile_worker.add_job(${task}, '{}', run_at := now() - interval '1 minute')`)
  const watch = (stalled: () => void, hands = { taken: () => 0, busy: () => 0, count: 4 }) =>
    stop.push(
      watchProgress({
        connectionString: env().DATABASE_URL,
        tasks: ['note'],
        hands,
        stalledMs: 100,
        everyMs: 20,
        stalled,
      }),
    )

  it('tells that due work lies there, and neither of work that is not ours nor of a worker that takes some', async () => {
    const [idle, busy, foreign] = [vi.fn(), vi.fn(), vi.fn()]
    await add('of-a-newer-version')
    watch(foreign)
    let taken = 0
    watch(busy, { taken: () => taken++, busy: () => 0, count: 4 })
    await vi.waitUntil(() => taken > 40, { timeout: 60_000 })
    expect(foreign).not.toHaveBeenCalled()
    await add('note')
    const before = taken
    watch(idle)
    await vi.waitUntil(() => idle.mock.calls.length > 0, { timeout: 60_000 })
    await vi.waitUntil(() => taken > before + 40, { timeout: 60_000 })
    expect(busy).not.toHaveBeenCalled()
  })
})
