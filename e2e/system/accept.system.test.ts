import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Applicant, arrive, load, save, submit } from './support/applicant'
import { type App, startWorld, type World } from './support/world'

/** Rows 1 and 2 of trust §3: the app dies around the COMMIT that makes a draft a submission. */
let world: World
let app: App
beforeAll(async () => {
  world = await startWorld()
  app = await world.startApp()
})
afterEach(() => world.database.set(null))
afterAll(() => world.close())

const patience = { timeout: 30_000, interval: 50 }
const submissions = () => world.query<{ reference: string }>('select reference from submission')

async function filled(): Promise<Applicant> {
  const who = await arrive(app)
  expect((await save(app, who)).kind).toBe('saved')
  return who
}

/**
 * A lock of the test's own that lets `accept` do everything but remove the draft, its last step before COMMIT. Resolves when the
 * app's transaction has come so far.
 */
async function heldBeforeCommit(begin: () => Promise<unknown>) {
  const holder = await world.connect()
  await holder.query('begin; lock table draft in share mode')
  const answer = begin().catch((error: unknown) => error)
  await expect.poll(waiting, patience).toBe(1)
  return { answer, release: () => holder.end() }
}
const waiting = async () =>
  (
    await world.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'selbstauskunft'",
    )
  ).length

/** `kill -9` of all app processes; their supervisor starts new ones, on a healthy line. */
async function killApp() {
  const before = app.processes()
  for (const pid of before) process.kill(pid, 'SIGKILL')
  world.database.set(null)
  await expect.poll(() => app.processes().filter((pid) => !before.includes(pid)).length, patience).toBe(2)
}

it('killed before COMMIT: no receipt, the draft is intact, sending again works', async () => {
  const who = await filled()
  const before = (await submissions()).length
  const { answer, release } = await heldBeforeCommit(() => submit(app, who))
  await killApp()
  expect(await answer).toBeInstanceOf(Error)
  await release()
  // The server notices the lost client when the lock is free, and rolls back.
  await expect.poll(waiting, patience).toBe(0)
  expect(await submissions()).toHaveLength(before)
  const shown = await load(app, who, 'kontakt')
  expect(JSON.stringify(shown)).toContain(who.email)
  expect((await submit(app, who)).kind).toBe('sent')
  expect(await submissions()).toHaveLength(before + 1)
})

it('killed after COMMIT, before the answer: whoever reloads or sends again gets the same receipt', async () => {
  const who = await filled()
  const before = (await submissions()).length
  const { answer, release } = await heldBeforeCommit(() => submit(app, who))
  // From here on the database's answers come late: COMMIT takes effect a second before the app hears of it.
  world.database.set({ kind: 'latency', ms: 1000 })
  await release()
  await expect.poll(async () => (await submissions()).length, patience).toBe(before + 1)
  await killApp()
  expect(await answer).toBeInstanceOf(Error)
  const reloaded = await load(app, who, 'kontakt')
  const again = await submit(app, who)
  if (reloaded.kind !== 'sent' || again.kind !== 'sent') throw new Error(`${reloaded.kind}, ${again.kind}`)
  expect(again.receipt.reference).toBe(reloaded.receipt.reference)
  const rows = await submissions()
  expect(rows).toHaveLength(before + 1)
  expect(rows.map(({ reference }) => reference)).toContain(again.receipt.reference)
})
