import { sql } from 'drizzle-orm'
import { afterAll, expect, it, vi } from 'vitest'
import { closeDatabase, database, schema } from '@/lib/db'
import { pool } from '@/lib/db/pool'
import { readWorkers } from '@/lib/delivery/figures'
import { log } from '@/lib/log'
import { beating } from './heartbeat'

/** By itself it gives up after a second, which a busy machine takes. */
const waitUntil = (fact: () => unknown) => vi.waitUntil(fact, { timeout: 60_000 })

afterAll(closeDatabase)
const rows = () => database().select().from(schema.heartbeat)

it('beats, says when it swept, survives a failing database, and leaves nothing behind', async () => {
  const lost = { instance: '00000000-0000-4000-8000-000000000000', role: 'worker' as const }
  await database()
    .insert(schema.heartbeat)
    .values({ ...lost, beatAt: sql`now() - interval '2 hours'` })
  const heart = beating('worker', 20)
  await waitUntil(async () => (await rows()).length === 1 && (await rows())[0]?.role === 'worker')
  const [first] = await rows()
  expect(first).toMatchObject({ role: 'worker', sweptAt: null })
  await waitUntil(async () => Number((await rows())[0]?.beatAt) > Number(first?.beatAt))
  await heart.swept()
  expect((await rows())[0]?.sweptAt).toBeInstanceOf(Date)

  const warn = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  await database().execute(sql`alter table heartbeat rename to heartbeat_away`)
  await waitUntil(() => warn.mock.calls.some(([event]) => event === 'heartbeat'))
  await heart.swept()
  await database().execute(sql`alter table heartbeat_away rename to heartbeat`)
  const [before] = await rows()
  await waitUntil(async () => Number((await rows())[0]?.beatAt) > Number(before?.beatAt))

  await heart.stop()
  expect(await rows()).toEqual([])
})

it('neither stops beating nor keeps its process from ending when the database never answers', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  const holder = await pool().connect()
  const heart = beating('worker', 20, () => ({ idleMs: 0, pools: ['pool-1'] }), 100)
  try {
    await waitUntil(async () => (await rows())[0]?.pools?.[0] === 'pool-1')
    await holder.query('begin; lock table heartbeat in access exclusive mode')
    await waitUntil(() => warn.mock.calls.some(([, fields]) => fields?.errorName === 'Overdue'))
    await heart.stop()
  } finally {
    await holder.query('rollback')
    holder.release()
  }
})

it('an app says what it refused as not ours; the figures are the sum of all', async () => {
  const hearts = [1, 2].map((address) => beating('app', 20, () => ({ refused: { address, others: 10 } })))
  // Of both: 1 and 2, and ten each.
  const sum = async () => (await readWorkers()).refused
  await waitUntil(async () => JSON.stringify(await sum()) === JSON.stringify({ address: 3, others: 20 }))
  for (const heart of hearts) await heart.stop()
})
