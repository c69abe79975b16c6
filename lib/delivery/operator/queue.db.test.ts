import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { log } from '@/lib/log'
import { payloadOf } from '@/lib/submissions/payload'
import { showReference } from '@/lib/submissions/reference'
import { sent } from '@/lib/submissions/sent.fixture'
import { attemptRows, deliveryRow, jobAt, kundenangabenIn } from '../accepted.fixture'
import { deliver } from '../index'
import { startWorld, type World } from '../world.fixture'
import {
  auditOf,
  fallbackIs,
  lastEvent,
  ofAnotherTenant,
  operator,
  put,
  referenceOf,
  revisionsOf,
} from './operator.fixture'
import { cancel, reassignTo, reconcileNow, remapAndRetry, retry } from './queue'

let world: World
const acting = () => ({ operator: operator('anna'), clock: async () => world.now() })
const unchecked = { checked: false }
const checked = { checked: true }
const minute = 60_000

beforeAll(async () => {
  await seed()
  world = await startWorld()
})
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation(() => undefined)
  }
  await world.begin()
  await fallbackIs(null)
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})

/** Accepted and sent once, the platform answering with this status. */
async function refusedWith(status: number) {
  const made = await world.accept()
  world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'status', status, times: 1 }])
  await world.work([made], 0)
  return { ...made, shown: await referenceOf(made) }
}

describe('retry', () => {
  it('sends again what the platform refused, with an entry in history and audit', async () => {
    const made = await refusedWith(422)
    expect(await world.state(made)).toEqual({ state: 'NEEDS_FIX', reason: 'status422' })
    expect(await retry(acting(), made.shown, unchecked)).toEqual({
      kind: 'done',
      shown: made.shown,
      state: 'QUEUED',
    })
    expect(await lastEvent(made)).toMatchObject({
      actor: 'operator',
      detail: { from: 'NEEDS_FIX', to: 'QUEUED', by: 'anna', reason: 'operatorRetry' },
    })
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.retry'])
    expect(await jobAt('deliver', made.deliveryId)).toEqual(world.now())
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(1)
  })

  it('is refused after an unknown outcome until somebody has looked at the platform', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'dropAfterCommit', times: 1 }])
    await world.work([made], 0, world.means({ target: world.writer }))
    const shown = await referenceOf(made)
    expect((await world.state(made)).state).toMatch(/UNKNOWN|NEEDS_OPERATOR/)
    for (const act of [retry, remapAndRetry]) {
      expect(await act(acting(), shown, unchecked)).toEqual({ kind: 'refused', why: 'unchecked' })
    }
    expect(await reassignTo(acting(), shown, 'ABC12', unchecked)).toEqual({
      kind: 'refused',
      why: 'unchecked',
    })
    expect(await auditOf(shown)).toEqual([])
    expect(await revisionsOf(made)).toHaveLength(1)
    expect(await retry(acting(), shown, checked)).toMatchObject({ kind: 'done', state: 'QUEUED' })
  })

  it('begins the 72 hours anew', async () => {
    const made = await world.accept()
    const shown = await referenceOf(made)
    await put(made, 'DEAD', { lastReason: 'notConnected' })
    world.advance(100 * 60 * minute)
    expect(await retry(acting(), shown, unchecked)).toMatchObject({ state: 'QUEUED' })
    world.sandbox.setFaults([{ api: 'token', fault: 'status', status: 503, times: 1 }])
    await deliver(made.deliveryId, world.means())
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'RETRY_WAIT',
      dueAt: new Date(world.now().getTime() + 10_000),
    })
  })

  it('is refused while a worker holds the delivery, after its end, and for an unknown reference', async () => {
    const made = await world.accept()
    const shown = await referenceOf(made)
    await put(made, 'QUEUED', { leaseUntil: new Date(world.now().getTime() + minute), leaseOwner: 'w' })
    expect(await retry(acting(), shown, checked)).toEqual({ kind: 'refused', why: 'busy' })
    await put(made, 'DELIVERED', { reference: { vorgangsnummer: 'YX4MDU' } })
    expect(await retry(acting(), shown, checked)).toEqual({ kind: 'refused', why: 'state' })
    expect(await retry(acting(), 'SA-AAAA-AAAA', checked)).toEqual({ kind: 'refused', why: 'noSuchDelivery' })
    expect(await auditOf(shown)).toEqual([])
  })
})

