import { count, ne } from 'drizzle-orm'
import { Logger, run } from 'graphile-worker'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { tasks } from '@/worker/tasks'
import { accepted } from '../accepted.fixture'
import { type Delivering, sweep } from '../index'
import { soakTimings } from '../timings'
import { gatedEuropace } from './index'
import { breakers } from './postgres'
import { mostWithin } from './world.fixture'

/**
 * Two workers with their queue, gates that meet only in the database, and a platform that is away and comes back: everything in real
 * time on the soak timings (waits a sixtieth, 100 requests a second).
 */
const queued = process.env.VERIFY ? 1000 : 60
const patience = { timeout: process.env.VERIFY ? 1_000_000 : 50_000, interval: 500 }
let sandbox: Sandbox
beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  await seed()
  // Exactly what the gate allows itself in a minute: one more, and the platform says 429.
  sandbox = await startSandbox({ limitPerMinute: soakTimings.rate.perMinute })
})
afterAll(async () => {
  await sandbox.close()
  await closeDatabase()
})

const settings = () => ({
  apiUrl: sandbox.url,
  tokenUrl: `${sandbox.url}/auth/token`,
  clientId: defaultClient.id,
  clientSecret: defaultClient.secret,
  datenkontext: 'TEST_MODUS' as const,
})
function worker(owner: string) {
  const delivering: Delivering = {
    platforms: { kundenangaben: gatedEuropace(settings(), { timings: soakTimings }) },
    timings: soakTimings,
    owner,
  }
  return run({
    connectionString: env().DATABASE_URL,
    concurrency: 4,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: tasks({ delivering }),
  })
}
/** How many are not finished; null: two workers at full speed left no connection to ask with. */
const open = async (): Promise<number | null> => {
  const unfinished = database()
    .select({ open: count() })
    .from(schema.delivery)
    .where(ne(schema.delivery.state, 'VERIFIED'))
  return unfinished.then(
    ([row]) => row?.open ?? null,
    () => null,
  )
}

it(
  'queued deliveries drain after an outage without one 429 of our own, and with one probe per pause',
  async () => {
    for (let nr = 0; nr < queued; nr++) await accepted(new Date())
    sandbox.setFaults([{ api: '*', fault: 'status', status: 503 }])
    const workers = await Promise.all([worker('worker-1'), worker('worker-2')])
    const sweeping = setInterval(() => void sweep().catch(() => undefined), soakTimings.sweep)
    try {
      await sweep()
      const probes = () =>
        sandbox.journal.list().filter(({ traceId, kind }) => traceId.startsWith('probe-') && kind === 'token')
      await vi.waitUntil(() => probes().length >= 4, patience)
      const outageEnd = Date.now()
      sandbox.setFaults([])
      await vi.waitUntil(async () => (await open()) === 0, patience)

      const journal = sandbox.journal.list()
      const times = journal.map(({ at }) => Date.parse(at))
      const away = probes().filter(({ status }) => status === 503)
      const gaps = away.slice(1).map(({ at }, nr) => Date.parse(at) - Date.parse(away[nr]?.at ?? ''))
      const created = journal.filter(({ kind, status }) => kind === 'kundenangaben.create' && status === 201)
      const limited = journal.filter(({ fault }) => fault === 'limit')
      const figures = {
        queued,
        probes: away.length,
        shortestBetweenProbesMs: Math.min(...gaps),
        met503: journal.filter(({ status, traceId }) => status === 503 && !traceId.startsWith('probe-'))
          .length,
        sendsDrainedS: (Date.parse(created.at(-1)?.at ?? '') - outageEnd) / 1000,
        allReadBackS: (Date.now() - outageEnd) / 1000,
        requests: journal.length,
        mostInASecond: mostWithin(times, 1000),
        mostInAMinute: mostWithin(times, 60_000),
        selfMade429: limited.length,
      }
      if (process.env.VERIFY)
        process.stdout.write(`outage, soak timings, real time: ${JSON.stringify(figures)}\n`)
      expect(limited).toEqual([])
      expect(figures.shortestBetweenProbesMs).toBeGreaterThanOrEqual(soakTimings.breaker.open)
      expect(figures.mostInAMinute).toBeLessThanOrEqual(soakTimings.rate.perMinute)
      expect(sandbox.platform.cases.all()).toHaveLength(queued)
      expect(created).toHaveLength(queued)
      expect(await breakers()).toMatchObject([{ state: 'closed' }])
    } finally {
      clearInterval(sweeping)
      await Promise.all(workers.map((one) => one.stop()))
    }
  },
  process.env.VERIFY ? 1_200_000 : 120_000,
)
