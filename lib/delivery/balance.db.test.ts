import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema } from '@/lib/db'
import { deliveryStates } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { accepted } from './accepted.fixture'
import { balance, difference, isExact } from './balance'
import { put } from './operator/operator.fixture'
import { ended, open, waitingForPerson } from './states'
import { deliveryTimings } from './timings'
import { tellBalance, watchAlerts } from './watch'

const written: string[] = []
const now = new Date('2026-11-21T10:00:00Z')
beforeAll(seed)
beforeEach(() => {
  written.length = 0
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation((event, fields) => {
      written.push([level, event, JSON.stringify(fields)].join(' '))
    })
  }
})
afterAll(closeDatabase)

it('every state is in exactly one place of the balance', () => {
  expect([...open, ...waitingForPerson, ...ended].sort()).toEqual([...deliveryStates].sort())
})

it('is exact whatever the states are, per day and in all', async () => {
  for (const state of deliveryStates) {
    const made = await accepted(now)
    const reference = ['DELIVERED', 'VERIFIED'].includes(state) ? { vorgangsnummer: 'YX4MDU' } : null
    await put(made, state, { reference })
  }
  const { days, all } = await balance()
  expect(all).toEqual({
    accepted: 13,
    delivered: 2,
    open: 6,
    waiting: 4,
    cancelled: 1,
    withoutDelivery: 0,
    withoutReference: 0,
  })
  expect(days).toHaveLength(1)
  expect(days.every(isExact) && isExact(all)).toBe(true)
  await tellBalance()
  expect(written).toEqual(['info balance {"count":13,"outcome":"exact"}'])
})

it('a submission without a delivery and a delivery without a number show, and alarm once', async () => {
  const quiet = await watchAlerts(deliveryTimings, now)
  expect(quiet.began.map(({ name }) => name)).not.toContain('balance')
  const lost = await accepted(now)
  await database().delete(schema.delivery).where(eq(schema.delivery.id, lost.deliveryId))
  const { all } = await balance()
  expect([difference(all), all.withoutDelivery, isExact(all)]).toEqual([1, 1, false])
  written.length = 0
  await tellBalance()
  expect(written).toEqual(['error balance {"count":1,"outcome":"difference"}'])

  expect((await watchAlerts(deliveryTimings, now)).began).toEqual([
    { name: 'balance', severity: 'page', on: true },
  ])
  expect(await watchAlerts(deliveryTimings, now)).toEqual({ began: [], ended: [] })
  expect(written.filter((line) => line.includes('alert.begins'))).toEqual([
    'error alert.begins {"alert":"balance","severity":"page"}',
  ])
  await database()
    .insert(schema.delivery)
    .values({ ...lost, id: lost.deliveryId, target: 'kundenangaben', state: 'DELIVERED', reference: null })
  expect((await balance()).all.withoutReference).toBe(1)
  expect(await watchAlerts(deliveryTimings, now)).toEqual({ began: [], ended: [] })
  await put(lost, 'DELIVERED', { reference: { vorgangsnummer: 'YX4MDU' } })
  expect((await watchAlerts(deliveryTimings, now)).ended).toMatchObject([{ name: 'balance' }])
  expect(written.at(-1)).toBe('info alert.ends {"alert":"balance","severity":"page"}')
  expect(written.join()).not.toContain(canary)
})

it('days are Germany’s', async () => {
  await database().execute(sql`alter table submission disable trigger submission_immutable`)
  await database().execute(sql`
    update submission set accepted_at = '2026-07-01T22:30:00Z' where id = (select id from submission limit 1)`)
  await database().execute(sql`alter table submission enable trigger submission_immutable`)
  expect((await balance()).days[0]).toMatchObject({ day: '2026-07-02', accepted: 1 })
})

it('five workers that look at once tell the beginning once', async () => {
  await accepted(new Date(now.getTime() - 20 * 60_000))
  written.length = 0
  await Promise.all(Array.from({ length: 5 }, () => watchAlerts(deliveryTimings, now)))
  const lines = written.filter((line) => line.includes('oldest_undelivered'))
  expect(new Set(lines).size).toBe(lines.length)
})
