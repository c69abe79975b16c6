import { describe, expect, it } from 'vitest'
import type { Outcome, ProblemCause } from '@/lib/cases/target'
import { deliveryStates } from '@/lib/db/schema'
import { atWork, isSendable, next, resultOf, transitions, waitingForPerson, workable } from './states'

const rejected = (cause: ProblemCause): Outcome => ({
  kind: 'rejected',
  problem: { cause, reason: 'status', violations: [] },
})

describe('the table of trust §2.4', () => {
  it.each([
    [{ kind: 'delivered', reference: { vorgangsnummer: 'YX4MDU' } }, 'DELIVERED'],
    [{ kind: 'notSent', reason: 'notConnected' }, 'RETRY_WAIT'],
    [{ kind: 'unknown', reason: 'timeout' }, 'UNKNOWN'],
    [rejected('data'), 'NEEDS_FIX'],
    [rejected('access'), 'BLOCKED_CONFIG'],
    [rejected('contract'), 'BLOCKED_CONFIG'],
    [rejected('advisor'), 'NEEDS_OPERATOR'],
  ] as const)('sending that ends in %o leads to %s', (outcome, state) => {
    expect(transitions.SENDING[resultOf(outcome)]).toBe(state)
  })

  it('never says QUEUED or RETRY_WAIT of a send whose worker is gone', () => {
    expect(next('SENDING', 'leaseExpired')).toBe('UNKNOWN')
    expect(next('UNKNOWN', 'handOver')).toBe('NEEDS_OPERATOR')
  })

  it('lets nothing be sent from a state in which a case may exist, without an operator', () => {
    for (const state of deliveryStates) {
      if (isSendable(state)) continue
      expect(next(state, 'mark'), state).toBeNull()
    }
    const automatic = ['UNKNOWN', 'DELIVERED', 'VERIFIED', 'NEEDS_FIX', 'NEEDS_OPERATOR', 'DEAD'] as const
    for (const state of automatic) {
      for (const [event, to] of Object.entries(transitions[state])) {
        if (event !== 'replay') expect(isSendable(to), `${state} ${event}`).toBe(false)
      }
    }
  })

  it('lets only a proof lead from looking to sending, and only through looking', () => {
    for (const [event, to] of Object.entries(transitions.RECONCILING)) {
      expect(isSendable(to), event).toBe(event === 'foundNone')
    }
    expect(next('RECONCILING', 'leaseExpired')).toBe('UNKNOWN')
    for (const state of atWork) expect(next(state, 'leaseExpired'), state).toBe('UNKNOWN')
    expect(Object.values(transitions.UNKNOWN)).not.toContain('DELIVERED')
  })

  it('a worker has something to do in every state that ends or waits for nobody', () => {
    const idle = deliveryStates.filter((state) => !(workable as readonly string[]).includes(state))
    expect(idle.sort()).toEqual([...waitingForPerson, 'VERIFIED', 'CANCELLED'].sort())
  })

  it('knows every state, leads to known states only, and every state but CANCELLED has a way on', () => {
    expect(Object.keys(transitions).sort()).toEqual([...deliveryStates].sort())
    for (const state of deliveryStates) {
      const row: Record<string, string> = transitions[state]
      for (const to of Object.values(row)) expect(deliveryStates).toContain(to)
      expect(Object.keys(row).length > 0, state).toBe(state !== 'CANCELLED')
    }
    for (const state of waitingForPerson) expect(isSendable(state)).toBe(false)
  })
})
