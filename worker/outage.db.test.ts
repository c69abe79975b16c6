import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunnerOptions, run } from 'graphile-worker'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, it, vi } from 'vitest'
import { migrate } from '@/lib/db/migrate'
import { log } from '@/lib/log'
import { type Postgres, startPostgres } from '@/scripts/postgres.mjs'
import { handsFor } from './hands'
import { type Queue, takeJobs } from './queue'

/** Postgres is killed at the very moments at which graphile-worker loses its way; work goes on within a minute after it is back. */
const password = randomUUID()
let postgres: Postgres
const queues: Queue[] = []
beforeAll(async () => {
  postgres = await startPostgres({ password, durable: false })
  await migrate(postgres.url)
})
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  vi.spyOn(console, 'error').mockReturnValue()
})
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop()))
})
afterAll(() => postgres.stop())

async function query(text: string) {
  const client = new Client({ connectionString: postgres.url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const add = (from: number, to: number) =>
  query(
    `select graphile_worker.add_job('note', json_build_object('n', n)) from generate_series(${from}, ${to}) n`,
  )

/** kill -9 of the postmaster, and a new one on the same data and port. */
async function killed() {
  const { pid, port, folder } = postgres
  process.kill(pid, 'SIGKILL')
  await pause(100)
  await postgres.stop()
  postgres = await startPostgres({ folder, port, password })
}

const never = new Promise<never>(() => undefined)
const ending = async (options: RunnerOptions) => {
  const runner = await run(options)
  void runner.stop()
  return runner
}
const situations: [string, (options: RunnerOptions) => ReturnType<typeof run>][] = [
  ['while jobs are struck off', run],
  ['while a runner ends', ending],
  [
    'while one never says that it has ended',
    async (options) => ({ ...(await ending(options)), promise: never }),
  ],
]

/** The moment that needs the most patience always, the others with VERIFY=1. */
const tried = process.env.VERIFY ? situations : situations.slice(-1)

it.each(tried)('goes on when Postgres is killed %s', async (_when, first) => {
  const noted = new Set<number>()
  let begun = 0
  const hands = handsFor(
    {
      note: async (payload) => {
        noted.add((payload as { n: number }).n)
      },
    },
    4,
    () => 60_000,
  )
  await add(1, 100)
  queues.push(
    await takeJobs(postgres.url, {
      concurrency: 4,
      taskList: hands.tasks,
      begin: (options) => {
        begun += 1
        return begun === 1 ? first(options) : run(options)
      },
    }),
  )
  await vi.waitUntil(() => noted.size >= 4 || first !== run, { timeout: 60_000, interval: 1 })
  await killed()
  await add(1001, 1008)
  await vi.waitUntil(() => [...noted].filter((n) => n > 1000).length === 8, { timeout: 60_000 })
  await query('delete from graphile_worker._private_jobs')
})
