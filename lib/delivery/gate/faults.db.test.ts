import { createServer } from 'node:net'
import { count, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema } from '@/lib/db'
import { log } from '@/lib/log'
import type { FaultRule } from '@/sandbox/faults'
import { attemptRows, deliveryRow } from '../accepted.fixture'
import { deliver, deliveryTimings } from '../index'
import { breakers } from './postgres'
import { type GatedWorld, mostWithin, startGatedWorld } from './world.fixture'

/** Rows of the fault matrix (trust §3) that are about the platform's pace and health, with the gate before everything. */
const second = 1000
const minute = 60 * second
let world: GatedWorld
beforeAll(async () => {
  await seed()
  world = await startGatedWorld()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  await world.begin()
})

const isPost = (asked: { method: string; path: string }) =>
  asked.method === 'POST' && asked.path === '/kundenangaben'
const end = (ms: number) => new Date(world.now().getTime() + ms)
const breaker = async () => (await breakers())[0]?.state
const selfMade429 = () => world.sandbox.journal.list().filter((entry) => entry.fault === 'limit').length

/** An address where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

describe('a platform that cannot be reached (row 7)', () => {
  it.each(['refused', 'DNS'])(
    '%s: tried by the schedule within 20 %, then only probed, then delivered',
    async (how) => {
      const apiUrl = how === 'DNS' ? 'https://europace.invalid' : await closedPort()
      const [made] = await world.accept(1)
      const away = world.client('client-a', { apiUrl })
      if (!made) throw new Error('nothing was accepted')
      const waits: number[] = []
      for (const random of [0, 0.999, 0.5, 0.25, 0.75]) {
        await deliver(made.deliveryId, { ...away.means, random: () => random })
        const row = await deliveryRow(made.deliveryId)
        expect(row).toMatchObject({ state: 'RETRY_WAIT', lastReason: 'notConnected' })
        waits.push(row.dueAt.getTime() - world.now().getTime())
        world.advance(row.dueAt.getTime() - world.now().getTime())
      }
      waits.forEach((wait, nr) => {
        const planned = deliveryTimings.retries[nr] ?? Number.NaN
        expect(Math.abs(wait - planned) / planned).toBeLessThanOrEqual(0.2)
      })
      // Five in a row: from here on nobody sends, whoever is due.
      expect(await breaker()).toBe('open')
      await world.work(away.means, end(30 * minute))
      expect(await attemptRows(made.deliveryId)).toHaveLength(5)
      expect(away.asked.filter(isPost)).toHaveLength(5)
      expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'RETRY_WAIT' })
      // The same client at an address that answers; its gate is another, so no pause is left over.
      await world.work(world.client().means, end(6 * minute))
      expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED' })
      expect(await attemptRows(made.deliveryId)).toHaveLength(6)
    },
  )
})

/** Tries of all deliveries of this test. */
async function tries(): Promise<number> {
  const { delivery, deliveryAttempt } = schema
  const [row] = await database()
    .select({ tries: count() })
    .from(deliveryAttempt)
    .innerJoin(delivery, eq(delivery.id, deliveryAttempt.deliveryId))
    .where(ne(delivery.state, 'CANCELLED'))
  return row?.tries ?? Number.NaN
}
const states = async () => {
  const rows = await database().select().from(schema.delivery).where(ne(schema.delivery.state, 'CANCELLED'))
  return new Set(rows.map(({ state }) => state))
}

describe('503 for 60 minutes (row 13)', () => {
  const away = (api: string): FaultRule => ({ api, fault: 'status', status: 503 })
  it.each([
    ['everything', [away('*')], 20],
    ['all but the tokens', [away('kundenangaben'), away('vorgaenge')], process.env.VERIFY ? 200 : 40],
  ])(
    '%s: at most one probe per 30 s, no try used by waiting, drained at 5 a second, no 429 of our own',
    async (name, faults, queued) => {
      const { asked, means } = world.client()
      const outage = end(60 * minute)
      world.sandbox.setFaults(faults)
      // Some wait from the first minute on, most have come in by the fiftieth.
      await world.accept(Math.min(20, queued / 2))
      await world.work(means, end(50 * minute))
      await world.accept(queued - Math.min(20, queued / 2))
      await world.work(means, outage)

      const ofProbe = asked.filter(({ traceId }) => traceId.startsWith('probe-'))
      const probes = [...new Set(ofProbe.map(({ traceId }) => traceId))].map(
        (id) => ofProbe.find(({ traceId }) => traceId === id)?.at ?? 0,
      )
      const gaps = probes.slice(1).map((at, nr) => at - (probes[nr] ?? 0))
      expect(probes.length).toBeGreaterThan(10)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30 * second)
      // What was under way until the fifth failure used a try each; the others none.
      const met = asked.filter(
        ({ traceId, status }) => status === 503 && !traceId.startsWith('probe-'),
      ).length
      expect(met).toBeLessThanOrEqual(10)
      expect(await tries()).toBe(met)

      world.sandbox.setFaults([])
      await world.work(means, end(45 * minute))
      const created = asked.filter((one) => isPost(one) && one.status === 201).map(({ at }) => at)
      const sinceOutage = (nr: number) => (created[nr] ?? Number.NaN) - outage.getTime()
      expect(await states()).toEqual(new Set(['VERIFIED']))
      expect(world.sandbox.platform.cases.all()).toHaveLength(queued)
      expect(created).toHaveLength(queued)
      expect(sinceOutage(queued - met - 1)).toBeLessThanOrEqual(10 * minute)
      expect(sinceOutage(queued - 1)).toBeLessThanOrEqual(35 * minute)
      // A send whose token had to be fetched goes out with the token, a turn late; tokens are few and not counted here.
      const paced = asked.filter(({ path }) => path !== '/auth/token').map(({ at }) => at)
      const inASecond = mostWithin(paced, second)
      expect(inASecond).toBeLessThanOrEqual(5)
      expect(selfMade429()).toBe(0)
      if (process.env.VERIFY) {
        const figures = {
          queued,
          probes: probes.length,
          shortestBetweenProbesS: Math.min(...gaps) / second,
          met503: met,
          drainedS: sinceOutage(queued - met - 1) / second,
          lastOfThoseThatMet503S: sinceOutage(queued - 1) / second,
          requests: asked.length,
          mostInASecond: inASecond,
          selfMade429: selfMade429(),
        }
        process.stdout.write(
          `503 for 60 min, ${name}, default timings, fake clock: ${JSON.stringify(figures)}\n`,
        )
      }
    },
  )
})

