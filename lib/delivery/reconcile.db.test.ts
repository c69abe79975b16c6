import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import type { Outcome, Scan } from '@/lib/cases/target'
import { openJson, recordKey } from '@/lib/crypto/records'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { log } from '@/lib/log'
import { attemptRows, deliveryRow, jobAt } from './accepted.fixture'
import { deliver, sweep } from './index'
import { never } from './row'
import { startWorld, type World } from './world.fixture'

/** UNKNOWN and RECONCILING of trust §2.4, on database and sandbox with a clock that only the test moves. */
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
/** A try whose answer is lost, after or before the platform made the case. */
async function lost(made: Made, when: 'after' | 'before') {
  const fault = when === 'after' ? 'dropAfterCommit' : 'dropBefore'
  world.sandbox.setFaults([{ api: 'kundenangaben.create', fault, times: 1 }])
  await deliver(made.deliveryId, world.means())
  world.sandbox.setFaults([])
  expect((await world.state(made)).state).toBe('UNKNOWN')
}
const details = (made: Made) =>
  withTenant(made.tenantId, async (tx) => {
    const key = await recordKey(tx, made.submissionId, 'submission')
    const rows = await tx
      .select()
      .from(schema.submissionEvent)
      .where(eq(schema.submissionEvent.submissionId, made.submissionId))
      .orderBy(schema.submissionEvent.seq)
    return rows.map(
      (row) =>
        key && row.detail && openJson<Record<string, unknown>>(key, 'submission_event.detail.v1', row.detail),
    )
  })
const since = (start: Date, at: Date) => at.getTime() - start.getTime()

