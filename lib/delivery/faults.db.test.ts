import { createServer, type Server } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { europaceTarget } from '@/lib/cases/europace'
import type { Datenkontext } from '@/lib/cases/europace/settings'
import type { Outcome } from '@/lib/cases/target'
import { closeDatabase, database } from '@/lib/db'
import { log } from '@/lib/log'
import type { FaultRule } from '@/sandbox/faults'
import { defaultClient } from '@/sandbox/server'
import { accepted, attemptRows, deliveryRow } from './accepted.fixture'
import { type Delivering, deliver, deliveryTimings, sweepDuplicates } from './index'
import { startWorld, type World } from './world.fixture'

/** Rows of the fault matrix (trust §3) at the level of states: what becomes of a delivery, and how many cases there are. */
const second = 1000
const minute = 60 * second
const hour = 60 * minute
let world: World
beforeAll(async () => {
  await seed()
  world = await startWorld()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  await world.begin()
})

type Made = Awaited<ReturnType<World['accept']>>
const creating = (rule: Omit<FaultRule, 'api'>): FaultRule => ({
  api: 'kundenangaben.create',
  times: 1,
  ...rule,
})
const posts = () => world.calls('kundenangaben.create')
const never = () => new Promise<never>(() => undefined)

/** A worker that is killed at a place of its call to the platform: what it awaits there never comes. */
function killed(at: 'beforeFirstByte' | 'afterCommit'): Delivering {
  const target = world.target()
  const send = async (...args: Parameters<typeof target.send>): Promise<Outcome> => {
    if (at === 'afterCommit') await target.send(...args)
    return never()
  }
  return world.means({ owner: `killed-${at}`, target: { ...target, send } })
}
async function killedWhileSending(made: Made, at: 'beforeFirstByte' | 'afterCommit') {
  const before = world.cases(made).length
  void deliver(made.deliveryId, killed(at))
  const there = at === 'afterCommit' ? before + 1 : before
  await vi.waitUntil(
    async () =>
      (await deliveryRow(made.deliveryId)).state === 'SENDING' && world.cases(made).length === there,
    { timeout: 30_000 },
  )
}
/** What a try whose answer is lost comes to: in the end exactly one case, by a scan or by a second try after two proofs. */
async function comesToOneCase(made: Made, expectedPosts: number) {
  await world.work([made], 25 * minute)
  expect(await world.state(made)).toEqual({ state: 'VERIFIED', reason: 'compared' })
  expect(world.cases(made)).toHaveLength(1)
  expect(posts()).toBe(expectedPosts)
}

describe('a worker that is killed', () => {
  it('before the first byte (row 3): unknown, two negatives, then sent once', async () => {
    await world.control()
    const made = await world.accept()
    await killedWhileSending(made, 'beforeFirstByte')
    await comesToOneCase(made, 2)
    expect((await attemptRows(made.deliveryId)).map(({ outcome }) => outcome)).toEqual([null, 'delivered'])
  })

  it('after the platform committed and before the number was stored (rows 4 and 5): found by the scan', async () => {
    await world.control()
    const made = await world.accept()
    await killedWhileSending(made, 'afterCommit')
    await comesToOneCase(made, 2)
    expect(await attemptRows(made.deliveryId)).toHaveLength(1)
  })
})

describe('a worker that is stopped', () => {
  it('between mark and first byte (row 6): its time runs on, so nothing leaves when it goes on', async () => {
    await world.control()
    const made = await world.accept()
    const target = world.target()
    const stopped = vi.fn(async (...[sending, signal]: Parameters<typeof target.send>): Promise<Outcome> => {
      await vi.waitUntil(() => signal?.aborted, { timeout: 30_000 })
      return target.send(sending, signal)
    })
    const means = world.means({
      target: { ...target, send: stopped },
      timings: { ...deliveryTimings, request: 100 },
      monotonic: () => 0,
    })
    await deliver(made.deliveryId, means)
    expect(stopped).toHaveBeenCalledTimes(1)
    expect(posts()).toBe(1)
    expect(await world.state(made)).toEqual({ state: 'UNKNOWN', reason: 'timeout' })
    await comesToOneCase(made, 2)
  })
})

