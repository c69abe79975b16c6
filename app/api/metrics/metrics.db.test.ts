import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, pool, withTenant } from '@/lib/db'
import { deliver, deliveryTimings } from '@/lib/delivery'
import { accepted, atEuropace, scripted } from '@/lib/delivery/accepted.fixture'
import { noteSuspicion } from '@/lib/limits/limits'
import { log } from '@/lib/log'
import { GET } from './route'

beforeAll(seed)
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation(() => undefined)
  }
})
afterAll(closeDatabase)

const ask = (token = 'metrics-token-of-tests') =>
  GET(new Request('http://localhost:3000/api/metrics', { headers: { authorization: `Bearer ${token}` } }))
const textNow = async () => (await ask()).text()

it('is closed without the token', async () => {
  expect((await ask('wrong')).status).toBe(401)
})

it('tells states, attempts, queue, processes, gates and alerts, and nothing personal', async () => {
  const tenMinutes = new Date(Date.now() - 600_000)
  const made = [await accepted(tenMinutes), await accepted(tenMinutes), await accepted(tenMinutes)]
  const means = { timings: deliveryTimings, owner: 'worker' }
  const delivered = scripted({ kind: 'delivered', reference: { vorgangsnummer: 'YX4MDU' } })
  const refused = scripted({
    kind: 'rejected',
    problem: {
      cause: 'data',
      reason: 'status422',
      status: 422,
      violations: [{ field: 'x', message: canary }],
    },
  })
  await deliver(made[0]?.deliveryId ?? '', atEuropace({ ...means, target: delivered.target }))
  await deliver(made[1]?.deliveryId ?? '', atEuropace({ ...means, target: refused.target }))
  await database().execute(sql`
    insert into heartbeat (instance, role, beat_at, swept_at)
    values (gen_random_uuid(), 'worker', now() - interval '90 seconds', now()), (gen_random_uuid(), 'app', now(), null)`)
  await withTenant(made[0]?.tenantId ?? '', (tx) => noteSuspicion(tx, '192.0.2.7', 'input.ignored', 3))
  const text = await textNow()
  for (const line of [
    'selbstauskunft_up 1',
    'selbstauskunft_submissions_accepted_total 3',
    'selbstauskunft_deliveries_delivered_total 1',
    'selbstauskunft_deliveries{state="NEEDS_FIX"} 1',
    'selbstauskunft_deliveries{state="QUEUED"} 1',
    'selbstauskunft_balance_difference 0',
    'selbstauskunft_attempts_last_hour{outcome="delivered",reason="created"} 1',
    'selbstauskunft_attempts_last_hour{outcome="rejected",reason="data"} 1',
    'selbstauskunft_input_ignored 3',
    'selbstauskunft_alert{name="needs_fix",severity="warn"} 1',
    'selbstauskunft_alert{name="oldest_undelivered",severity="warn"} 1',
    'selbstauskunft_alert{name="oldest_undelivered",severity="page"} 0',
    'selbstauskunft_alert{name="worker_missing",severity="page"} 1',
    'selbstauskunft_alert{name="balance",severity="page"} 0',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect(text).toMatch(/selbstauskunft_oldest_open_seconds 60\d/)
  expect(text).toMatch(/selbstauskunft_heartbeat_age_seconds\{role="worker"\} 9\d/)
  expect(text).toMatch(/selbstauskunft_process_resident_memory_bytes \d{7,}/)
  for (const word of [canary, 'Erika', 'example.org', '192.0.2.7', 'YX4MDU', made[0]?.submissionId ?? '-']) {
    expect(text).not.toContain(word)
  }
  // Each line is a comment or a sample with closed labels: what a scraper reads.
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) |selbstauskunft_[a-z_]+(\{([a-z]+="[\w.-]*",?)+\})? -?[\d.e+-]+$)/)
  }
})

it('says a difference in the balance', async () => {
  await database().execute(sql`
    delete from delivery where id = (select id from delivery where state = 'QUEUED' limit 1)`)
  const text = await textNow()
  expect(text).toContain('selbstauskunft_balance_difference 1')
  expect(text).toContain('selbstauskunft_alert{name="balance",severity="page"} 1')
})

it('says that the database does not answer instead of failing', async () => {
  vi.spyOn(pool(), 'query').mockImplementation(() => {
    throw new Error('no database')
  })
  const answer = await ask()
  expect(answer.status).toBe(200)
  const text = await answer.text()
  expect(text).toContain('selbstauskunft_up 0')
  expect(text).not.toContain('selbstauskunft_alert')
})
