import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeDatabase, database, pool, retryAfter, withTenant } from '@/lib/db'

/** Rows 24 and 25 of trust §3 at the level of the pool; e2e/system shows them through the whole app. */
const tenant = randomUUID()
const other = async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

beforeAll(() => database().execute(sql`create table account (id int primary key, amount int not null)`))
beforeEach(() =>
  database().execute(
    sql`insert into account values (1, 0), (2, 0) on conflict (id) do update set amount = 0`,
  ),
)
afterAll(closeDatabase)

const add = (id: number) => sql`update account set amount = amount + 1 where id = ${id}`
const amounts = async () =>
  (await database().execute<{ amount: number }>(sql`select amount from account order by id`)).rows.map(
    ({ amount }) => amount,
  )

function signal() {
  let give = (): void => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

it('repeats a transaction that lost a deadlock: both come through, each once', async () => {
  let runs = 0
  const both = (first: number, second: number, met: Promise<void>, tell: () => void) =>
    withTenant(tenant, async (tx) => {
      runs += 1
      await tx.execute(add(first))
      tell()
      await met
      await tx.execute(add(second))
    })
  const [a, b] = [signal(), signal()]
  await Promise.all([both(1, 2, b.given, a.give), both(2, 1, a.given, b.give)])
  expect(await amounts()).toEqual([2, 2])
  expect(runs).toBe(3)
})

it('repeats a serialization failure up to three times, then says that it is busy', async () => {
  const failing = (times: number) => {
    let runs = 0
    const done = withTenant(tenant, async (tx) => {
      runs += 1
      await tx.execute(add(1))
      if (runs <= times) {
        await tx.execute(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
      }
    })
    return { done, runs: () => runs }
  }
  const mended = failing(3)
  await mended.done
  expect(mended.runs()).toBe(4)
  expect(await amounts()).toEqual([1, 0])
  const lasting = failing(9)
  const thrown: unknown = await lasting.done.catch((error: unknown) => error)
  expect(retryAfter(thrown)).toBeGreaterThan(0)
  expect(lasting.runs()).toBe(4)
  expect(await amounts()).toEqual([1, 0])
})

it('survives a connection that is ended while it is in use, and leaves none behind', async () => {
  const admin = await other()
  for (let round = 0; round < 12; round += 1) {
    const thrown: unknown = await withTenant(tenant, async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await tx.execute(add(1))
    }).catch((error: unknown) => error)
    expect(retryAfter(thrown)).toBeGreaterThan(0)
  }
  await withTenant(tenant, (tx) => tx.execute(add(1)))
  expect(await amounts()).toEqual([1, 0])
  expect(pool().totalCount - pool().idleCount).toBe(0)
  await admin.end()
})

it('gives the connection back when BEGIN itself fails', async () => {
  const admin = await other()
  const free = () => pool().totalCount - pool().idleCount
  for (let round = 0; round < 12; round += 1) {
    const client = await pool().connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    // The server hangs up while the connection lies idle in the pool: the next transaction may get it all the same.
    const gone = new Promise<void>((done) => client.once('end', () => done()))
    client.release()
    const ended = admin.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    await withTenant(tenant, (tx) => tx.execute(add(2))).catch((error: unknown) =>
      expect(retryAfter(error)).toBeGreaterThan(0),
    )
    await Promise.all([ended, gone])
  }
  expect(free()).toBe(0)
  await withTenant(tenant, (tx) => tx.execute(add(1)))
  await admin.end()
})
