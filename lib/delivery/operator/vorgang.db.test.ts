import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase } from '@/lib/db'
import { log } from '@/lib/log'
import { eraseEnquiry } from '@/lib/rights/erase'
import { findEnquiries } from '@/lib/rights/find'
import { deliveryRow, jobAt } from '../accepted.fixture'
import { startWorld, type World } from '../world.fixture'
import { afterRestore } from './many'
import { checkBody, keepOne, numberByHand } from './number'
import { auditOf, lastEvent, operator, referenceOf } from './operator.fixture'
import { cancel, reassignTo, reconcileNow, remapAndRetry, retry } from './queue'
import { listDeliveries } from './read'

/** What a person may decide about a platform that nobody can ask (ratenkredit.md §2). */
let world: World
const acting = (tenants: 'all' | string = 'all') => ({
  operator: operator('anna', tenants),
  clock: async () => world.now(),
})
const day = 86_400_000

beforeAll(async () => {
  await seed()
  world = await startWorld()
})
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
  await world.begin()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})

/** A delivery that waits for a person, with or without a case at the platform. */
async function unknown(fault: 'dropBefore' | 'dropAfterCommit') {
  const made = await world.acceptVorgang()
  world.sandbox.setFaults([{ api: 'drklein.create', fault, times: 1 }])
  await world.work([made], day)
  return { ...made, shown: await referenceOf(made), number: world.cases(made)[0] ?? 'HAND01' }
}
const posts = () => world.calls('drklein.create')

describe('a case exists', () => {
  it('its number is taken on the operator’s explicit word, which the audit calls unconfirmed', async () => {
    const made = await unknown('dropAfterCommit')
    const number = (checked: boolean) =>
      numberByHand(acting(), made.shown, { vorgangsnummer: made.number, checked }, world.means().platforms)
    expect(await number(false)).toEqual({ kind: 'refused', why: 'unconfirmed' })
    expect(await auditOf(made.shown)).toEqual([])
    expect(await number(true)).toMatchObject({ kind: 'done', state: 'DELIVERED' })
    expect(await auditOf(made.shown)).toEqual([
      'operator:anna delivery.number.unconfirmed',
      'operator:anna delivery.number',
    ])
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ reference: { vorgangsnummer: made.number } })
    expect(await lastEvent(made)).toMatchObject({ detail: { reason: 'operatorNumberUnconfirmed' } })
    expect(await jobAt('mail', made.deliveryId)).toEqual(world.now())
    await world.work([made], day)
    expect([(await world.state(made)).state, posts()]).toEqual(['DELIVERED', 1])
  })
})

describe('no case exists', () => {
  it.each([
    ['retry', retry],
    ['remap', remapAndRetry],
  ])('%s: only on the operator’s explicit word, which stands in the audit by itself', async (name, again) => {
    const made = await unknown('dropBefore')
    expect(await again(acting(), made.shown, { checked: false })).toEqual({
      kind: 'refused',
      why: 'unchecked',
    })
    expect(posts()).toBe(1)
    // The fixture's form is not part of this build, so nothing can be mapped anew.
    const done = await again(acting(), made.shown, { checked: true })
    if (name === 'remap') {
      expect(done).toEqual({ kind: 'refused', why: 'formGone' })
      expect(await auditOf(made.shown)).toEqual([])
      return
    }
    expect(done).toMatchObject({ kind: 'done', state: 'QUEUED' })
    expect(await auditOf(made.shown)).toEqual([
      'operator:anna delivery.noCase',
      'operator:anna delivery.retry',
    ])
    await world.work([made], day)
    expect((await world.state(made)).state).toBe('DELIVERED')
    expect([posts(), world.cases(made).length]).toEqual([2, 1])
  })
})

it('what needs a look-up, a list or an advisor is refused in words', async () => {
  const made = await unknown('dropAfterCommit')
  const { platforms } = world.means()
  expect(await reconcileNow(acting(), made.shown)).toEqual({ kind: 'refused', why: 'noLookUp' })
  expect(await checkBody(acting(), made.shown, platforms)).toEqual({ kind: 'refused', why: 'noLookUp' })
  expect(await checkBody(acting(), made.shown, {})).toEqual({ kind: 'refused', why: 'notConfigured' })
  const wish = { confirmed: true, before: 0 }
  expect(await keepOne(acting(), made.shown, made.number, platforms, wish)).toEqual({
    kind: 'refused',
    why: 'noLookUp',
  })
  expect(await reassignTo(acting(), made.shown, 'ABC12', { checked: true })).toEqual({
    kind: 'refused',
    why: 'noPartner',
  })
  expect((await world.state(made)).state).toBe('NEEDS_OPERATOR')
  expect(await auditOf(made.shown)).toEqual([])
  expect(await cancel(acting(), made.shown, 'doppelt')).toMatchObject({ state: 'CANCELLED' })
})

it('the list names the platform; an operator of another tenant sees and decides nothing', async () => {
  const made = await unknown('dropBefore')
  const listed = await listDeliveries(acting().operator, { states: ['NEEDS_OPERATOR'], limit: 10 })
  expect(listed).toContainEqual(expect.objectContaining({ shown: made.shown, target: 'vorgang' }))
  const other = acting(randomUUID())
  expect(await listDeliveries(other.operator, { limit: 10 })).toEqual([])
  const wish = { vorgangsnummer: 'HAND01', checked: true }
  for (const done of [
    await retry(other, made.shown, { checked: true }),
    await numberByHand(other, made.shown, wish, world.means().platforms),
  ])
    expect(done).toEqual({ kind: 'refused', why: 'noSuchDelivery' })
})

it('after a restore what may have been sent goes to a person, not to the platform', async () => {
  const made = await world.acceptVorgang()
  await afterRestore(acting(), new Date(world.now().getTime() - day))
  await world.work([made], day)
  expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'restored' })
  expect(posts()).toBe(0)
})

it('erasing says at which platform the case lives on', async () => {
  const made = await unknown('dropAfterCommit')
  const [enquiry] = await findEnquiries({ by: 'reference', value: made.shown })
  if (!enquiry) throw new Error('not found')
  expect(await eraseEnquiry(enquiry, { actor: 'operator:anna', alsoUndelivered: true })).toEqual({
    kind: 'erased',
    cancelled: true,
    caseMayExist: true,
    target: 'vorgang',
  })
})
