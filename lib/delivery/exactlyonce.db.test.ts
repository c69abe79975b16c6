import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { externalIdOf } from '@/lib/cases/payload'
import type { CaseTarget, Outcome, Scan } from '@/lib/cases/target'
import { closeDatabase } from '@/lib/db'
import { log } from '@/lib/log'
import { deliveryRow } from './accepted.fixture'
import type { Gate } from './gate/types'
import { deliver } from './index'
import { waitingForPerson } from './states'
import { dueNext, startWorld, type World } from './world.fixture'

/**
 * The promise of trust §1 #11 against a simulated platform that does what platforms do, in any order: at no moment two cases of one
 * submission, and in the end exactly one, unless a person is asked. Workers die at every step. The platform keeps to what delivery has
 * to rely on: a request has no effect after its deadline, and a case is listed within `settled`.
 */
const second = 1000
const minute = 60 * second
const hour = 60 * minute

const sends = [
  'created',
  'lostBefore',
  'lostAfter',
  'lostButLate', // the answer is lost, and the case is made only just before the deadline
  'before5xx',
  'after5xx',
  'noNumber',
  'limited',
  'notConnected',
  'refusedData',
  'refusedUs',
  'diesBefore',
  'diesAfter',
] as const
const lists = ['whole', 'away', 'cut', 'dies'] as const
const preparations = ['ready', 'noToken', 'refused', 'dies'] as const
const gates = ['open', 'open', 'closed', 'dies'] as const
const script = fc.record({
  sends: fc.array(fc.constantFrom(...sends), { maxLength: 6 }),
  lists: fc.array(fc.constantFrom(...lists), { maxLength: 8 }),
  preparations: fc.array(fc.constantFrom(...preparations), { maxLength: 4 }),
  gates: fc.array(fc.constantFrom(...gates), { maxLength: 6 }),
  /** Until a case is listed. */
  lags: fc.array(fc.integer({ min: 0, max: 18 * minute }), { minLength: 1, maxLength: 3 }),
})
type Script = typeof script extends fc.Arbitrary<infer S> ? S : never

type Made = Awaited<ReturnType<World['accept']>>
type Held = { externalId: string; vorgangsnummer: string; madeAt: number; listedAt: number }

let world: World
beforeAll(async () => {
  await seed()
  world = await startWorld()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
})

