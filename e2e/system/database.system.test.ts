import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keys } from '@/e2e/support/keys'
import { type Applicant, apply, arrive, load, postSave, save } from './support/applicant'
import { type App, type Running, startWorld, type World } from './support/world'

/** Rows 22 and 24 of trust §3: the database goes away under traffic, or has no connection left. */
let world: World
let app: App
let worker: Running
beforeAll(async () => {
  world = await startWorld()
  ;[app, worker] = await Promise.all([world.startApp(), world.startWorker({ DELIVERY_TIMINGS: 'soak' })])
})
afterAll(() => world.close())

const patience = { timeout: 60_000, interval: 100 }
const price = (value: number) => ({ key: keys.kaufpreis, to: String(100_000 + value) })

/** Types one price after another; each save is repeated until it is acknowledged. Answers with the last acknowledged one. */
async function typing(who: Applicant, until: () => boolean, noted: { acknowledged: number; failed: number }) {
  let last = '350.000'
  for (let value = 1; !until(); value += 1) {
    const { key, to } = price(value)
    for (;;) {
      const saved = await save(app, who, [{ key, from: last, to }]).catch(() => null)
      if (saved?.kind === 'saved') break
      noted.failed += 1
      // A save whose answer was lost took effect: it then stands in the draft, which is no conflict with itself.
      if (saved?.kind !== 'failed' && saved !== null) throw new Error(`a save answered ${saved.kind}`)
      await pause(50)
    }
    noted.acknowledged += 1
    last = to
  }
  return last
}

it('Postgres is killed under autosave traffic: what was acknowledged is there, clients go on, no process ends', async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => arrive(app)))
  await Promise.all(people.map((who) => save(app, who)))
  const noted = { acknowledged: 0, failed: 0 }
  let over = false
  const before = app.processes()
  const all = people.map((who) => typing(who, () => over, noted))
  for (let kills = 0; kills < (process.env.VERIFY ? 6 : 2); kills += 1) {
    const from = noted.acknowledged
    await expect.poll(() => noted.acknowledged - from, patience).toBeGreaterThan(20)
    await world.killPostgres()
    const failed = noted.failed
    await expect.poll(() => noted.failed - failed, patience).toBeGreaterThan(3)
    await world.startPostgres()
  }
  const from = noted.acknowledged
  await expect.poll(() => noted.acknowledged - from, patience).toBeGreaterThan(20)
  over = true
  const last = await Promise.all(all)
  for (const [at, who] of people.entries()) {
    const shown = JSON.stringify(await load(app, who, 'kosten'))
    expect(shown.replaceAll('.', ''), `draft ${at}`).toContain(last[at])
  }
  expect(app.processes()).toEqual(before)

  // The worker goes on without help too.
  const { result, who } = await apply(app)
  expect(result.kind).toBe('sent')
  await expect.poll(() => casesOf(who), patience).toBe(1)
  expect(worker.running).toBe(true)
})

const casesOf = (who: Applicant) =>
  world.sandbox.platform.cases.all().filter((one) => JSON.stringify(one).includes(who.email)).length

it('what the platform answers while Postgres is away is stored by the same worker once it is back', async () => {
  await worker.kill()
  const patient = await world.startWorker()
  world.sandbox.setFaults([
    { api: 'kundenangaben.create', fault: 'delayAfterCommit', delayMs: 2000, times: 1 },
  ])
  const { who } = await apply(app)
  await expect.poll(() => casesOf(who), patience).toBe(1)
  await world.killPostgres()
  await expect.poll(() => patient.said().includes('"event":"delivery.record"'), patience).toBe(true)
  await world.startPostgres()
  const states = () =>
    world.query<{ state: string; attempt_no: number }>(
      'select state, attempt_no from delivery order by created_at desc limit 1',
    )
  await expect.poll(states, patience).toEqual([{ state: 'VERIFIED', attempt_no: 1 }])
  expect(patient.said()).not.toContain('"state":"UNKNOWN"')
  const next = await apply(app)
  await expect.poll(() => casesOf(next.who), patience).toBe(1)
  expect(patient.running).toBe(true)
  await patient.kill()
})

it('no connection left: a save waits up to 5 s, then 503 with Retry-After; later it goes through', async () => {
  const small = await world.startApp({ APP_PROCESSES: '1', DATABASE_CONNECTIONS: '2' })
  const people = await Promise.all([arrive(small), arrive(small), arrive(small)])
  for (const { kind } of await Promise.all(people.map((who) => save(small, who)))) expect(kind).toBe('saved')
  const [first, second, third] = people
  if (!first || !second || !third) throw new Error('three people were made')
  // Nobody can hold a draft's row for long; a server that has gone silent holds every connection there is.
  const watcher = await world.connect()
  const { rows } = await watcher.query<{ pid: number }>(
    "select pid from pg_stat_activity where application_name = 'selbstauskunft' and pid <> pg_backend_pid()",
  )
  for (const { pid } of rows) process.kill(pid, 'SIGSTOP')
  const { key, to } = price(1)
  const change = (who: Applicant) => save(small, who, [{ key, from: '350.000', to }])
  const held = [change(first), change(second)]
  const refused = await postSave(small, third, {
    page: 'kosten',
    intent: 'autosave',
    changes: [{ key, from: '350.000', to }],
  })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(JSON.parse(refused.text)).toMatchObject({ kind: 'failed' })
  for (const { pid } of rows) process.kill(pid, 'SIGCONT')
  await watcher.end()
  expect((await Promise.all(held)).map(({ kind }) => kind)).toEqual(['saved', 'saved'])
  expect((await change(third)).kind).toBe('saved')
  expect(small.processes()).toHaveLength(1)
  await small.kill()
})