describe('two firms', () => {
  it('an operator of one cannot touch the deliveries of the other; one of all can', async () => {
    const mine = await refusedWith(422)
    const other = await ofAnotherTenant(mine)
    const shown = await referenceOf(other)
    const own = { operator: operator('anna', mine.tenantId), clock: async () => world.now() }
    for (const asked of [shown, other.submissionId, other.deliveryId]) {
      expect(await retry(own, asked, checked)).toEqual({ kind: 'refused', why: 'noSuchDelivery' })
      expect(await cancel(own, asked, 'x')).toEqual({ kind: 'refused', why: 'noSuchDelivery' })
    }
    expect(await deliveryRow(other.deliveryId)).toMatchObject({ state: 'NEEDS_FIX' })
    expect(await retry(own, mine.shown, unchecked)).toMatchObject({ kind: 'done' })
    expect(await cancel(acting(), shown, 'x')).toMatchObject({ kind: 'done', state: 'CANCELLED' })
    const rows = await database().select().from(schema.auditEvent).where(eq(schema.auditEvent.subject, shown))
    expect(rows.map(({ tenantId }) => tenantId)).toEqual([other.tenantId])
  })
})

describe('remap', () => {
  it('builds the document anew from the answers, keeps external id and context, and sends the new revision', async () => {
    const [persona] = personas
    if (!persona) throw new Error('a persona is needed')
    vi.useFakeTimers({ toFake: ['Date'], now: world.now() })
    const receipt = await sent(persona).finally(() => vi.useRealTimers())
    const [submission] = await database()
      .select()
      .from(schema.submission)
      .where(eq(schema.submission.reference, receipt.reference))
    const [delivery] = await database()
      .select()
      .from(schema.delivery)
      .where(eq(schema.delivery.submissionId, submission?.id ?? ''))
    if (!submission || !delivery) throw new Error('nothing was sent')
    const { tenantId } = delivery
    const made = { tenantId, submissionId: submission.id, deliveryId: delivery.id }
    const stored = async () =>
      kundenangabenIn(await withTenant(tenantId, (tx) => payloadOf(tx, made.submissionId)))
    const before = await stored()
    await put(made, 'NEEDS_FIX')
    await changeCampaigns({ product: 'baufinanzierung' }, ({ settings }) => ({
      settings: { tippgeber: { ...Object(settings).tippgeber, tippgeberPartnerId: 'TIP99' } },
      production: true,
    }))
    const shown = showReference(receipt.reference)
    expect(await remapAndRetry(acting(), shown, unchecked)).toMatchObject({ kind: 'done', state: 'QUEUED' })
    const after = await stored()
    expect(after.kundenangaben).toEqual(before.kundenangaben)
    expect(after.importMetadaten).toEqual({
      ...before.importMetadaten,
      tippgeber: { ...before.importMetadaten.tippgeber, tippgeberPartnerId: 'TIP99' },
    })
    expect(after.importMetadaten.datenkontext).toBe('TEST_MODUS')
    expect(await revisionsOf(made)).toHaveLength(2)
    expect((await lastEvent(made)).detail).toMatchObject({ note: 'revision 2', by: 'anna' })
    await deliver(delivery.id, world.means())
    expect(world.sandbox.platform.cases.all()).toMatchObject([
      { externeVorgangsnummer: submission.externalId },
    ])
    expect(await auditOf(shown)).toEqual(['operator:anna delivery.remap'])
    await changeCampaigns({}, { production: false })
  })

  it('changes nothing where the form is gone or the data erased', async () => {
    const made = await refusedWith(422)
    expect(await remapAndRetry(acting(), made.shown, unchecked)).toEqual({ kind: 'refused', why: 'formGone' })
    await database().delete(schema.dataKey).where(eq(schema.dataKey.recordId, made.submissionId))
    expect(await remapAndRetry(acting(), made.shown, unchecked)).toEqual({ kind: 'refused', why: 'erased' })
    expect((await world.state(made)).state).toBe('NEEDS_FIX')
    expect(await revisionsOf(made)).toHaveLength(1)
    expect(await auditOf(made.shown)).toEqual([])
  })
})

