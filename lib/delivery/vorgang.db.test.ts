import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { vorgangPayload } from '@/lib/cases/drklein/payload'
import { vorgangOfTest } from '@/lib/cases/drklein/payload.fixture'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema } from '@/lib/db'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { log } from '@/lib/log'
import { storedPrivacy } from '@/lib/privacy'
import { receiptFor } from '@/lib/submissions/receipt'
import { sender, typedAtOnce } from '@/lib/submissions/sent.fixture'
import { submit } from '@/lib/submissions/submit'
import type { FaultRule } from '@/sandbox/faults'
import { attemptRows, deliveryRow, jobAt } from './accepted.fixture'
import { alertsOf } from './alerts'
import { balance } from './balance'
import { readFigures } from './figures'
import { deliver } from './index'
import { lastEvent, operator, referenceOf } from './operator/operator.fixture'
import { showDelivery } from './operator/read'
import { never } from './row'
import { deliveryTimings } from './timings'
import { startWorld, type World } from './world.fixture'

/** Deliveries to Dr. Klein, over HTTP to the sandbox: one POST, no look-up, and a person for what nobody can know. */
let world: World
const written: string[] = []
const second = 1000
const day = 86_400_000
const create = 'drklein.create' as const
const alertsOn = async () =>
  alertsOf(await readFigures(world.now()), deliveryTimings).flatMap(({ name, on }) => (on ? [name] : []))

beforeAll(async () => {
  await seed()
  world = await startWorld()
})
beforeEach(async () => {
  written.length = 0
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation((event, fields) => {
      written.push([level, event, JSON.stringify(fields)].join(' '))
    })
  }
  await world.begin()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})
const fault = (rule: Omit<FaultRule, 'api'>, api: FaultRule['api'] = create) =>
  world.sandbox.setFaults([{ api, ...rule }])

it('one POST is one case: its numbers are stored, nothing is read back, the mail may go', async () => {
  const made = await world.acceptVorgang()
  await world.work([made], day)
  const [number] = world.cases(made)
  const row = await deliveryRow(made.deliveryId)
  expect(row).toMatchObject({ state: 'DELIVERED', lastReason: 'created', target: 'vorgang', dueAt: never })
  expect(row.reference).toEqual({
    vorgangsnummer: number,
    drkleinrkVorgangsnummer: expect.any(String),
    crmKennung: expect.any(String),
  })
  expect([world.calls(create), world.calls('kundenangaben.create'), world.calls('vorgaenge.list')]).toEqual([
    1, 0, 0,
  ])
  expect(world.sandbox.platform.drklein.all()).toMatchObject([{ environment: 'development' }])
  expect(await jobAt('mail', made.deliveryId)).toEqual(row.deliveredAt)
  expect(written.join()).not.toContain(canary)
})

it('from the form to the case: the platform takes all of it, and the person is told the number', async () => {
  const persona = personas.find(({ id }) => id === 'kurz-paar-fahrzeug')
  if (!persona) throw new Error('no such persona')
  const request = await typedAtOnce('musterkredit', persona, { kampagne: 'Herbst' })
  expect((await submit(request, sender)).kind).toBe('sent')
  const [row] = await database().select().from(schema.delivery).where(eq(schema.delivery.state, 'QUEUED'))
  if (!row) throw new Error('nothing was queued')
  await deliver(row.id, world.means())
  const entry = world.sandbox.journal.list().findLast(({ kind }) => kind === create)
  expect(entry).toMatchObject({ status: 201, strict: { valid: true, errors: [] }, path: '/vorgang' })
  expect(entry?.dropped).toBeUndefined()
  const [made] = world.sandbox.platform.drklein.all()
  expect(await receiptFor(request.secret)).toMatchObject({
    state: 'created',
    vorgangsnummer: made?.europaceVorgangsnummer,
    persons: 2,
  })
})

it('a 201 without any number is a case all the same, in the balance too', async () => {
  const made = await world.acceptVorgang()
  fault({ fault: 'noNumber', times: 1 })
  await world.work([made], day)
  const row = await deliveryRow(made.deliveryId)
  expect(row).toMatchObject({ state: 'DELIVERED', reference: { vorgangsnummer: '' } })
  expect((await balance()).targets).toContainEqual(
    expect.objectContaining({ target: 'vorgang', withoutReference: 0 }),
  )
  expect((await readFigures(world.now())).withoutReference).toBe(0)
})