describe('an answer that is lost', () => {
  it.each([
    ['reset after the full request, no case (row 9)', { fault: 'dropBefore' }, 3],
    ['reset after the full request, with a case (row 9)', { fault: 'dropAfterCommit' }, 2],
    ['201 cut in its body (row 10)', { fault: 'cutBody' }, 2],
    ['201 without a number', { fault: 'noNumber' }, 2],
    ['500 after the commit (row 12)', { fault: 'statusAfterCommit', status: 500 }, 2],
    ['502 after the commit (row 12)', { fault: 'statusAfterCommit', status: 502 }, 2],
    ['504 after the commit (row 12)', { fault: 'statusAfterCommit', status: 504 }, 2],
    ['503 before the commit', { fault: 'status', status: 503 }, 3],
    ['502 as HTML', { fault: 'html', status: 502 }, 3],
  ] as const)('%s: one case', async (_name, rule, expectedPosts) => {
    await world.control()
    const made = await world.accept()
    world.sandbox.setFaults([creating(rule)])
    await deliver(made.deliveryId, world.means())
    expect((await world.state(made)).state).toBe('UNKNOWN')
    await comesToOneCase(made, expectedPosts)
  })

  it('no answer at all (row 8): unknown, and no second POST before two negatives', async () => {
    await world.control()
    const timings = { ...deliveryTimings, request: 300 }
    const made = await world.accept()
    const held = world.target()
    const silent = {
      ...held,
      send: (sending: Parameters<typeof held.send>[0], signal?: AbortSignal) =>
        new Promise<Outcome>((resolve) => {
          signal?.addEventListener('abort', () => resolve({ kind: 'unknown', reason: 'timeout' }))
          expect(sending.traceId).toBe(`${made.submissionId}-1`)
        }),
    }
    await deliver(made.deliveryId, world.means({ target: silent, timings }))
    expect(await world.state(made)).toEqual({ state: 'UNKNOWN', reason: 'timeout' })
    await world.work([made], 20 * minute - second)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', negatives: 3 })
    expect(posts()).toBe(1)
    await comesToOneCase(made, 2)
  })

  it('silence after the commit (row 8): found, one POST', async () => {
    await world.control()
    const timings = { ...deliveryTimings, request: 2000 }
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'delayAfterCommit', delayMs: 60_000 })])
    await deliver(made.deliveryId, world.means({ timings }))
    expect(await world.state(made)).toEqual({ state: 'UNKNOWN', reason: 'timeout' })
    await comesToOneCase(made, 2)
  })

  it('a connection accepted and closed (row 11): unknown, the worker is free again, one case in the end', async () => {
    await world.control()
    const closing: Server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end())
    })
    await new Promise<void>((done) => closing.listen(0, '127.0.0.1', done))
    const address = closing.address()
    const target = europaceTarget(
      {
        apiUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
        tokenUrl: `${world.sandbox.url}/auth/token`,
        clientId: defaultClient.id,
        clientSecret: defaultClient.secret,
        datenkontext: 'TEST_MODUS',
      },
      { timings: deliveryTimings, now: world.now },
    )
    const made = await world.accept()
    await deliver(made.deliveryId, world.means({ target }))
    expect(await world.state(made)).toEqual({ state: 'UNKNOWN', reason: 'connectionLost' })
    expect((await deliveryRow(made.deliveryId)).leaseUntil).toBeNull()
    await new Promise((done) => closing.close(done))
    await comesToOneCase(made, 2)
  })
})

