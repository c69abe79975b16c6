import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase } from '@/lib/db'
import { startWorld, type World } from '@/lib/delivery/world.fixture'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { casesIn, movingIn, outcomesIn, queueIn, statesIn, submissionsIn } from './facts.mjs'
import { judge } from './judge.mjs'

/** The soak run reads database and sandbox with these; here they meet real rows, and the judge real facts. */
let world: World
beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  await seed()
  world = await startWorld()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})

it('facts of both platforms satisfy the judge, and one case too many does not', async () => {
  await world.begin()
  const made = [await world.control(), await world.accept(), await world.acceptVorgang()]
  const [lost, unsent] = [await world.acceptVorgang(), await world.acceptVorgang()]
  await world.work(made, 1000)
  for (const [one, fault] of [
    [lost, 'dropAfterCommit'],
    [unsent, 'dropBefore'],
  ] as const) {
    world.sandbox.setFaults([{ api: 'drklein.create', fault, times: 1 }])
    await world.work([one], 1000)
  }
  const url = env().DATABASE_URL
  expect(await movingIn(url)).toBe(2)
  expect(await queueIn(url)).toMatchObject({ locked: 0, workedSecondsAgo: null })
  await world.work([lost, unsent], 600_000)
  expect(await movingIn(url)).toBe(0)
  expect(await statesIn(url)).toEqual({
    'kundenangaben VERIFIED': 2,
    'vorgang DELIVERED': 1,
    'vorgang NEEDS_OPERATOR': 2,
  })
  expect(Object.values(await outcomesIn(url)).reduce((sum, count) => sum + count, 0)).toBe(5)
  const submissions = await submissionsIn(url)
  const judged = async () =>
    judge({
      wanted: { submissions: 5, kills: 0 },
      acknowledged: new Set(submissions.map(({ reference }) => reference)),
      refused: [],
      split: [],
      submissions,
      cases: await casesIn(world.sandbox.url),
      kills: {},
    })
  expect(await judged()).toMatchObject({
    ok: true,
    faults: [],
    counts: {
      kundenangaben: { submissions: 2, exactlyOnce: 2, unresolved: 0 },
      vorgang: { submissions: 3, cases: 2, delivered: 1, waitingWithCase: 1, waitingWithoutCase: 1 },
    },
  })
  // A resend on hope, straight at the platform.
  const [body] = world.sandbox.journal.list().filter(({ kind }) => kind === 'drklein.create')
  const token = await fetch(`${world.sandbox.url}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&scope=drkleinrk-api%2Fvorgang%3Aimport&client_id=sandbox-drklein&client_secret=sandbox-drklein-secret',
  })
  const { access_token } = (await token.json()) as { access_token: string }
  await fetch(`${world.sandbox.url}/vorgang`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${access_token}` },
    body: JSON.stringify(body?.request),
  })
  expect((await judged()).faults.map(({ fault }) => fault)).toEqual([
    'vorgang: submissions with several cases',
  ])
})