describe('what is unknown', () => {
  it('and exists is found by the first scan, 30 s after the send deadline, and counts as delivered', async () => {
    const made = await world.accept()
    const start = world.now()
    await lost(made, 'after')
    const row = await deliveryRow(made.deliveryId)
    expect(row.sentAt).toEqual(start)
    expect(since(start, row.sendDeadline ?? never)).toBe(60 * second)
    expect(since(start, row.dueAt)).toBe(90 * second)
    await world.work([made], 90 * second)
    const [number] = world.cases(made)
    expect(world.cases(made)).toHaveLength(1)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'VERIFIED',
      reference: { vorgangsnummer: number },
      deliveredAt: world.now(),
      scans: 1,
      leaseUntil: null,
    })
    expect(world.calls('kundenangaben.create')).toBe(1)
    expect(await jobAt('mail', made.deliveryId)).toEqual(world.now())
    expect((await details(made)).map((detail) => detail && [detail.to, detail.reason])).toEqual([
      ['SENDING', 'sending'],
      ['UNKNOWN', 'connectionLost'],
      ['RECONCILING', 'lookUp'],
      ['DELIVERED', 'recovered'],
      ['VERIFIED', 'compared'],
    ])
  })

  it('and does not exist is scanned at +30 s, +2, +10 and +20 min, then sent once more with the same external id', async () => {
    await world.control()
    const made = await world.accept()
    const start = world.now()
    await lost(made, 'before')
    const looked: number[] = []
    const target = world.target()
    const scan = vi.fn(async (...args: Parameters<typeof target.scan>) => {
      looked.push(since(start, world.now()) / second - 60)
      return target.scan(...args)
    })
    await world.work([made], 21 * minute - second, world.means({ target: { ...target, scan } }))
    expect(world.calls('kundenangaben.create')).toBe(2)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', negatives: 3, scans: 3 })
    await world.work([made], second, world.means({ target: { ...target, scan } }))
    expect(looked).toEqual([30, 2 * 60, 10 * 60, 20 * 60])
    expect(world.cases(made)).toHaveLength(1)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED', scans: 0, negatives: 0 })
    const attempts = await attemptRows(made.deliveryId)
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'delivered'])
    expect(new Set(attempts.map(({ payloadSha256 }) => payloadSha256)).size).toBe(1)
  })

  it('asks in the context that was sent, from 5 min before the try, without an end', async () => {
    const made = await world.accept()
    await lost(made, 'before')
    const { sentAt } = await deliveryRow(made.deliveryId)
    await world.work([made], 90 * second)
    const [first] = world.sandbox.journal
      .list()
      .filter(({ kind }) => kind === 'vorgaenge.list')
      .slice(-2)
    const query = new URL(first?.path ?? '', 'http://x').searchParams
    expect(Object.fromEntries(query)).toEqual({
      datenKontext: 'TEST_MODUS',
      aenderungSeit: new Date((sentAt ?? never).getTime() - 5 * minute).toISOString(),
      sort: 'absteigend',
      page: '0',
      limit: '100',
    })
  })

  it('is never sent again without a positive control: after an hour a person decides', async () => {
    const made = await world.accept()
    await lost(made, 'before')
    await world.work([made], 59 * minute)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', negatives: 0 })
    await world.work([made], 48 * hour)
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'noControl' })
    expect(world.calls('kundenangaben.create')).toBe(1)
  })

  it('reaches back to the latest case of a quiet tenant for its control, but not beyond 48 hours', async () => {
    await world.control()
    world.advance(47 * hour)
    const near = await world.accept()
    await lost(near, 'before')
    await world.work([near], 21 * minute)
    expect((await world.state(near)).state).toBe('VERIFIED')

    await world.begin()
    await world.control()
    world.advance(49 * hour)
    const far = await world.accept()
    await lost(far, 'before')
    await world.work([far], 2 * hour)
    expect((await world.state(far)).state).toBe('NEEDS_OPERATOR')
  })

  it('does not take a foreign case, or one that we do not hold, for a control', async () => {
    const open = await world.control()
    await database()
      .update(schema.delivery)
      .set({ state: 'NEEDS_OPERATOR' })
      .where(eq(schema.delivery.id, open.deliveryId))
    const [known] = world.sandbox.platform.cases.all()
    if (known)
      world.sandbox.platform.cases.put({
        ...known,
        vorgangsnummer: 'OTHER2',
        externeVorgangsnummer: 'SA-OTHER',
      })
    const made = await world.accept()
    await lost(made, 'before')
    await world.work([made], 2 * hour)
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'noControl' })
  })

  it('with two cases is a duplicate, and both numbers are kept for the operator', async () => {
    const made = await world.accept()
    await lost(made, 'after')
    const [first] = world.sandbox.platform.cases.all()
    if (first) world.sandbox.platform.cases.put({ ...first, vorgangsnummer: 'TWICE2' })
    await world.work([made], 90 * second)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'DUPLICATE',
      reference: null,
      dueAt: never,
    })
    const found = (await details(made)).at(-1)?.found
    expect(new Set(Array.isArray(found) ? found : [])).toEqual(new Set(world.cases(made)))
  })

  it('without the right to read goes to a person at the first scan', async () => {
    const made = await world.accept()
    await lost(made, 'after')
    await world.work([made], 90 * second, world.means({ target: world.writer }))
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'tokenScope' })
  })

  it('is looked for on while the platform does not answer, and not for ever', async () => {
    await world.control()
    const made = await world.accept()
    await lost(made, 'before')
    world.sandbox.setFaults([{ api: 'vorgaenge', fault: 'status', status: 503 }])
    await world.work([made], 30 * minute)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', negatives: 0 })
    world.sandbox.setFaults([])
    await world.work([made], 22 * minute)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(1)

    const other = await world.accept()
    await lost(other, 'before')
    world.sandbox.setFaults([{ api: 'vorgaenge', fault: 'status', status: 503 }])
    await world.work([other], 2 * hour)
    expect(await world.state(other)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'status503' })
  })

  it('a counted negative at the end of the hour is followed by the second one, not by a person', async () => {
    await world.control()
    const made = await world.accept()
    await lost(made, 'before')
    world.sandbox.setFaults([{ api: 'vorgaenge', fault: 'status', status: 503 }])
    await world.work([made], 55 * minute)
    world.sandbox.setFaults([])
    await world.work([made], 30 * minute)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(1)
  })

  it('is DEAD instead of sent again when the 72 hours are over', async () => {
    const made = await world.accept()
    world.advance(72 * hour)
    await world.control()
    await lost(made, 'before')
    await world.work([made], 2 * hour)
    expect(await world.state(made)).toEqual({ state: 'DEAD', reason: 'foundNone' })
    expect(world.cases(made)).toHaveLength(0)
  })

  it('waits at a closed gate without a look and without history', async () => {
    const made = await world.accept()
    await lost(made, 'after')
    const before = await details(made)
    world.advance(90 * second)
    const until = new Date(world.now().getTime() + 30 * second)
    const pass = vi.fn(async () => ({ kind: 'wait' as const, until, reason: 'breakerOpen' as const }))
    await deliver(made.deliveryId, world.means({ gate: { pass } }))
    expect(pass).toHaveBeenCalledWith('read')
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'UNKNOWN',
      scans: 0,
      dueAt: until,
      leaseUntil: null,
    })
    expect(await details(made)).toEqual(before)
    expect(world.calls('vorgaenge.list')).toBe(0)
  })
})

