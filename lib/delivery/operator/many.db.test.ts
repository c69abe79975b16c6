import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema } from '@/lib/db'
import { deliveryStates } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { deliveryRow } from '../accepted.fixture'
import { deliver } from '../index'
import { startWorld, type World } from '../world.fixture'
import { afterRestore, requeueDead } from './many'
import { auditOf, operator, put, referenceOf } from './operator.fixture'
import { retry } from './queue'

let world: World
const acting = () => ({ operator: operator('anna'), clock: async () => world.now() })
const hour = 3_600_000

beforeAll(async () => {
  await seed()
  world = await startWorld()
})
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation(() => undefined)
  }
  await world.begin()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})

describe('dead letters', () => {
  it('100 of them, queued again, become 100 cases and no duplicate', async () => {
    const made: Awaited<ReturnType<World['accept']>>[] = []
    while (made.length < 100) made.push(await world.accept())
    world.sandbox.setFaults([{ api: 'token', fault: 'status', status: 503 }])
    const [first] = made
    if (!first) throw new Error('a delivery is needed')
    await world.work([first], 100 * hour)
    expect((await world.state(first)).state).toBe('DEAD')
    for (const one of made.slice(1)) await put(one, 'DEAD', { lastReason: 'notConnected' })
    world.sandbox.setFaults([])

    expect(await requeueDead(acting())).toEqual({ queued: 100, unchecked: 0 })
    expect(await requeueDead(acting())).toEqual({ queued: 0, unchecked: 0 })
    // As by five workers; what is woken twice is sent once all the same.
    for (let from = 0; from < made.length; from += 5) {
      const some = made.slice(from, from + 5)
      await Promise.all([...some, ...some].map(({ deliveryId }) => deliver(deliveryId, world.means())))
    }
    for (const one of made) {
      expect((await world.state(one)).state).toBe('VERIFIED')
      expect(world.cases(one)).toHaveLength(1)
    }
    expect(world.sandbox.platform.cases.all()).toHaveLength(100)
    expect(await auditOf(await referenceOf(first))).toEqual(['operator:anna delivery.requeue'])
  }, 180_000)

  it('one whose last request may have arrived stays for somebody who looks', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'dropAfterCommit', times: 1 }])
    await world.work([made], 0, world.means({ target: world.writer }))
    await put(made, 'DEAD', { lastReason: 'noControl' })
    expect(await requeueDead(acting())).toEqual({ queued: 0, unchecked: 1 })
    expect((await world.state(made)).state).toBe('DEAD')
  })

  it('are never erased, nor is anything else that has no end, however old', async () => {
    const { retain } = await import('@/lib/submissions/retain')
    const ended = ['DELIVERED', 'VERIFIED', 'CANCELLED']
    for (const state of deliveryStates) {
      const made = await world.accept()
      await put(made, state, { updatedAt: world.now(), lastReason: 'test' })
      await retain(made.tenantId, new Date(world.now().getTime() + 10 * 365 * 24 * hour))
      const keys = await database()
        .select()
        .from(schema.dataKey)
        .where(and(eq(schema.dataKey.recordId, made.submissionId), eq(schema.dataKey.purpose, 'submission')))
      expect(keys.length, state).toBe(ended.includes(state) ? 0 : 1)
    }
  })
})

describe('after a restore', () => {
  it('looks for what was sent since the backup instead of sending it twice, and sends what was not', async () => {
    await world.control()
    const since = world.now()
    const made = await world.accept()
    const unsent = await world.accept()
    // The hour that the backup does not know: one was delivered in it.
    await world.work([made], 0)
    expect(world.cases(made)).toHaveLength(1)
    await put(made, 'QUEUED', {
      dueAt: since,
      reference: null,
      attemptNo: 0,
      sentAt: null,
      sendDeadline: null,
      deliveredAt: null,
      verifiedAt: null,
    })
    await database()
      .delete(schema.deliveryAttempt)
      .where(eq(schema.deliveryAttempt.deliveryId, made.deliveryId))
    world.advance(hour)

    expect(await afterRestore(acting(), since)).toEqual({ lookedUp: 2, flagged: 0 })
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', sentAt: since })
    expect(await auditOf(await referenceOf(made))).toEqual(['operator:anna delivery.restored'])
    await world.work([made, unsent], 2 * hour)
    expect(await world.state(made)).toMatchObject({ state: 'VERIFIED' })
    expect(await world.state(unsent)).toMatchObject({ state: 'VERIFIED' })
    expect([world.cases(made).length, world.cases(unsent).length]).toEqual([1, 1])
  })

  it('what waits for a person waits on, but is not sent again before somebody has looked', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'status', status: 422, times: 1 }])
    await world.work([made], 0)
    const shown = await referenceOf(made)
    world.advance(hour)
    expect(await afterRestore(acting(), world.now())).toEqual({ lookedUp: 0, flagged: 1 })
    expect((await world.state(made)).state).toBe('NEEDS_FIX')
    expect(await retry(acting(), shown, { checked: false })).toEqual({ kind: 'refused', why: 'unchecked' })
    expect(await retry(acting(), shown, { checked: true })).toMatchObject({ state: 'QUEUED' })
  })

  it('running it twice does no harm', async () => {
    const made = await world.accept()
    const since = world.now()
    await afterRestore(acting(), since)
    world.advance(hour)
    await afterRestore(acting(), world.now())
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', sentAt: since })
  })
})