it('values that the platform did not take are counted and alarm; its words are for a person who is named', async () => {
  const made = await world.acceptVorgang((externalId) => {
    const { environment, body } = vorgangOfTest(externalId)
    const vorgang = { antragsteller1: { personendaten: { vorname: 'Erika', geburtsdatum: `1.1.${canary}` } } }
    const privacy = storedPrivacy({ versionId: '1', sha256: '00', language: 'de', shownAt: '' })
    return vorgangPayload({ environment, externalId, body: { ...body, vorgang }, privacy })
  })
  await world.work([made], day)
  expect(await deliveryRow(made.deliveryId)).toMatchObject({
    state: 'DELIVERED',
    lastReason: 'createdDropped',
  })
  expect(written.find((line) => line.includes('createdDropped'))).toContain('"count":1')
  expect(written.join()).not.toContain(canary)
  const anna = { operator: operator('anna') }
  const shown = async (reveal: boolean) =>
    JSON.stringify(await showDelivery(anna, await referenceOf(made), reveal))
  expect(await shown(false)).toContain('"messages":["…"]')
  expect(await shown(false)).not.toContain(`1.1.${canary}`)
  expect(await shown(true)).toContain(`1.1.${canary}`)
  expect((await readFigures((await deliveryRow(made.deliveryId)).updatedAt)).lacking).toBe(1)
  expect(await alertsOn()).not.toContain('values_lacking')
  world.advance(-day)
  expect(await alertsOn()).toContain('values_lacking')
})

describe('an unknown outcome', () => {
  it.each([
    ['the connection lost before it took effect', { fault: 'dropBefore' }, 0],
    ['the connection lost afterwards', { fault: 'dropAfterCommit' }, 1],
    ['503', { fault: 'status', status: 503 }, 0],
    ['408', { fault: 'status', status: 408 }, 0],
    ['502 of a gateway, the case made', { fault: 'statusAfterCommit', status: 502 }, 1],
    ['an answer cut in its body', { fault: 'cutBody' }, 1],
  ] as const)('%s: waits for a person, and no second POST ever', async (_name, rule, cases) => {
    const made = await world.acceptVorgang()
    const start = world.now()
    fault({ ...rule, times: 1 })
    // The request could still arrive until its limit: until then nobody is told to look.
    await world.work([made], 90 * second - 1)
    expect((await world.state(made)).state).toBe('UNKNOWN')
    await world.work([made], 4 * day)
    expect((await world.state(made)).state).toBe('NEEDS_OPERATOR')
    expect([world.calls(create), world.calls('vorgaenge.list')]).toEqual([1, 0])
    expect(world.cases(made)).toHaveLength(cases)
    const shown = await showDelivery({ operator: operator('anna') }, await referenceOf(made), false)
    expect(shown).toMatchObject({
      target: 'vorgang',
      externalId: made.externalId,
      toLookFor: { from: start, until: new Date(start.getTime() + 60 * second) },
      attempts: [{ traceId: `${made.submissionId}-1`, startedAt: start, outcome: 'unknown' }],
    })
    expect(await alertsOn()).toContain('needs_operator')
  })

  it('a worker that dies is one too; its answer, however late, is better than any search', async () => {
    const made = await world.acceptVorgang()
    const { platforms, ...means } = world.means({ owner: 'dying' })
    const real = platforms.vorgang
    if (!real) throw new Error('no platform')
    let arrive = () => {}
    const held = new Promise<void>((resolve) => (arrive = resolve))
    const send = vi.fn(async (...args: Parameters<typeof real.target.send>) => {
      const outcome = await real.target.send(...args)
      await held
      return outcome
    })
    const slow = { ...means, platforms: { vorgang: { ...real, target: { ...real.target, send } } } }
    const late = deliver(made.deliveryId, slow)
    await vi.waitUntil(() => world.cases(made).length === 1, { timeout: 60_000 })
    await world.work([made], day)
    expect(await world.state(made)).toEqual({ state: 'NEEDS_OPERATOR', reason: 'leaseExpired' })
    arrive()
    await late
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'DELIVERED',
      lastReason: 'late',
      reference: { vorgangsnummer: world.cases(made)[0] },
    })
    await world.work([made], day)
    expect(world.calls(create)).toBe(1)
  })
})

