import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Applicant, arrive, save, submit } from './support/applicant'
import { type App, type Running, startWorld, type World } from './support/world'

/** Two app processes and two workers on one Postgres (issue 4): killing any one under light load loses and doubles nothing. */
let world: World
let app: App
beforeAll(async () => {
  world = await startWorld()
  app = await world.startApp()
})
afterAll(() => world.close())

const patience = { timeout: 150_000, interval: 100 }
const startWorker = () => world.startWorker({ DELIVERY_TIMINGS: 'soak' })

/** A person who presses again until the receipt is there; every step is repeated if no answer comes. */
async function persistent(): Promise<{ who: Applicant; reference: string }> {
  const again = async <T>(step: () => Promise<T | null>): Promise<T> => {
    for (;;) {
      const done = await step().catch(() => null)
      if (done !== null) return done
      await pause(100)
    }
  }
  const who = await again(() => arrive(app))
  await again(async () => {
    const saved = await save(app, who)
    return saved.kind === 'saved' ? saved : null
  })
  const receipt = await again(async () => {
    const sent = await submit(app, who)
    return sent.kind === 'sent' ? sent.receipt : null
  })
  return { who, reference: receipt.reference }
}

it('each of two app processes and two workers is killed in turn: every receipt is one case', async () => {
  let workers: Running[] = await Promise.all([startWorker(), startWorker()])
  const sent: { who: Applicant; reference: string }[] = []
  let over = false
  const person = async () => {
    while (!over) sent.push(await persistent())
  }
  const people = Array.from({ length: 3 }, person)
  const one = [
    async () => process.kill(app.processes()[0] ?? 0, 'SIGKILL'),
    async () => workers[0]?.kill(),
    async () => process.kill(app.processes()[1] ?? app.processes()[0] ?? 0, 'SIGKILL'),
    async () => workers[1]?.kill(),
  ]
  // Both of both, five times, with VERIFY=1.
  const kills = process.env.VERIFY ? Array.from({ length: 5 }, () => one).flat() : one.slice(0, 2)
  for (const kill of kills) {
    const from = sent.length
    await expect.poll(() => sent.length - from, patience).toBeGreaterThanOrEqual(3)
    await kill()
    // Whoever runs the workers starts a dead one again (systemd, the launcher); the app's supervisor does it by itself.
    const alive = workers.filter(({ running }) => running)
    workers = [...alive, ...(await Promise.all(workers.slice(alive.length).map(startWorker)))]
    await expect.poll(() => app.processes().length, patience).toBe(2)
  }
  over = true
  await Promise.all(people)

  const rows = await world.query<{ reference: string }>('select reference from submission')
  expect(rows.map(({ reference }) => reference).sort()).toEqual(sent.map(({ reference }) => reference).sort())
  const open = () => world.query("select state from delivery where state <> 'VERIFIED'")
  await expect.poll(open, patience).toEqual([])
  const cases = world.sandbox.platform.cases.all().map((found) => JSON.stringify(found))
  expect(cases).toHaveLength(sent.length)
  for (const { who } of sent) expect(cases.filter((found) => found.includes(who.email))).toHaveLength(1)
})