describe('an answer that refuses (row 17)', () => {
  it.each([
    ['400', { fault: 'status', status: 400 }, 'NEEDS_FIX', 1],
    ['422', { fault: 'status', status: 422 }, 'NEEDS_FIX', 1],
    ['400 as HTML', { fault: 'html', status: 400 }, 'NEEDS_FIX', 1],
    ['409', { fault: 'status', status: 409 }, 'NEEDS_OPERATOR', 1],
    ['404', { fault: 'status', status: 404 }, 'BLOCKED_CONFIG', 1],
    ['415', { fault: 'status', status: 415 }, 'BLOCKED_CONFIG', 1],
    // Rights may be granted at any time: asked again every five minutes, which is no storm.
    ['403', { fault: 'status', status: 403 }, 'BLOCKED_CONFIG', 13],
  ] as const)(
    '%s: its state, and no storm of tries within an hour',
    async (_name, rule, state, expectedPosts) => {
      const made = await world.accept()
      world.sandbox.setFaults([creating({ ...rule, times: undefined })])
      await world.work([made], hour)
      expect((await world.state(made)).state).toBe(state)
      expect(posts()).toBe(expectedPosts)
      expect(world.cases(made)).toHaveLength(0)
    },
  )

  it('403 that ends: goes on by itself', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'status', status: 403, times: 2 })])
    await world.work([made], hour)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(posts()).toBe(3)
  })
})

describe('refused credentials', () => {
  it('block without a single POST and without using tries, and end by themselves', async () => {
    const made = [await world.accept(), await world.accept(), await world.accept()]
    world.sandbox.platform.tokens.revokeAll()
    world.sandbox.setFaults([{ api: 'token', fault: 'tokenStatus', status: 401 }])
    const target = freshTarget()
    await world.work(made, 2 * hour, world.means({ target }))
    for (const item of made) {
      expect((await world.state(item)).state).toBe('BLOCKED_CONFIG')
      expect(await attemptRows(item.deliveryId)).toHaveLength(1)
    }
    expect(posts()).toBe(0)
    world.sandbox.setFaults([])
    await world.work(made, 5 * minute, world.means({ target }))
    for (const item of made) expect((await world.state(item)).state).toBe('VERIFIED')
    expect(posts()).toBe(3)
  })
})