describe('a proven refusal', () => {
  it('401 once: a new token, one more POST, one case', async () => {
    const made = await world.acceptVorgang()
    fault({ fault: 'status', status: 401, times: 1 })
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('DELIVERED')
    expect([world.calls(create), world.cases(made).length]).toEqual([2, 1])
    expect(await attemptRows(made.deliveryId)).toHaveLength(1)
  })

  it('401 always: blocked and alarmed at once, delivered once the secret is right again', async () => {
    const made = await world.acceptVorgang()
    fault({ fault: 'status', status: 401 })
    await world.work([made], 0)
    expect((await world.state(made)).state).toBe('BLOCKED_CONFIG')
    expect(await alertsOn()).toContain('blocked_config')
    world.sandbox.setFaults([])
    await world.work([made], 5 * 60 * second)
    expect((await world.state(made)).state).toBe('DELIVERED')
    expect(world.cases(made)).toHaveLength(1)
  })

  it('429: tried again at the time it names, one case', async () => {
    const made = await world.acceptVorgang()
    fault({ fault: 'retryAfter', retryAfter: 120, times: 1 })
    await world.work([made], 119 * second)
    expect((await world.state(made)).state).toBe('RETRY_WAIT')
    await world.work([made], 2 * second)
    expect((await world.state(made)).state).toBe('DELIVERED')
    expect(world.cases(made)).toHaveLength(1)
  })

  it.each([
    [422, 'NEEDS_FIX'],
    [400, 'NEEDS_FIX'],
    [403, 'BLOCKED_CONFIG'],
    [404, 'BLOCKED_CONFIG'],
    [415, 'BLOCKED_CONFIG'],
  ])('%i: %s, and nothing more before a person acts', async (status, state) => {
    const made = await world.acceptVorgang()
    fault({ fault: 'status', status, times: 1 })
    await world.work([made], 4 * day)
    expect((await world.state(made)).state).toBe(state)
    expect([world.calls(create), world.cases(made).length]).toEqual([1, 0])
    expect(await lastEvent(made)).toMatchObject({ detail: { status } })
  })

  it('an installation that is not PRODUCTION never makes a real case of what was accepted as one', async () => {
    const made = await world.acceptVorgang((externalId) => vorgangOfTest(externalId, 'PRODUCTION'))
    await world.work([made], 15 * 60 * second)
    expect(await world.state(made)).toEqual({ state: 'BLOCKED_CONFIG', reason: 'environment' })
    expect(world.calls(create)).toBe(0)
  })
})

describe('a worker without credentials for the platform', () => {
  const without = () => {
    const { platforms, ...means } = world.means({ owner: 'bare' })
    return { ...means, platforms: { kundenangaben: platforms.kundenangaben } }
  }

  it('leaves it, says so and alarms; another one delivers it', async () => {
    const made = await world.acceptVorgang()
    const other = await world.accept()
    await world.work([made, other], 10 * 60 * second, without())
    expect(await world.state(made)).toEqual({ state: 'BLOCKED_CONFIG', reason: 'notConfigured' })
    expect((await world.state(other)).state).toBe('VERIFIED')
    expect(await attemptRows(made.deliveryId)).toEqual([])
    expect(await alertsOn()).toContain('blocked_config')
    await world.work([made], 5 * 60 * second)
    expect((await world.state(made)).state).toBe('DELIVERED')
    expect(world.cases(made)).toHaveLength(1)
  })

  it('leaves an unknown outcome unknown, which alarms by its age', async () => {
    const made = await world.acceptVorgang()
    fault({ fault: 'dropBefore', times: 1 })
    await world.work([made], second)
    await world.work([made], 40 * 60 * second, without())
    expect((await world.state(made)).state).toBe('UNKNOWN')
    expect(await alertsOn()).toContain('outcome_unknown')
    await world.work([made], 10 * 60 * second)
    expect((await world.state(made)).state).toBe('NEEDS_OPERATOR')
    expect(world.calls(create)).toBe(1)
  })
})

it('both platforms side by side: each has its own way out of an unknown outcome, and its own line in the balance', async () => {
  await world.control()
  const [mortgage, credit] = [await world.accept(), await world.acceptVorgang()]
  world.sandbox.setFaults([
    { api: 'kundenangaben.create', fault: 'dropAfterCommit', times: 1 },
    { api: create, fault: 'dropAfterCommit', times: 1 },
  ])
  await world.work([mortgage, credit], day)
  expect((await world.state(mortgage)).state).toBe('VERIFIED')
  expect((await world.state(credit)).state).toBe('NEEDS_OPERATOR')
  expect(await deliveryRow(credit.deliveryId)).toMatchObject({ scans: 0 })
  const { targets } = await readFigures(world.now())
  expect(targets).toContainEqual({ target: 'vorgang', state: 'NEEDS_OPERATOR', count: 1 })
  const sheets = (await balance()).targets
  expect(sheets.map(({ target }) => target)).toEqual(['kundenangaben', 'vorgang'])
  expect(sheets[1]).toMatchObject({ waiting: 1 })
})
