import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db'
import { freeDeadLocks } from './locks'

afterAll(closeDatabase)
const minutes = 60_000
async function add(key: string, pool: string, minutesAgo: number) {
  await database().execute(sql`select graphile_worker.add_job('mail', '{}', job_key := ${key})`)
  await database().execute(sql`
    update graphile_worker._private_jobs set locked_by = ${pool}, attempts = 1,
      locked_at = now() - make_interval(mins => ${minutesAgo}) where key = ${key}`)
}
const beat = (pools: readonly string[] | null, minutesAgo = 0) =>
  database().execute(sql`
    insert into heartbeat (instance, role, beat_at, pools) values
    (gen_random_uuid(), 'worker', now() - make_interval(mins => ${minutesAgo}), ${sql.param(pools)}::text[])`)
const freed = async () =>
  (
    await database().execute<{ key: string }>(
      sql`select key from graphile_worker._private_jobs where locked_at is null order by key`,
    )
  ).rows.map(({ key }) => key)

it('gives back what dead workers hold after two minutes, and nothing that a living one does', async () => {
  await beat(['alive', 'before'])
  await beat(['died'], 3)
  await add('alive', 'alive', 60)
  await add('abandoned', 'before', 60)
  await add('dead', 'died', 3)
  await add('gone', 'unknown', 3)
  await add('young', 'unknown', 1)
  // A newer job of the same key has replaced it while it ran.
  await add('replaced', 'unknown', 3)
  await database().execute(sql`select graphile_worker.add_job('mail', '{}', job_key := 'replaced')`)
  expect(await freeDeadLocks(2 * minutes)).toBe(2)
  expect(await freed()).toEqual(['dead', 'gone', 'replaced'])
  const left = await database().execute(sql`select 1 from graphile_worker._private_jobs where key is null`)
  expect(left.rows).toEqual([])
  expect(await freeDeadLocks(2 * minutes)).toBe(0)
})

it('gives nothing back while a worker runs that does not say what it holds, nor waits for a row', async () => {
  await add('old', 'unknown', 3)
  await beat(null)
  expect(await freeDeadLocks(2 * minutes)).toBe(0)
  await database().execute(sql`delete from heartbeat where pools is null`)
  await database().transaction(async (tx) => {
    await tx.execute(sql`select 1 from graphile_worker._private_jobs where key = 'old' for update`)
    expect(await freeDeadLocks(2 * minutes)).toBe(0)
  })
  expect(await freeDeadLocks(2 * minutes)).toBe(1)
})
