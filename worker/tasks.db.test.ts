import { sql } from 'drizzle-orm'
import { type JobHelpers, Logger, parseCrontab, run } from 'graphile-worker'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { europaceTarget } from '@/lib/cases/europace'
import { closeDatabase, database } from '@/lib/db'
import { deliveryTimings, sweep } from '@/lib/delivery'
import { accepted, atEuropace, deliveryRow } from '@/lib/delivery/accepted.fixture'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { smtpPost } from '@/lib/mail'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { crontab, tasks } from './tasks'

let sandbox: Sandbox
beforeAll(async () => {
  await seed()
  await changeCampaigns({}, { page: { mailConfirmation: true } })
  sandbox = await startSandbox()
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

it('the whole way: queue, token, case, reading back, mail', async () => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined)
  const made = await Promise.all(Array.from({ length: 5 }, () => accepted(new Date())))
  const timings = deliveryTimings
  const runner = await run({
    connectionString: env().DATABASE_URL,
    concurrency: 4,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: tasks({
      delivering: atEuropace({
        target: europaceTarget(settings(), { timings }),
        timings,
        owner: 'worker',
      }),
      post: smtpPost(`smtp://127.0.0.1:${sandbox.smtpPort}`, 'absender@example.org'),
    }),
  })
  try {
    expect(await sweep()).toBe(5)
    await vi.waitUntil(() => sandbox.mailbox.list().length === 5, { timeout: 90_000 })
    await vi.waitUntil(
      async () =>
        (await Promise.all(made.map(({ deliveryId }) => deliveryRow(deliveryId)))).every(
          ({ state }) => state === 'VERIFIED',
        ),
      { timeout: 90_000 },
    )
  } finally {
    await runner.stop()
  }
  const rows = await Promise.all(made.map(({ deliveryId }) => deliveryRow(deliveryId)))
  const numbers = rows.map((row) => row.reference?.vorgangsnummer ?? '')
  expect(new Set(numbers).size).toBe(5)
  for (const number of numbers) {
    expect(sandbox.mailbox.list().some((mail) => mail.text.includes(`Vorgangsnummer: ${number}`))).toBe(true)
  }
}, 200_000)

it('the purge removes counters of windows that ended long ago, and no others', async () => {
  await database().execute(sql`
    insert into rate_limit (tenant_id, bucket, window_start, count)
    select id, 'draft:submit:' || days, now() - make_interval(days => days), 1
    from tenant, generate_series(1, 3) as days`)
  const target = europaceTarget(settings(), { timings: deliveryTimings })
  const { purge } = tasks({
    delivering: atEuropace({ target, timings: deliveryTimings, owner: 'worker' }),
  })
  await purge?.({}, {} as JobHelpers)
  const left = await database().execute(sql`select bucket from rate_limit where bucket like 'draft:submit:%'`)
  expect(left.rows).toEqual([{ bucket: 'draft:submit:1' }])
})

it('the timetable names tasks that there are, and graphile-worker can read it', () => {
  const target = europaceTarget(settings(), { timings: deliveryTimings })
  const list = tasks({ delivering: atEuropace({ target, timings: deliveryTimings, owner: 'worker' }) })
  const items = parseCrontab(crontab)
  expect(items.map(({ task }) => task).sort()).toEqual([
    'alerts',
    'balance',
    'duplicates',
    'notices',
    'purge',
    'reminders',
  ])
  for (const { task } of items) expect(Object.keys(list)).toContain(task)
})
