import { sql } from 'drizzle-orm'
import { Logger, type Runner, run } from 'graphile-worker'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { externalIdOf } from '@/lib/cases/payload'
import { closeDatabase, database, schema } from '@/lib/db'
import { deliveryTimings } from '@/lib/delivery'
import { accepted, atEuropace, scripted } from '@/lib/delivery/accepted.fixture'
import { env } from '@/lib/env'
import { tasks } from './tasks'

/** 4 workers side by side (trust §1 #12): some 10,000 jobs in `npm run verify`, a sample otherwise. */
const deliveries = process.env.VERIFY ? 1000 : 40
/** So many jobs at least for each delivery, of which all but one find nothing to do. */
const jobsEach = 10
const runners: Runner[] = []

beforeAll(() => seed())
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()))
})
afterAll(closeDatabase)

async function worker(owner: string) {
  const { sent, target } = scripted({ kind: 'delivered', reference: { vorgangsnummer: `V-${owner}` } })
  const delivering = atEuropace({ target, timings: deliveryTimings, owner })
  runners.push(
    await run({
      connectionString: env().DATABASE_URL,
      concurrency: 4,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      taskList: tasks({ delivering }),
    }),
  )
  return sent
}

/** Eight at once: a pool has ten connections. */
async function acceptMany(count: number): Promise<string[]> {
  const ids: string[] = []
  let begun = 0
  const one = async () => {
    while (begun++ < count) ids.push((await accepted(new Date())).externalId)
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return ids
}

it('4 workers share ten jobs for each delivery: each is sent once, and every job is done', async () => {
  const wanted = await acceptMany(deliveries)
  const sent = await Promise.all(['1', '2', '3', '4'].map(worker))
  // A round per statement: ten thousand jobs in one would take longer than a statement may beside four workers.
  for (let round = 0; round < jobsEach; round += 1)
    await database().execute(sql`
      select graphile_worker.add_job('deliver', json_build_object('deliveryId', id)) from delivery`)
  await vi.waitUntil(async () => (await open()) === 0, { timeout: 1_800_000, interval: 200 })
  const ids = sent.flat().map(({ payload }) => externalIdOf(payload))
  expect(ids.sort()).toEqual(wanted.sort())
  expect(sent.every((one) => one.length > 0)).toBe(true)
  const attempts = await database().select().from(schema.deliveryAttempt)
  expect(attempts.map(({ outcome, attemptNo }) => [outcome, attemptNo])).toEqual(
    wanted.map(() => ['delivered', 1]),
  )
}, 1_800_000)

async function open(): Promise<number> {
  const result = await database().execute<{ n: number }>(
    sql`select count(*)::int as n from graphile_worker._private_jobs`,
  )
  return result.rows[0]?.n ?? 0
}
