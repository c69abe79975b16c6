import { describe, expect, it } from 'vitest'
import { judge } from './judge.mjs'
import { faultRules } from './plan.mjs'

const one = (n) => ({
  reference: `REF${n}`,
  externalId: `SA-${n}`,
  state: 'VERIFIED',
  vorgangsnummer: `V${n}`,
})
const caseOf = (n) => ({ vorgangsnummer: `V${n}`, externeVorgangsnummer: `SA-${n}` })
const good = {
  wanted: { submissions: 3, kills: 3 },
  acknowledged: new Set(['REF1', 'REF2', 'REF3']),
  refused: [],
  split: [],
  submissions: [1, 2, 3].map(one),
  cases: [1, 2, 3].map(caseOf),
  kills: { worker: 1, app: 1, postgres: 1 },
}
const faultsOf = (facts) => judge({ ...good, ...facts }).faults.map(({ fault, count }) => [fault, count])

describe('the judge of a soak run', () => {
  it('is content when every receipt is exactly one case', () => {
    expect(judge(good)).toEqual({
      ok: true,
      counts: {
        acknowledged: 3,
        submissions: 3,
        cases: 3,
        exactlyOnce: 3,
        unresolved: 0,
        kills: { worker: 1, app: 1, postgres: 1, together: 3 },
      },
      faults: [],
    })
  })

  it.each([
    [
      'a submission that was lost',
      { submissions: [one(1), one(2)] },
      [
        ['receipts without a submission', 1],
        ['cases without a submission', 1],
      ],
    ],
    [
      'a case that was lost',
      { cases: [1, 2].map(caseOf) },
      [
        ['submissions without a case', 1],
        ['deliveries with the number of another case', 1],
      ],
    ],
    [
      'a doubled case',
      { cases: [...good.cases, { vorgangsnummer: 'V9', externeVorgangsnummer: 'SA-1' }] },
      [['submissions with several cases', 1]],
    ],
    ['a case of nobody', { cases: [...good.cases, caseOf(9)] }, [['cases without a submission', 1]]],
    [
      'a number of somebody else',
      { submissions: [one(1), one(2), { ...one(3), vorgangsnummer: 'V1' }] },
      [['deliveries with the number of another case', 1]],
    ],
    [
      'a delivery that waits for a person',
      { submissions: [one(1), one(2), { ...one(3), state: 'NEEDS_OPERATOR' }] },
      [['unresolved deliveries', 1]],
    ],
    [
      'a submission that nobody was told of',
      { acknowledged: new Set(['REF1', 'REF2']) },
      [
        ['submissions without a receipt', 1],
        ['fewer persons than planned', 1],
      ],
    ],
    [
      'two receipts for one submit',
      { split: [['REF1', 'REF2']] },
      [['parallel submits with different receipts', 1]],
    ],
    ['a person who gave up', { refused: ['save: no answer'] }, [['persons without a receipt', 1]]],
    ['too few kills', { kills: { worker: 1 } }, [['fewer kills than planned', 1]]],
  ])('sees %s', (_name, facts, faults) => {
    expect(faultsOf(facts)).toEqual(faults)
    expect(judge({ ...good, ...facts }).ok).toBe(false)
  })
})

it('the rules of the fault mix strike the shares of trust §3, each of what the ones before let through', () => {
  const posts = faultRules().filter(({ api }) => api === 'kundenangaben.create')
  let rest = 1
  const shares = posts.map(({ fault, status, probability }) => {
    const share = rest * probability
    rest -= share
    return [fault, status, Math.round(share * 1000) / 1000]
  })
  expect(shares).toEqual([
    ['dropBefore', undefined, 0.1],
    ['dropAfterCommit', undefined, 0.1],
    ['status', 503, 0.05],
    ['statusAfterCommit', 502, 0.05],
    ['status', 429, 0.05],
    ['noNumber', undefined, 0.02],
  ])
})