describe('429 (row 14)', () => {
  const inTwoMinutes = () => new Date(world.now().getTime() + 2 * minute).toUTCString()
  it.each([
    ['seconds', () => '42', 42 * second],
    ['a date', inTwoMinutes, 2 * minute],
    ['0', () => '0', second],
    ['-1', () => '-1', second],
    ['10^9', () => '1000000000', 60 * minute],
    ['garbage', () => 'soon', 10 * second],
    ['nothing', undefined, 10 * second],
  ])(
    'with %s in Retry-After: held to its bounds, uses no try, halves the rate',
    async (name, header, wait) => {
      const [made] = await world.accept(1)
      const { asked, means } = world.client()
      if (!made) throw new Error('nothing was accepted')
      const api = 'kundenangaben.create'
      const limited: FaultRule = header
        ? { api, fault: 'retryAfter', retryAfter: header(), times: 2 }
        : { api, fault: 'status', status: 429, times: 2 }
      world.sandbox.setFaults([limited])
      for (let round = 0; round < 2; round++) {
        await deliver(made.deliveryId, means)
        const row = await deliveryRow(made.deliveryId)
        expect(row).toMatchObject({ state: 'RETRY_WAIT', lastReason: 'limited' })
        const short = wait - (row.dueAt.getTime() - world.now().getTime())
        // A date has whole seconds and was written before the turn came.
        if (round === 0 || name !== 'a date') expect(short).toBeGreaterThanOrEqual(0)
        expect(short).toBeLessThanOrEqual(name !== 'a date' ? 0 : round === 0 ? 1500 : wait)
        world.advance(Math.max(0, row.dueAt.getTime() - world.now().getTime()))
      }
      const since = asked.length
      await deliver(made.deliveryId, means)
      expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED' })
      const turns = asked.slice(since).map(({ at }) => at)
      const distances = turns.slice(1).map((at, nr) => at - (turns[nr] ?? 0))
      // Half of five a second while the last 429 is less than five minutes ago.
      if (wait < 5 * minute) expect(Math.min(...distances)).toBeGreaterThanOrEqual(440)
      expect(selfMade429()).toBe(0)
    },
  )
})

describe('401 (row 15)', () => {
  it('once: one refresh, one try, one case', async () => {
    const [made] = await world.accept(1)
    const { asked, means } = world.client()
    if (!made) throw new Error('nothing was accepted')
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'status', status: 401, times: 1 }])
    await deliver(made.deliveryId, means)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED', attemptNo: 1 })
    expect(asked.filter(isPost).map(({ status }) => status)).toEqual([401, 201])
    const tokens = asked.filter(
      ({ path, at }) => path === '/auth/token' && at <= (asked.findLast(isPost)?.at ?? 0),
    )
    expect(tokens).toHaveLength(2)
    // Every request but the first try after its mark stands in its own turn, the second try too.
    const others = asked.map(({ at }) => at)
    expect(mostWithin(others, 219)).toBeLessThanOrEqual(2)
    expect(world.sandbox.platform.cases.all()).toHaveLength(1)
  })

  it('always: blocks this client and says so at once, the breaker stays closed, another client delivers', async () => {
    const [refused, other] = await world.accept(2)
    if (!refused || !other) throw new Error('nothing was accepted')
    const [a, b] = [world.client('client-a'), world.client('client-b')]
    world.sandbox.setFaults([
      { api: 'kundenangaben.create', fault: 'status', status: 401, match: refused.externalId },
    ])
    for (let round = 0; round < 7; round++) {
      await deliver(refused.deliveryId, a.means)
      expect(await deliveryRow(refused.deliveryId)).toMatchObject({ state: 'BLOCKED_CONFIG' })
      world.advance(deliveryTimings.blocked)
    }
    expect(log.error).toHaveBeenCalledWith(
      'delivery.state',
      expect.objectContaining({ deliveryId: refused.deliveryId, state: 'BLOCKED_CONFIG' }),
    )
    await deliver(other.deliveryId, b.means)
    expect(await deliveryRow(other.deliveryId)).toMatchObject({ state: 'VERIFIED' })
    expect((await breakers()).map(({ state }) => state)).toEqual(['closed', 'closed'])
    world.sandbox.setFaults([])
    await deliver(refused.deliveryId, a.means)
    expect(await deliveryRow(refused.deliveryId)).toMatchObject({ state: 'VERIFIED' })
  })
})
