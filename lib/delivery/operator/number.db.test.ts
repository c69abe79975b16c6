import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import type { CaseTarget } from '@/lib/cases/target'
import { closeDatabase, database, schema } from '@/lib/db'
import { log } from '@/lib/log'
import { deliveryRow, jobAt } from '../accepted.fixture'
import { startWorld, type World } from '../world.fixture'
import { checkBody, keepOne, numberByHand } from './number'
import { auditOf, lastEvent, operator, put, referenceOf } from './operator.fixture'

let world: World
const acting = () => ({ operator: operator('anna'), clock: async () => world.now() })
const second = operator('bert')

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

const europace = (target: CaseTarget = world.target()) => ({ kundenangaben: { target } })

/** A delivery whose case exists at the platform while we do not know it; `times` requests reached it. */
async function lost(times = 1) {
  const made = await world.accept()
  for (let request = 1; request <= times; request++) {
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'dropAfterCommit', times: 1 }])
    await put(made, 'QUEUED', { dueAt: world.now() })
    await world.work([made], 0, world.means({ target: world.writer }))
  }
  await put(made, 'NEEDS_OPERATOR', { lastReason: 'noControl' })
  const [number = '', other = ''] = world.cases(made)
  return { ...made, shown: await referenceOf(made), number, other }
}

describe('a number by hand', () => {
  it('is taken on the word of the platform: the case carries the external id', async () => {
    const made = await lost()
    expect(
      await numberByHand(acting(), made.shown, { vorgangsnummer: made.number, checked: false }, europace()),
    ).toMatchObject({
      kind: 'done',
      state: 'DELIVERED',
    })
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      reference: { vorgangsnummer: made.number },
      deliveredAt: world.now(),
    })
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.number'])
    expect(await lastEvent(made)).toMatchObject({ actor: 'operator', detail: { reason: 'operatorNumber' } })
    expect(await jobAt('mail', made.deliveryId)).toEqual(world.now())
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('VERIFIED')
  })

  it('is refused for somebody else’s case, whoever confirms it', async () => {
    const made = await lost()
    const foreign = await lost()
    expect(
      await numberByHand(
        acting(),
        made.shown,
        { vorgangsnummer: foreign.number, second, checked: true },
        europace(),
      ),
    ).toEqual({
      kind: 'refused',
      why: 'notOurs',
    })
    expect(
      await numberByHand(acting(), made.shown, { vorgangsnummer: '../x', second, checked: true }, europace()),
    ).toMatchObject({
      why: 'notOurs',
    })
    expect(await auditOf(made.shown)).toEqual([])
  })

  it('needs a second person where the platform cannot say whose case it is, and that is another one', async () => {
    const made = await lost()
    await put(made, 'NEEDS_FIX')
    const number = (by = world.target(), other?: typeof second) =>
      numberByHand(
        acting(),
        made.shown,
        { vorgangsnummer: 'HAND01', second: other, checked: true },
        europace(by),
      )
    expect(await number()).toEqual({ kind: 'refused', why: 'secondPerson' })
    expect(await number(world.target(), operator('Anna'))).toEqual({ kind: 'refused', why: 'secondPerson' })
    expect(await number(world.writer)).toEqual({ kind: 'refused', why: 'secondPerson' })
    expect(await number(world.target(), second)).toMatchObject({ kind: 'done', state: 'DELIVERED' })
    expect(await auditOf(made.shown)).toEqual([
      'operator:bert delivery.number.second',
      'operator:anna delivery.number',
    ])
  })
})

describe('keep', () => {
  const keep = (made: { shown: string }, number: string, confirmed: boolean) =>
    keepOne(acting(), made.shown, number, europace(), { confirmed, before: 5 * 60_000 })

  it('says first what it would archive, then keeps one and archives the others', async () => {
    const made = await lost(2)
    await put(made, 'DUPLICATE')
    expect(await keep(made, made.number, false)).toEqual({
      kind: 'wouldArchive',
      shown: made.shown,
      others: [made.other],
    })
    expect(world.sandbox.platform.cases.get(made.other)?.status).toBe('AKTIV')
    expect(await auditOf(made.shown)).toEqual([])
    expect(await keep(made, made.number, true)).toMatchObject({ kind: 'done', state: 'DELIVERED' })
    expect(world.sandbox.platform.cases.get(made.other)?.status).toBe('ARCHIVIERT')
    expect(world.sandbox.platform.cases.get(made.number)?.status).toBe('AKTIV')
    expect((await deliveryRow(made.deliveryId)).reference).toEqual({ vorgangsnummer: made.number })
    expect((await lastEvent(made)).detail).toMatchObject({ note: `archived: ${made.other}` })
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.keep'])
  })

  it('archives nothing for a number that is none of them, in another state, or while the list cannot be read', async () => {
    const made = await lost(2)
    expect(await keep(made, made.number, true)).toEqual({ kind: 'refused', why: 'state' })
    await put(made, 'DUPLICATE')
    expect(await keep(made, 'OTHER1', true)).toEqual({ kind: 'refused', why: 'notAmong' })
    world.sandbox.setFaults([{ api: 'vorgaenge.list', fault: 'status', status: 503 }])
    expect(await keep(made, made.number, true)).toEqual({ kind: 'refused', why: 'platform' })
    expect(world.cases(made).map((number) => world.sandbox.platform.cases.get(number)?.status)).toEqual([
      'AKTIV',
      'AKTIV',
    ])
  })

  it('goes on after archiving failed half way', async () => {
    const made = await lost(2)
    await put(made, 'DUPLICATE')
    world.sandbox.setFaults([{ api: 'vorgaenge.patch', fault: 'status', status: 503, times: 1 }])
    expect(await keep(made, made.number, true)).toEqual({ kind: 'refused', why: 'platform' })
    expect((await world.state(made)).state).toBe('DUPLICATE')
    expect(await keep(made, made.number, true)).toMatchObject({ kind: 'done' })
  })
})

describe('check', () => {
  it('says what the platform would say, creates nothing and is audited', async () => {
    const made = await world.accept()
    const shown = await referenceOf(made)
    expect(await checkBody(acting(), shown, europace())).toEqual({ kind: 'accepted' })
    world.sandbox.setFaults([{ api: 'kundenangaben.validate', fault: 'status', status: 422, times: 1 }])
    expect(await checkBody(acting(), shown, europace())).toMatchObject({
      kind: 'refusedBody',
      reason: 'status422',
    })
    world.sandbox.setFaults([{ api: 'kundenangaben.validate', fault: 'status', status: 500, times: 1 }])
    expect(await checkBody(acting(), shown, europace())).toEqual({ kind: 'refused', why: 'platform' })
    expect(world.cases(made)).toHaveLength(0)
    expect(await auditOf(shown)).toEqual(Array(3).fill('operator:anna delivery.check'))
    await database().delete(schema.dataKey).where(eq(schema.dataKey.recordId, made.submissionId))
    expect(await checkBody(acting(), shown, europace())).toEqual({ kind: 'refused', why: 'erased' })
  })
})
