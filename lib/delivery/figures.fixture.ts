import { deliveryStates } from '@/lib/db/schema'
import type { Figures } from './figures'

/** A quiet system with one case delivered. */
export function quietFigures(more: Partial<Figures> = {}): Figures {
  const states = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Figures['states']
  return {
    accepted: 1,
    states: { ...states, VERIFIED: 1 },
    targets: [{ target: 'kundenangaben', state: 'VERIFIED', count: 1 }],
    oldestOpenSeconds: null,
    oldestUnknownSeconds: null,
    untold: 0,
    overdue: 0,
    withoutReference: 0,
    lacking: 0,
    attempts: [{ outcome: 'delivered', reason: 'created', count: 1 }],
    drafts: 0,
    crowded: 0,
    mails: { open: 0, failed: 0 },
    suspicions: [],
    queue: { due: 0, lagSeconds: 0 },
    breakers: [{ gate: '0a1b2c3d', state: 'closed', openSeconds: 0 }],
    heartbeat: { worker: 5, app: 5, sweep: 5, work: 5 },
    refused: { address: 0, others: 0 },
    ...more,
  }
}
export const inState = (state: keyof Figures['states'], count = 1): Partial<Figures> => {
  const { states } = quietFigures()
  return { accepted: 1 + count, states: { ...states, [state]: count } }
}