describe('a batch', () => {
  it('decides 150 deliveries of unknown outcome with two scans, each by itself', async () => {
    await world.control()
    const made: Made[] = []
    for (let nr = 0; nr < 150; nr++) made.push(await world.accept())
    const [missing, ...there] = made
    for (const item of there) {
      const [known] = world.sandbox.platform.cases.all()
      if (!known) throw new Error('no control')
      const vorgangsnummer = world.sandbox.platform.cases.newNumber()
      world.sandbox.platform.cases.put({ ...known, vorgangsnummer, externeVorgangsnummer: item.externalId })
    }
    const sentAt = world.now()
    await database()
      .update(schema.delivery)
      .set({ state: 'UNKNOWN', attemptNo: 1, sentAt, sendDeadline: sentAt, dueAt: sentAt })
      .where(eq(schema.delivery.state, 'QUEUED'))
    const target = world.target()
    const scan = vi.fn(target.scan)
    for (let nr = 0; nr < 2; nr++) {
      const [due] = await database()
        .select()
        .from(schema.delivery)
        .where(eq(schema.delivery.state, 'UNKNOWN'))
        .orderBy(sql`due_at, id = ${missing?.deliveryId ?? ''}::uuid`)
        .limit(1)
      // Not followed by reading back: the way of the others is their own job's.
      await deliver(due?.id ?? '', world.means({ target: { ...target, scan, verify: undefined } }))
    }
    expect(scan).toHaveBeenCalledTimes(2)
    const states = await database().execute<{ state: string; count: number }>(
      sql`select state, count(*)::int as count from delivery where state <> 'CANCELLED' group by state order by state`,
    )
    expect(states.rows).toEqual([
      { state: 'DELIVERED', count: 149 },
      { state: 'UNKNOWN', count: 1 },
      { state: 'VERIFIED', count: 1 },
    ])
    expect(await deliveryRow(missing?.deliveryId ?? '')).toMatchObject({
      state: 'UNKNOWN',
      lastReason: 'notListed',
      negatives: 1,
    })
  })

  it('of one time is not widened by a try of weeks ago', async () => {
    const old = await world.accept()
    await lost(old, 'after')
    world.advance(20 * 24 * hour)
    const made = [await world.accept(), await world.accept()]
    for (const item of made) await lost(item, 'after')
    world.advance(90 * second)
    const target = world.target()
    const scan = vi.fn(target.scan)
    await deliver(made[0]?.deliveryId ?? '', world.means({ target: { ...target, scan } }))
    const [request] = scan.mock.calls[0] ?? []
    expect(since(request?.since ?? never, world.now())).toBe(5 * minute + 90 * second)
    expect((await world.state(old)).state).toBe('UNKNOWN')
    for (const item of made) expect(['DELIVERED', 'VERIFIED']).toContain((await world.state(item)).state)
    await deliver(old.deliveryId, world.means())
    expect((await world.state(old)).state).toBe('VERIFIED')
  })

  it('is divided among workers: nobody is looked at twice', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => world.accept()))
    for (const item of made) await lost(item, 'after')
    world.advance(90 * second)
    await Promise.all(
      made.map((item, nr) => deliver(item.deliveryId, world.means({ owner: `worker-${nr % 4}` }))),
    )
    for (const item of made) {
      expect(await deliveryRow(item.deliveryId)).toMatchObject({ scans: 1 })
      expect(['DELIVERED', 'VERIFIED']).toContain((await world.state(item)).state)
    }
    expect(world.calls('kundenangaben.create')).toBe(20)
  })
})

describe('a worker that dies while looking', () => {
  it('is noticed by the sweep; the next one looks again, and what the first still says changes nothing', async () => {
    const made = await world.accept()
    await lost(made, 'after')
    world.advance(90 * second)
    let answer: (scan: Scan) => void = () => undefined
    const hanging = vi.fn(() => new Promise<Scan>((resolve) => (answer = resolve)))
    const dead = deliver(
      made.deliveryId,
      world.means({ owner: 'worker-dead', target: world.target({ scan: hanging }) }),
    )
    await vi.waitUntil(() => hanging.mock.calls.length === 1, { timeout: 30_000 })
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'RECONCILING',
      leaseOwner: 'worker-dead',
    })
    await database().execute(sql`delete from graphile_worker._private_jobs`)
    world.advance(89 * second)
    await sweep(async () => world.now())
    expect(await jobAt('deliver', made.deliveryId)).toBeNull()
    world.advance(second)
    await sweep(async () => world.now())
    expect(await jobAt('deliver', made.deliveryId)).not.toBeNull()
    await deliver(made.deliveryId, world.means())
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED', scans: 2 })
    const history = await details(made)
    answer({ cases: new Map(), offset: 0, gap: null })
    await dead
    expect(await details(made)).toEqual(history)
    expect((await world.state(made)).state).toBe('VERIFIED')
  })
})

describe('a late worker', () => {
  it('that learnt the number changes no state; the scan finds the case', async () => {
    const made = await world.accept()
    const target = world.target()
    let release: () => void = () => undefined
    const paused = vi.fn(async (...args: Parameters<typeof target.send>): Promise<Outcome> => {
      const outcome = await target.send(...args)
      await new Promise<void>((resolve) => (release = resolve))
      return outcome
    })
    const sleeping = deliver(
      made.deliveryId,
      world.means({ owner: 'worker-paused', target: { ...target, send: paused } }),
    )
    await vi.waitUntil(() => world.cases(made).length === 1, { timeout: 30_000 })
    await world.work([made], 10 * minute)
    expect((await world.state(made)).state).toBe('VERIFIED')
    await vi.waitUntil(() => paused.mock.calls.length === 1, { timeout: 60_000 })
    release()
    await sleeping
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect((await details(made)).at(-1)).toMatchObject({ late: true, vorgangsnummer: world.cases(made)[0] })
    expect(world.cases(made)).toHaveLength(1)
  })
})
