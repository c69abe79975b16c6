import { describe, expect, it } from 'vitest'
import { deliveryStates } from '@/lib/db/schema'
import { never } from '../row'
import { next, type State } from '../states'
import { cancelling, type Decision, keeping, lookingAgain, numbering, replaying } from './decide'
import { operatorNamed } from './operator'

const now = new Date('2026-11-21T10:00:00Z')
const at = (state: State, leaseUntil: Date | null = null) => ({ state, leaseUntil })
const shape = (decision: Decision) =>
  decision.kind === 'refused' ? decision.why : decision.steps.map(({ event }) => event).join(' ')
const all = (decide: (state: State) => Decision) =>
  Object.fromEntries(deliveryStates.map((state) => [state, shape(decide(state))]))

describe('what an operator may do', () => {
  it('sending again: at once only where it is proven that nothing was sent', () => {
    expect(all((state) => replaying(at(state), true, false, now))).toEqual({
      QUEUED: 'stay',
      SENDING: 'busy',
      DELIVERED: 'state',
      VERIFIED: 'state',
      RETRY_WAIT: 'stay',
      UNKNOWN: 'unchecked',
      RECONCILING: 'busy',
      NEEDS_FIX: 'replay',
      BLOCKED_CONFIG: 'replay',
      NEEDS_OPERATOR: 'replay',
      DEAD: 'replay',
      CANCELLED: 'state',
      DUPLICATE: 'state',
    })
    const unproven = all((state) => replaying(at(state), false, false, now))
    for (const state of ['UNKNOWN', 'NEEDS_FIX', 'BLOCKED_CONFIG', 'NEEDS_OPERATOR', 'DEAD']) {
      expect(unproven[state]).toBe('unchecked')
    }
  })

  it('sending again on the word of somebody who looked at the platform, from unknown too, never over a worker', () => {
    const checked = all((state) => replaying(at(state), false, true, now))
    expect(checked).toMatchObject({
      UNKNOWN: 'handOver replay',
      NEEDS_OPERATOR: 'replay',
      SENDING: 'busy',
      RECONCILING: 'busy',
      DELIVERED: 'state',
    })
  })

  it('looking, cancelling, a number by hand and keeping one of several', () => {
    const allowed = (decide: (state: State) => Decision) =>
      deliveryStates.filter((state) => decide(state).kind === 'steps')
    expect(allowed((state) => lookingAgain(at(state), now))).toEqual(['UNKNOWN', 'NEEDS_OPERATOR', 'DEAD'])
    expect(allowed((state) => cancelling(at(state), now))).toEqual([
      'QUEUED',
      'RETRY_WAIT',
      'NEEDS_FIX',
      'BLOCKED_CONFIG',
      'NEEDS_OPERATOR',
      'DEAD',
      'DUPLICATE',
    ])
    expect(allowed((state) => numbering(at(state), now))).toEqual([
      'UNKNOWN',
      'NEEDS_FIX',
      'BLOCKED_CONFIG',
      'NEEDS_OPERATOR',
      'DEAD',
    ])
    expect(allowed((state) => keeping(at(state), now))).toEqual(['DUPLICATE'])
  })

  it('nothing while a worker holds the row, in any state', () => {
    for (const state of deliveryStates) {
      const leased = at(state, never)
      for (const decision of [
        replaying(leased, true, true, now),
        lookingAgain(leased, now),
        cancelling(leased, now),
        numbering(leased, now),
        keeping(leased, now),
      ]) {
        expect(shape(decision)).toBe('busy')
      }
    }
  })

  it('every step that is decided is one of the table', () => {
    for (const state of deliveryStates) {
      for (const decision of [
        replaying(at(state), true, true, now),
        lookingAgain(at(state), now),
        cancelling(at(state), now),
        numbering(at(state), now),
        keeping(at(state), now),
      ]) {
        if (decision.kind === 'refused') continue
        let here: State | null = state
        for (const { event } of decision.steps) here = event === 'stay' ? here : here && next(here, event)
        expect(here).not.toBeNull()
      }
    }
  })
})

it('an operator has a name that can stand in an audit entry', () => {
  expect(operatorNamed('  Jörg Müller ')).toMatchObject({ name: 'Jörg Müller', tenants: 'all' })
  for (const name of ['', ' ', '<b>', 'a\nb', 'a'.repeat(65), "x'; drop"])
    expect(operatorNamed(name)).toBeNull()
})
