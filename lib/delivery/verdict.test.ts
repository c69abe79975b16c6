import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldBack } from '@/lib/cases/target'
import { isSendable, type State } from './states'
import { deliveryTimings } from './timings'
import { changeAfterLook, firstLook, type Look, nextLook } from './verdict'

const second = 1000
const minute = 60 * second
const deadline = new Date('2026-11-21T10:01:00Z')
const at = (ms: number) => new Date(deadline.getTime() + ms)
const row = (negatives = 0, scans = 8) => ({
  state: 'RECONCILING' as const,
  sendDeadline: deadline,
  updatedAt: deadline,
  createdAt: at(-minute),
  replayedAt: null,
  negatives,
  scans,
})
const whole: Omit<Look, 'begun'> = { found: [], gap: null, control: true }
const judge = (negatives: number, ms: number, look: Partial<Look> = {}) =>
  changeAfterLook(row(negatives), { ...whole, begun: at(ms), ...look }, at(ms), deliveryTimings)
const away = { kind: 'unavailable', reason: 'status503', final: false } as const

describe('changeAfterLook', () => {
  it.each<[string, ReturnType<typeof judge>, State, string]>([
    ['one case', judge(0, 30 * second, { found: ['A'] }), 'DELIVERED', 'recovered'],
    ['one case in a list that broke off', judge(0, 0, { found: ['A'], gap: away }), 'DELIVERED', 'recovered'],
    ['two cases', judge(0, 30 * second, { found: ['A', 'B'] }), 'DUPLICATE', 'foundSeveral'],
    ['a first negative', judge(0, 30 * second), 'UNKNOWN', 'notListed'],
    ['a second negative that is too early', judge(1, 19 * minute), 'UNKNOWN', 'notListed'],
    ['a second negative at 20 min', judge(1, 20 * minute), 'RETRY_WAIT', 'foundNone'],
    ['a first negative at 20 min', judge(0, 20 * minute), 'UNKNOWN', 'notListed'],
    ['no control at 20 min', judge(1, 20 * minute, { control: false }), 'UNKNOWN', 'noControl'],
    ['no control after an hour', judge(1, 60 * minute, { control: false }), 'NEEDS_OPERATOR', 'noControl'],
    ['a gap at 20 min', judge(5, 20 * minute, { gap: away }), 'UNKNOWN', 'status503'],
    ['a gap after an hour', judge(5, 60 * minute, { gap: away }), 'NEEDS_OPERATOR', 'status503'],
    [
      'held back by our own gate after an hour',
      judge(0, 90 * minute, { gap: { ...away, reason: heldBack } }),
      'UNKNOWN',
      heldBack,
    ],
    ['a first negative after an hour', judge(0, 90 * minute), 'UNKNOWN', 'notListed'],
    [
      'no right to read',
      judge(0, 30 * second, { gap: { ...away, reason: 'tokenScope', final: true } }),
      'NEEDS_OPERATOR',
      'tokenScope',
    ],
    ['two negatives after 72 hours', judge(1, 73 * 60 * minute), 'DEAD', 'foundNone'],
  ])('%s', (_name, change, to, reason) => {
    expect(change).toMatchObject({ to, reason })
  })

  it('the first look after an outage of an hour is followed by others: no case can be its control yet', () => {
    const look = { ...whole, begun: at(65 * minute), control: false }
    expect(changeAfterLook(row(0, 1), look, at(65 * minute), deliveryTimings).to).toBe('UNKNOWN')
    expect(changeAfterLook(row(0, 4), look, at(65 * minute), deliveryTimings).to).toBe('NEEDS_OPERATOR')
  })

  it('a scan that began before the platform had its time proves nothing, however long it took', () => {
    const look = { ...whole, begun: at(20 * minute - 1) }
    expect(changeAfterLook(row(1), look, at(21 * minute), deliveryTimings).to).toBe('UNKNOWN')
  })

  it('never leads to sending without two whole lists with a control, the last late enough', () => {
    const gaps = [null, away, { ...away, final: true }, { ...away, reason: heldBack }]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 80 * 60 * minute }),
        fc.constantFrom(...gaps),
        fc.boolean(),
        fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 3 }),
        (negatives, ms, gap, control, found) => {
          const change = judge(negatives, ms, { gap, control, found })
          const proven = !gap && control && negatives >= 1 && ms >= 20 * minute && found.length === 0
          if (isSendable(change.to)) expect(proven).toBe(true)
          if (change.to === 'UNKNOWN') expect(change.dueAt?.getTime()).toBeGreaterThan(at(ms).getTime())
          expect(change.look?.negatives ?? negatives).toBeGreaterThanOrEqual(negatives)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('when to look', () => {
  it('first at the planned time, or at once where it has passed', () => {
    expect(firstLook(deadline, at(-30 * second), deliveryTimings)).toEqual(at(30 * second))
    expect(firstLook(deadline, at(30 * second), deliveryTimings)).toEqual(at(30 * second))
    expect(firstLook(deadline, at(5 * minute), deliveryTimings)).toEqual(at(5 * minute))
  })

  it('then at +2, +10, +20 min, and every ten minutes after', () => {
    expect(nextLook(deadline, at(30 * second), deliveryTimings)).toEqual(at(2 * minute))
    expect(nextLook(deadline, at(2 * minute), deliveryTimings)).toEqual(at(10 * minute))
    expect(nextLook(deadline, at(11 * minute), deliveryTimings)).toEqual(at(20 * minute))
    expect(nextLook(deadline, at(20 * minute), deliveryTimings)).toEqual(at(30 * minute))
  })
})
