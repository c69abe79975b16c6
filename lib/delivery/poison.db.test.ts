import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { externalIdOf } from '@/lib/cases/payload'
import type { CaseTarget, Outcome, Sending } from '@/lib/cases/target'
import { closeDatabase } from '@/lib/db'
import { log } from '@/lib/log'
import { accepted, atEuropace, attemptRows, deliveryRow } from './accepted.fixture'
import { deliver, deliveryTimings } from './index'
import type { State } from './states'

/** One record that is bad is told from a receiver that is down (trust §1 #6): it stops itself and nobody else. */
beforeAll(seed)
afterAll(closeDatabase)
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(log, level).mockReturnValue()
})

const start = new Date('2026-11-21T10:00:00Z')
const refused: Outcome = {
  kind: 'rejected',
  problem: { cause: 'data', reason: 'status400', status: 400, violations: [] },
}

const many = process.env.VERIFY ? 200 : 20
it.each<[number, string, () => Promise<Outcome>, State]>([
  [200, 'is refused', async () => refused, 'NEEDS_FIX'],
  [many, 'makes the client throw', () => Promise.reject(new Error('poison')), 'UNKNOWN'],
  [many, 'never ends', () => new Promise(() => undefined), 'SENDING'],
])(
  'one poison among %i that %s: all others are delivered at once, with one try each',
  async (count, _name, poisoned, state) => {
    const made: Awaited<ReturnType<typeof accepted>>[] = []
    // No more at once than the pool has connections: a slow machine would let the others wait too long for one.
    while (made.length < count)
      made.push(...(await Promise.all(Array.from({ length: 10 }, () => accepted(start)))))
    const [poison] = made.splice(count / 2, 1)
    if (!poison) throw new Error('no poison')
    const isPoison = ({ payload }: Sending) => externalIdOf(payload) === poison.externalId
    const target: CaseTarget = {
      lookUp: 'none',
      prepare: async () => ({ kind: 'ready' }),
      send: async (sending) =>
        isPoison(sending) ? poisoned() : { kind: 'delivered', reference: { vorgangsnummer: 'YX4MDU' } },
    }
    const means = atEuropace({
      target,
      timings: deliveryTimings,
      owner: 'worker-1',
      clock: async () => start,
    })
    const stuck = deliver(poison.deliveryId, means)
    await Promise.all(made.map(({ deliveryId }) => deliver(deliveryId, means)))
    if (state !== 'SENDING') await stuck
    for (const { deliveryId } of made) {
      expect(await deliveryRow(deliveryId)).toMatchObject({ state: 'DELIVERED', deliveredAt: start })
      expect(await attemptRows(deliveryId)).toHaveLength(1)
    }
    expect((await deliveryRow(poison.deliveryId)).state).toBe(state)
  },
)
