import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database } from '@/lib/db'
import { accepted } from './accepted.fixture'
import { sweep } from './sweep'
import { deliveryTimings } from './timings'

beforeAll(() => seed())
beforeEach(async () => {
  await database().execute(sql`delete from graphile_worker._private_jobs`)
  await database().execute(sql`update delivery set state = 'CANCELLED'`)
})
afterAll(closeDatabase)

const jobs = async () =>
  Number(
    (
      await database().execute(
        sql`select count(*) n from graphile_worker.jobs where task_identifier = 'deliver'`,
      )
    ).rows[0]?.n,
  )
const change = (text: string) => database().execute(sql.raw(`update graphile_worker._private_jobs ${text}`))

it('adds only what has no job', async () => {
  await accepted(new Date())
  expect([await sweep(), await sweep(), await jobs()]).toEqual([1, 0, 1])
})

it('brings forward a job that waits although its delivery is due, and adds one for a job whose worker is gone', async () => {
  await accepted(new Date())
  await sweep()
  await change("set run_at = now() + interval '1 hour'")
  expect([await sweep(), await sweep(), await jobs()]).toEqual([1, 0, 1])
  // Somebody has just taken it and is about to claim the delivery.
  await change("set locked_at = now(), locked_by = 'pool-1'")
  expect(await sweep()).toBe(0)
  await change(`set locked_at = now() - interval '${deliveryTimings.lease / 1000 + 1} seconds'`)
  expect([await sweep(), await sweep(), await jobs()]).toEqual([1, 0, 2])
  // One that has used up its tries will not run.
  await database().execute(sql`delete from graphile_worker._private_jobs`)
  await sweep()
  await change('set attempts = max_attempts')
  expect([await sweep(), await sweep()]).toEqual([1, 0])
})

it('wakes more than one batch, and two that sweep at once add each once', async () => {
  await accepted(new Date())
  await database().execute(sql`
    insert into delivery (tenant_id, submission_id, target, state, due_at)
    select d.tenant_id, d.submission_id, 'other-' || n, 'QUEUED', now() from delivery d, generate_series(1, 250) n
    where d.state = 'QUEUED'`)
  await database().execute(sql`delete from graphile_worker._private_jobs`)
  await Promise.all([sweep(), sweep()])
  expect(await jobs()).toBe(251)
})
