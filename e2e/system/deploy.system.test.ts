import { afterAll, beforeAll, expect, it } from 'vitest'
import { arrive, call, load, save, submit } from './support/applicant'
import { type App, startWorld, type World } from './support/world'

/** Row 38 of trust §3: in a rolling deploy the schema is expanded while programs run, and a draft may go from one to the other. */
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** What a later release may do to the schema (lib/db/migrations.test.ts holds all releases to it), and its mark. */
const expansion = `
  alter table draft add column later_text text;
  alter table draft add column later_number integer default 0 not null;
  alter table delivery add column later_at timestamptz;
  create table later (id uuid primary key, draft_id uuid references draft (id) on delete cascade);
  create index later_draft on draft (later_text);
  insert into drizzle.__drizzle_migrations (hash, created_at)
    select 'later', max(created_at) + 1 from drizzle.__drizzle_migrations`

it('programs from before and after a migration serve side by side; a draft goes from either to the other and is sent', async () => {
  const old = await world.startApp({ APP_PROCESSES: '1' })
  const worker = await world.startWorker()
  const begunOnOld = await arrive(old)
  expect((await save(old, begunOnOld)).kind).toBe('saved')

  await world.query(expansion)
  const young = await world.startApp({ APP_PROCESSES: '1' })
  const begunOnYoung = await arrive(young)
  expect((await save(young, begunOnYoung)).kind).toBe('saved')

  const finish = async (at: App, who: typeof begunOnOld) => {
    expect(JSON.stringify(await load(at, who, 'kontakt'))).toContain(who.email)
    expect((await submit(at, who)).kind).toBe('sent')
  }
  await finish(young, begunOnOld)
  await finish(old, begunOnYoung)
  for (const app of [old, young]) {
    expect((await call(app, { method: 'GET', path: '/api/health/ready' })).status).toBe(200)
  }
  const open = () => world.query("select 1 from delivery where state <> 'VERIFIED'")
  await expect.poll(open, { timeout: 60_000 }).toEqual([])
  expect(worker.running).toBe(true)
})
