import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Applicant, apply } from './support/applicant'
import { type Line, startLine } from './support/line'
import { type App, type Running, startWorld, type World } from './support/world'

/** Rows 3, 4 and 5 of trust §3: the worker dies between the mark and the record, at three places. All waits a sixtieth. */
let world: World
let app: App
/** The worker's line to the platform; its token comes past it. */
let line: Line
beforeAll(async () => {
  world = await startWorld()
  line = await startLine({ host: '127.0.0.1', port: world.sandbox.port })
  app = await world.startApp({ APP_PROCESSES: '1' })
})
afterAll(async () => {
  await line.close()
  await world.close()
})

const patience = { timeout: 110_000, interval: 50 }
const workers: Running[] = []
async function startWorker() {
  const worker = await world.startWorker({
    DELIVERY_TIMINGS: 'soak',
    EUROPACE_API_URL: `http://127.0.0.1:${line.port}`,
  })
  workers.push(worker)
  return worker
}

type Sent = { who: Applicant; deliveryId: string }
async function sent(): Promise<Sent> {
  const { who, result } = await apply(app)
  if (result.kind !== 'sent') throw new Error(`sending answered ${result.kind}`)
  const [row] = await world.query<{ id: string }>(
    'select d.id from delivery d join submission s on s.id = d.submission_id where s.reference = $1',
    [result.receipt.reference],
  )
  return { who, deliveryId: row?.id ?? '' }
}
const stateOf = async ({ deliveryId }: Sent) =>
  (await world.query<{ state: string }>('select state from delivery where id = $1', [deliveryId]))[0]?.state
const casesOf = ({ who }: Sent) =>
  world.sandbox.platform.cases.all().filter((one) => JSON.stringify(one).includes(who.email)).length
/** The states that all workers told of this delivery, in order. */
const told = ({ deliveryId }: Sent) =>
  workers.flatMap((worker) =>
    worker
      .said()
      .split('\n')
      .filter((text) => text.includes(deliveryId))
      .flatMap((text) => /"state":"([A-Z_]+)"/.exec(text)?.[1] ?? []),
  )

it('killed before the first byte, after the platform committed, and after the 201: each ends as one case', async () => {
  let worker = await startWorker()
  // Another case of ours, without which nothing that is not seen counts (positive control).
  const control = await sent()
  await expect.poll(() => stateOf(control), patience).toBe('VERIFIED')

  // Row 5: the answer has come; its record waits for a lock that the test holds.
  world.sandbox.setFaults([
    { api: 'kundenangaben.create', fault: 'delayAfterCommit', delayMs: 2000, times: 1 },
  ])
  const recorded = await sent()
  await expect.poll(() => casesOf(recorded), patience).toBe(1)
  const holder = await world.connect()
  await holder.query('begin')
  await holder.query('select 1 from delivery where id = $1 for update', [recorded.deliveryId])
  const blocked = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and state = 'active'"
  await expect.poll(async () => (await world.query(blocked)).length, patience).toBeGreaterThan(0)
  await worker.kill()
  await holder.end()
  expect(await stateOf(recorded)).toBe('SENDING')

  // Row 4: the platform has committed; its answer is still on the way.
  line.set({ kind: 'halfOpen' })
  worker = await startWorker()
  const committed = await sent()
  await expect.poll(() => casesOf(committed), patience).toBe(1)
  await worker.kill()
  expect(await stateOf(committed)).toBe('SENDING')

  // Row 3: marked as sending, and no byte has reached the platform.
  line.set({ kind: 'silent' })
  worker = await startWorker()
  const marked = await sent()
  await expect.poll(() => stateOf(marked), patience).toBe('SENDING')
  await worker.kill()
  line.set(null)
  line.sever()
  expect(casesOf(marked)).toBe(0)

  await startWorker()
  for (const one of [recorded, committed, marked]) {
    await expect.poll(() => stateOf(one), patience).toBe('VERIFIED')
    expect(casesOf(one)).toBe(1)
    expect(told(one)).toContain('UNKNOWN')
  }
  // What the platform had was found and not sent again; what it had not was sent again after two looks that counted.
  const creates = ({ who }: Sent) =>
    world.sandbox.journal
      .list(null)
      .filter(
        (entry) => entry.kind === 'kundenangaben.create' && JSON.stringify(entry.request).includes(who.email),
      )
  expect([recorded, committed, marked].map((one) => creates(one).length)).toEqual([1, 1, 1])
  expect(told(recorded)).not.toContain('RETRY_WAIT')
  expect(told(committed)).not.toContain('RETRY_WAIT')
  expect(told(marked)).toContain('RETRY_WAIT')
  const looks = told(marked).slice(0, told(marked).indexOf('RETRY_WAIT'))
  expect(looks.filter((state) => state === 'UNKNOWN').length).toBeGreaterThanOrEqual(2)
})
