import { sql } from 'drizzle-orm'
import { type Runner, type RunnerOptions, run } from 'graphile-worker'
import { Client } from 'pg'
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import { closeDatabase, database } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { handsFor } from './hands'
import { freeDeadLocks } from './locks'
import { type Queue, type QueueOptions, takeJobs } from './queue'

/** The ways in which graphile-worker can leave a worker without a queue; after each, work goes on. */
const never = new Promise<never>(() => undefined)
const short = { begin: 400, end: 200 }
const queues: Queue[] = []
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  // graphile-worker tells on the console that it tries a batch again.
  vi.spyOn(console, 'error').mockReturnValue()
})
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop()))
  await database().execute(sql`drop trigger if exists faulty on graphile_worker._private_jobs`)
  await database().execute(sql`delete from graphile_worker._private_jobs`)
})
afterAll(closeDatabase)

const add = (count: number) =>
  database().execute(sql`
    select graphile_worker.add_job('note', json_build_object('n', n), job_key := 'note:' || n)
    from generate_series(1, ${count}::int) n`)
const open = async () =>
  Number((await database().execute(sql`select count(*) n from graphile_worker._private_jobs`)).rows[0]?.n)
const within60s = { timeout: 60_000, interval: 50 }

async function working(
  options: Partial<QueueOptions> = {},
  task: () => Promise<void> = async () => undefined,
) {
  const noted: number[] = []
  const note = async (payload: unknown) => {
    noted.push((payload as { n: number }).n)
    await task()
  }
  const hands = handsFor({ note }, 4, () => 60_000)
  const queue = await takeJobs(env().DATABASE_URL, { concurrency: 4, taskList: hands.tasks, ...options })
  queues.push(queue)
  return { noted, hands, queue }
}

/** The library, with what a test changes of the first runner; the others are its own. */
function firstRunner(change: (options: RunnerOptions) => Promise<Runner>) {
  let begun = 0
  const begin = (options: RunnerOptions) => {
    begun += 1
    return begun === 1 ? change(options) : run(options)
  }
  return { begin, begun: () => begun }
}

it('strikes off what ends at the same moment one by one, so that nothing it does can lie in a deadlock', async () => {
  const statements: string[] = []
  const query = Client.prototype.query
  vi.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...given: unknown[]) {
    const [first] = given as [string | { text?: string }]
    const text = typeof first === 'string' ? first : (first.text ?? '')
    if (/delete from .*_private_jobs/.test(text) && !text.includes('drop')) statements.push(text)
    return Reflect.apply(query, this, given)
  } as typeof query)
  let waiting = 0
  let go: () => void = () => undefined
  let together = new Promise<void>((resolve) => {
    go = resolve
  })
  await add(20)
  const { noted } = await working({}, async () => {
    waiting += 1
    if (waiting % 4 === 0) {
      go()
      together = new Promise((resolve) => {
        go = resolve
      })
    } else await together
  })
  await vi.waitUntil(async () => (await open()) === 0, within60s)
  expect(noted).toHaveLength(20)
  expect(statements.filter((text) => text.includes('unnest'))).toEqual([])
  expect(statements.filter((text) => text.includes('id = $1::bigint'))).toHaveLength(20)
})

it('goes on after a deadlock in completion, and what that one held is given back and done', async () => {
  await database().execute(sql`create table if not exists faults (n int)`)
  await database().execute(sql`insert into faults values (1)`)
  await database().execute(sql`
    create or replace function deadlock() returns trigger language plpgsql as $$ begin
      if exists (select from faults) and (old.payload->>'n')::int = 7
      then raise exception 'deadlock detected' using errcode = '40P01'; end if;
      return old; end $$`)
  await database().execute(
    sql`create trigger faulty before delete on graphile_worker._private_jobs for each row execute function deadlock()`,
  )
  await add(12)
  const { noted, queue } = await working({ patience: short })
  await vi.waitUntil(async () => (await open()) === 1, within60s)
  expect(new Set(noted).size).toBe(12)
  await database().execute(sql`truncate faults`)
  await vi.waitUntil(() => queue.pool() !== null, within60s)
  // Later ones first: the runner takes jobs again.
  await database().execute(sql`select graphile_worker.add_job('note', '{"n": 13}')`)
  await vi.waitUntil(() => noted.includes(13), within60s)
  const alive = [queue.pool() ?? '']
  await database().execute(sql`
    insert into heartbeat (instance, role, pools) values (gen_random_uuid(), 'worker', ${sql.param(alive)}::text[])`)
  await vi.waitUntil(async () => (await freeDeadLocks(1_000)) === 1, within60s)
  await vi.waitUntil(async () => (await open()) === 0, within60s)
  expect(noted.filter((n) => n === 7)).toHaveLength(2)
})

it.each([
  [
    'ends by itself',
    async (options: RunnerOptions) => {
      const runner = await run(options)
      void runner.stop()
      return runner
    },
  ],
  [
    'never says that it has ended',
    async (options: RunnerOptions) => {
      const runner = await run(options)
      void runner.stop()
      return { ...runner, promise: never, stop: () => never }
    },
  ],
  [
    'fails',
    async (options: RunnerOptions) => {
      const runner = await run(options)
      return { ...runner, promise: runner.stop().then(() => Promise.reject(new Error('no'))) }
    },
  ],
])('goes on after a runner that %s', async (_what, change) => {
  const { begin, begun } = firstRunner(change)
  const { noted } = await working({ begin, patience: short })
  await vi.waitUntil(() => begun() === 2, within60s)
  await add(8)
  await vi.waitUntil(() => noted.length === 8, within60s)
})

it('goes on after one that never begins, and stops it should it begin after all', async () => {
  const stop = vi.fn(async () => undefined)
  let late: (runner: Runner) => void = () => undefined
  let begun = 0
  const begin = async (options: RunnerOptions) => {
    begun += 1
    if (begun === 1) {
      const runner = await run(options)
      void runner.stop()
      return runner
    }
    if (begun > 2) return run(options)
    return new Promise<Runner>((resolve) => {
      late = resolve
    })
  }
  const { noted } = await working({ begin, patience: short })
  await add(8)
  await vi.waitUntil(() => noted.length === 8, within60s)
  late({ stop } as unknown as Runner)
  await vi.waitUntil(() => stop.mock.calls.length === 1)
})

it('gives its hand back when a task never ends, and names the pool meanwhile', async () => {
  const forever = handsFor({ note: () => never }, 1, () => 300)
  const queue = await takeJobs(env().DATABASE_URL, { concurrency: 1, taskList: forever.tasks })
  queues.push(queue)
  await add(3)
  await vi.waitUntil(() => forever.busy() === 1, within60s)
  expect(forever.idleMs()).toBe(0)
  expect(forever.pools()).toEqual([queue.pool()])
  await vi.waitUntil(() => forever.taken() >= 3, within60s)
})