function simulated(played: Script) {
  const held: Held[] = []
  const left = {
    sends: [...played.sends],
    lists: [...played.lists],
    preparations: [...played.preparations],
    gates: [...played.gates],
    lags: [...played.lags],
  }
  const dying = { now: () => {} }
  const die = (): Promise<never> => {
    dying.now()
    return new Promise(() => undefined)
  }
  const create = (externalId: string, afterMs = 0): string => {
    const madeAt = world.now().getTime() + afterMs
    const vorgangsnummer = `V${held.length}`
    const lag = left.lags.shift() ?? played.lags[0] ?? 0
    held.push({ externalId, vorgangsnummer, madeAt, listedAt: madeAt + lag })
    return vorgangsnummer
  }
  const lost: Outcome = { kind: 'unknown', reason: 'connectionLost' }

  const target: CaseTarget = {
    lookUp: 'list',
    contexts: ['TEST_MODUS'],
    async prepare() {
      switch (left.preparations.shift() ?? 'ready') {
        case 'ready':
          return { kind: 'ready' }
        case 'noToken':
          return { kind: 'notSent', reason: 'token503', status: 503 }
        case 'refused':
          return { kind: 'rejected', problem: { cause: 'access', reason: 'token401', violations: [] } }
        case 'dies':
          return die()
      }
    },
    async send({ payload }): Promise<Outcome> {
      const id = externalIdOf(payload)
      switch (left.sends.shift() ?? 'created') {
        case 'created':
          return { kind: 'delivered', reference: { vorgangsnummer: create(id) } }
        case 'lostBefore':
          return lost
        case 'lostAfter':
          create(id)
          return lost
        case 'lostButLate':
          create(id, 59 * second)
          return lost
        case 'before5xx':
          return { kind: 'unknown', reason: 'status503', status: 503 }
        case 'after5xx':
          create(id)
          return { kind: 'unknown', reason: 'status502', status: 502 }
        case 'noNumber':
          create(id)
          return { kind: 'unknown', reason: 'noNumber', status: 201 }
        case 'limited':
          return { kind: 'notSent', reason: 'limited', status: 429 }
        case 'notConnected':
          return { kind: 'notSent', reason: 'notConnected' }
        case 'refusedData':
          return {
            kind: 'rejected',
            problem: { cause: 'data', reason: 'status400', status: 400, violations: [] },
          }
        case 'refusedUs':
          return {
            kind: 'rejected',
            problem: { cause: 'access', reason: 'status403', status: 403, violations: [] },
          }
        case 'diesBefore':
          return die()
        case 'diesAfter':
          create(id)
          return die()
      }
    },
    async scan({ since }): Promise<Scan> {
      const how = left.lists.shift() ?? 'whole'
      if (how === 'dies') return die()
      const now = world.now().getTime()
      const seen = held.filter(({ madeAt, listedAt }) => listedAt <= now && madeAt >= since.getTime())
      // A list that breaks off may lack exactly what is looked for.
      const read = how === 'whole' ? seen : how === 'cut' ? seen.slice(0, 1) : []
      const gap = { kind: 'unavailable', reason: 'status503', final: false, status: 503 } as const
      return {
        cases: grouped(read),
        offset: 0,
        gap: how === 'whole' ? null : gap,
      }
    },
  }
  const gate: Gate = {
    async pass() {
      switch (left.gates.shift() ?? 'open') {
        case 'open':
          return { kind: 'pass', probe: false }
        case 'closed':
          return { kind: 'wait', until: new Date(world.now().getTime() + 30 * second), reason: 'breakerOpen' }
        case 'dies':
          return die()
      }
    },
  }
  const casesOf = (made: Made) => held.filter(({ externalId }) => externalId === made.externalId)
  return { target, gate, create, casesOf, dying }
}

function grouped(list: readonly Held[]): Scan['cases'] {
  const cases = new Map<string, Held[]>()
  for (const held of list) cases.set(held.externalId, [...(cases.get(held.externalId) ?? []), held])
  return cases
}

/** One call of a worker that may die on the way; a new one comes each time. */
let workers = 0
async function worker(deliveryId: string, platform: ReturnType<typeof simulated>) {
  const { target, gate, dying } = platform
  const died = new Promise<void>((resolve) => (dying.now = resolve))
  const means = world.means({ target, gate, owner: `worker-${workers++}` })
  await Promise.race([deliver(deliveryId, means), died])
}

const runs = process.env.VERIFY ? 200 : 15
it('any sequence of faults: never two cases, and one in the end unless a person is asked', async () => {
  const ends = { delivered: 0, person: 0 }
  await fc.assert(
    fc.asyncProperty(script, async (played) => {
      await world.begin()
      const platform = simulated(played)
      // A case of ours from before, listed and known: the positive control.
      const known = await world.control()
      platform.create(known.externalId)
      world.advance(hour)
      const made = [await world.accept(), await world.accept()]
      for (let calls = 0; ; calls++) {
        const due = await dueNext(made)
        if (!due) break
        expect(calls).toBeLessThan(400)
        if (due.at > world.now()) world.advance(due.at.getTime() - world.now().getTime())
        await worker(due.deliveryId, platform)
        for (const item of made) expect(platform.casesOf(item).length).toBeLessThanOrEqual(1)
      }
      for (const item of made) {
        const { state, reference } = await deliveryRow(item.deliveryId)
        const numbers = platform.casesOf(item).map(({ vorgangsnummer }) => vorgangsnummer)
        if (waitingForPerson.includes(state)) {
          ends.person++
          expect(numbers.length).toBeLessThanOrEqual(1)
        } else {
          ends.delivered++
          expect(state).toBe('DELIVERED')
          expect(numbers).toEqual([reference?.vorgangsnummer])
        }
      }
    }),
    { numRuns: runs },
  )
  // Asking a person each time would keep the promise too.
  expect(ends.delivered).toBeGreaterThan(2 * ends.person)
}, 1_200_000)