describe('the list', () => {
  it('that lags 120 s (row 18): one case', async () => {
    await world.control()
    world.advance(10 * minute)
    const made = await world.accept()
    world.sandbox.setFaults([
      creating({ fault: 'dropAfterCommit' }),
      { api: 'vorgaenge.list', fault: 'listLag', delayMs: 120_000 },
    ])
    await world.work([made], 61 * second + 30 * second)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', negatives: 1 })
    await comesToOneCase(made, 2)
  })

  it('that lags 25 min (row 18): the second case is found within a day', async () => {
    await world.control()
    world.advance(hour)
    const made = await world.accept()
    world.sandbox.setFaults([
      creating({ fault: 'dropAfterCommit' }),
      { api: 'vorgaenge.list', fault: 'listLag', delayMs: 25 * minute },
    ])
    await world.work([made], 23 * hour)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(2)
    const report = await sweepDuplicates(world.means())
    expect(report.duplicates).toMatchObject([{ deliveryId: made.deliveryId }])
    expect(new Set(report.duplicates[0]?.vorgangsnummern)).toEqual(new Set(world.cases(made)))
    expect((await world.state(made)).state).toBe('DUPLICATE')
  })

  it('asked in the wrong context (row 19): no control, so a person and not a second case', async () => {
    await world.control()
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'dropAfterCommit' })])
    const target = world.target()
    const wrong: Datenkontext = 'ECHT_GESCHAEFT'
    const mutated = {
      ...target,
      scan: (request: Parameters<typeof target.scan>[0]) => target.scan({ ...request, datenkontext: wrong }),
    }
    await world.work([made], 48 * hour, world.means({ target: mutated }))
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'noControl' })
    expect(world.cases(made)).toHaveLength(1)
  })

  it('that shifts while it is paged (row 20): the case is found all the same', async () => {
    await world.control()
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'dropAfterCommit' })])
    await deliver(made.deliveryId, world.means())
    // Ours is the first of the second page, and is edited just before that page is read.
    const [ours] = world.sandbox.platform.cases.all()
    for (let nr = 0; nr < 100; nr++) {
      const vorgangsnummer = world.sandbox.platform.cases.newNumber()
      if (ours) {
        const letzteAenderung = new Date(world.now().getTime() + second)
        world.sandbox.platform.cases.put({
          ...ours,
          vorgangsnummer,
          externeVorgangsnummer: `X-${nr}`,
          letzteAenderung,
        })
      }
    }
    world.sandbox.setFaults([{ api: 'vorgaenge.list', fault: 'listShift', after: 1, times: 1 }])
    await world.work([made], 90 * second)
    expect(await world.state(made)).toEqual({ state: 'VERIFIED', reason: 'compared' })
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ scans: 1 })
    expect(world.cases(made)).toHaveLength(1)
  })

  it('without an archived case (row 21): a person where nothing else proves the list', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'dropAfterCommit' })])
    await deliver(made.deliveryId, world.means())
    archive(made)
    await world.work([made], 48 * hour)
    expect((await world.state(made)).state).toBe('NEEDS_OPERATOR')
    expect(world.cases(made)).toHaveLength(1)
  })

  it('without an archived case (row 21): the documented limit, a case archived within 90 s is not seen and made again', async () => {
    await world.control()
    const made = await world.accept()
    world.sandbox.setFaults([creating({ fault: 'dropAfterCommit' })])
    await deliver(made.deliveryId, world.means())
    archive(made)
    await world.work([made], hour)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(2)
  })

  it('of a platform whose clock is 10 min behind or ahead (row 27): the window is corrected', async () => {
    for (const off of [-10 * minute, 10 * minute]) {
      await world.begin()
      world.platformOff(off)
      const made = await world.accept()
      world.sandbox.setFaults([creating({ fault: 'dropAfterCommit' })])
      await world.work([made], 90 * second)
      expect(await deliveryRow(made.deliveryId), String(off)).toMatchObject({ state: 'VERIFIED', scans: 1 })
      expect(world.cases(made)).toHaveLength(1)
    }
  })
})

describe("this machine's clock (row 26)", () => {
  it.each([
    ['an hour ahead', hour],
    ['an hour behind', -hour],
  ])("%s: leases and due times are the database's, and nothing is sent twice", async (_name, off) => {
    const made = await accepted(new Date(Date.now() - second))
    const target = world.target()
    const asleep = vi.fn(never)
    const means = (owner: string, change = {}) => world.means({ clock: undefined, owner, ...change })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off })
    try {
      void deliver(made.deliveryId, means('w0', { target: { ...target, prepare: asleep } }))
      await vi.waitUntil(() => asleep.mock.calls.length === 1, { timeout: 30_000 })
      await deliver(made.deliveryId, means('w1'))
      expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'QUEUED', leaseOwner: 'w0' })
      await database().execute(sql`update delivery set lease_until = now() where id = ${made.deliveryId}`)
      await Promise.all(['w2', 'w3', 'w4'].map((owner) => deliver(made.deliveryId, means(owner))))
      expect((await world.state(made)).state).toBe('VERIFIED')
      expect(posts()).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

/** A target that holds no token yet. */
const freshTarget = () =>
  europaceTarget(
    {
      apiUrl: world.sandbox.url,
      tokenUrl: `${world.sandbox.url}/auth/token`,
      clientId: defaultClient.id,
      clientSecret: defaultClient.secret,
      datenkontext: 'TEST_MODUS',
    },
    { timings: deliveryTimings, now: world.now },
  )

function archive(made: Made) {
  const [number] = world.cases(made)
  const found = number === undefined ? undefined : world.sandbox.platform.cases.get(number)
  if (found) world.sandbox.platform.cases.put({ ...found, status: 'ARCHIVIERT' })
}
