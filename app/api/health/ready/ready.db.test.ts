import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db'
import { pool } from '@/lib/db/pool'
import { GET } from './route'

afterAll(closeDatabase)
const told = async () => {
  const response = await GET()
  return { code: response.status, ...((await response.json()) as object) }
}

it('says how the workers do, and stays ready without them, even if that cannot be found out', async () => {
  expect(await told()).toEqual({ code: 200, status: 'ready', worker: 'missing' })
  await database().execute(sql`
    insert into heartbeat (instance, role, worked_at) values (gen_random_uuid(), 'worker', now() - interval '1 minute')`)
  expect(await told()).toEqual({ code: 200, status: 'ready', worker: 'working' })
  await database().execute(
    sql`select graphile_worker.add_job('deliver', '{}', run_at := now() - interval '1 minute')`,
  )
  expect(await told()).toEqual({ code: 200, status: 'ready', worker: 'stalled' })
  const holder = await pool().connect()
  try {
    await holder.query('begin; lock table heartbeat in access exclusive mode')
    expect(await told()).toEqual({ code: 200, status: 'ready', worker: 'unknown' })
  } finally {
    await holder.query('rollback')
    holder.release()
  }
})
