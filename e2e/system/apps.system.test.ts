import { afterAll, beforeAll, expect, it } from 'vitest'
import { apply } from './support/applicant'
import { startWorld, type World } from './support/world'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

it('two app processes behind one port and a worker bring an application to the platform', async () => {
  const app = await world.startApp()
  await expect.poll(() => app.processes().length).toBe(2)
  const worker = await world.startWorker()
  const { result } = await apply(app)
  expect(result.kind).toBe('sent')
  await worker.line(/"state":"VERIFIED"/)
  expect(world.sandbox.platform.cases.all()).toHaveLength(1)
  await Promise.all([app.kill(), worker.kill()])
})