describe('reassign', () => {
  it('sends the same data to another partner, as a new revision', async () => {
    const made = await refusedWith(409)
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'status409' })
    expect(await reassignTo(acting(), made.shown, 'A<1>', unchecked)).toEqual({
      kind: 'refused',
      why: 'partner',
    })
    expect(await reassignTo(acting(), made.shown, 'ABC12', unchecked)).toMatchObject({ state: 'QUEUED' })
    await world.work([made], 0)
    const [number = ''] = world.cases(made)
    expect(world.sandbox.platform.cases.get(number)?.kundenbetreuer).toBe('ABC12')
    expect((await revisionsOf(made)).map(({ revision }) => revision)).toEqual([1, 2])
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.reassign'])
  })

  it('409 goes to the fallback partner by itself where the campaign names one, once', async () => {
    await fallbackIs('FBK01')
    const made = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'status', status: 409, times: 1 }])
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('VERIFIED')
    const [number = ''] = world.cases(made)
    expect(world.sandbox.platform.cases.get(number)?.kundenbetreuer).toBe('FBK01')
    expect(await attemptRows(made.deliveryId)).toMatchObject([{ httpStatus: 409 }, { outcome: 'delivered' }])

    const twice = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'status', status: 409 }])
    await world.work([twice], 60 * minute)
    expect(await world.state(twice)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'status409' })
    expect(await attemptRows(twice.deliveryId)).toHaveLength(2)
    expect(await revisionsOf(twice)).toHaveLength(2)
  })

  it('409 waits for a person where the campaign names none', async () => {
    const made = await refusedWith(409)
    expect(await attemptRows(made.deliveryId)).toHaveLength(1)
    expect(await revisionsOf(made)).toHaveLength(1)
  })
})

describe('reconcile', () => {
  it('looks for the case at once and finds it', async () => {
    const made = await world.accept()
    world.sandbox.setFaults([{ api: 'kundenangaben.create', fault: 'dropAfterCommit', times: 1 }])
    await deliver(made.deliveryId, world.means())
    await put(made, 'NEEDS_OPERATOR', { lastReason: 'noControl' })
    const shown = await referenceOf(made)
    expect(await reconcileNow(acting(), shown)).toMatchObject({ kind: 'done', state: 'UNKNOWN' })
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('VERIFIED')
    expect(world.cases(made)).toHaveLength(1)
    expect(await auditOf(shown)).toEqual(['operator:anna delivery.reconcile'])
    expect(await reconcileNow(acting(), shown)).toEqual({ kind: 'refused', why: 'state' })
  })
})

describe('cancel', () => {
  it('ends a delivery with a reason that only history keeps, encrypted', async () => {
    const made = await refusedWith(422)
    expect(await cancel(acting(), made.shown, `${canary} hat abgesagt`)).toMatchObject({ state: 'CANCELLED' })
    expect((await lastEvent(made)).detail).toMatchObject({ note: `${canary} hat abgesagt`, by: 'anna' })
    const text = await database().execute(sql`
      select d.last_reason, a.actor, a.action, a.subject from delivery d, audit_event a where d.id = ${made.deliveryId}::uuid`)
    expect(JSON.stringify(text.rows)).not.toContain(canary)
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.cancel'])
    await world.work([made], 100 * 60 * minute)
    expect(world.cases(made)).toHaveLength(0)
  })

  it('is refused where a case may exist or does', async () => {
    const made = await world.accept()
    const shown = await referenceOf(made)
    for (const state of ['UNKNOWN', 'DELIVERED', 'VERIFIED', 'CANCELLED'] as const) {
      await put(made, state)
      expect(await cancel(acting(), shown, 'x')).toEqual({ kind: 'refused', why: 'state' })
    }
  })
})
