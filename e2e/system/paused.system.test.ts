import { afterAll, beforeAll, expect, it } from 'vitest'
import { apply } from './support/applicant'
import { startWorld, type World } from './support/world'

/** Row 6 of trust §3: a worker sleeps longer than its lease (SIGSTOP) and wakes when another has done its work. */
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const patience = { timeout: 110_000, interval: 50 }

it('a worker that was stopped for longer than its lease writes nothing when it goes on: one case, one request', async () => {
  const app = await world.startApp({ APP_PROCESSES: '1' })
  const sleeper = await world.startWorker({ DELIVERY_TIMINGS: 'soak' })
  world.sandbox.setFaults([
    { api: 'kundenangaben.create', fault: 'delayAfterCommit', delayMs: 3000, times: 1 },
  ])
  const { result } = await apply(app)
  expect(result.kind).toBe('sent')
  const cases = () => world.sandbox.platform.cases.all()
  await expect.poll(() => cases().length, patience).toBe(1)
  sleeper.signal('SIGSTOP')

  const other = await world.startWorker({ DELIVERY_TIMINGS: 'soak' })
  await other.line(/"state":"VERIFIED"/)
  const row = () => world.query('select state, reference, attempt_no, updated_at from delivery')
  const settled = await row()

  sleeper.signal('SIGCONT')
  await sleeper.line(/"event":"delivery.late"/)
  expect(await row()).toEqual(settled)
  expect(cases()).toHaveLength(1)
  const creates = world.sandbox.journal.list(null).filter(({ kind }) => kind === 'kundenangaben.create')
  expect(creates).toHaveLength(1)
  expect(sleeper.said()).not.toContain('"state":"DELIVERED"')
})
