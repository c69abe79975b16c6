import { describe, expect, it } from 'vitest'
import { judge } from './judge.mjs'
import { campaignOf, faultRules } from './plan.mjs'

const one = (n) => ({
  reference: `REF${n}`,
  externalId: `SA-${n}`,
  target: 'kundenangaben',
  state: 'VERIFIED',
  vorgangsnummer: `V${n}`,
  outcomes: ['delivered'],
})
const caseOf = (n) => ({ target: 'kundenangaben', vorgangsnummer: `V${n}`, externalId: `SA-${n}` })
/** At Dr. Klein: delivered, waiting with a case behind a lost answer, waiting without one behind a death. */
const credit = (n) => ({ ...one(n), target: 'vorgang', state: 'DELIVERED' })
const creditCase = (n) => ({ ...caseOf(n), target: 'vorgang' })
const waiting = (n, outcomes) => ({ ...credit(n), state: 'NEEDS_OPERATOR', vorgangsnummer: null, outcomes })
const good = {
  wanted: { submissions: 7, kills: 3 },
  acknowledged: new Set([1, 2, 3, 4, 5, 6, 7].map((n) => `REF${n}`)),
  refused: [],
  split: [],
  submissions: [
    ...[1, 2, 3].map(one),
    credit(4),
    { ...credit(5), vorgangsnummer: '', outcomes: ['notSent', 'delivered'] },
    waiting(6, ['unknown']),
    waiting(7, ['notSent', null]),
  ],
  cases: [...[1, 2, 3].map(caseOf), ...[4, 5, 6].map(creditCase)],
  kills: { worker: 1, app: 1, postgres: 1 },
}
const faultsOf = (facts) => judge({ ...good, ...facts }).faults.map(({ fault, count }) => [fault, count])
/** The same with another submission in the place of one. */
const instead = (n, changed) =>
  good.submissions.map((item) => (item.reference === `REF${n}` ? { ...item, ...changed } : item))
const without = (n) => good.submissions.filter(({ reference }) => reference !== `REF${n}`)

describe('the judge of a soak run', () => {
  it('is content when each receipt is one case, or waits because nobody can know', () => {
    expect(judge(good)).toEqual({
      ok: true,
      counts: {
        acknowledged: 7,
        submissions: 7,
        cases: 6,
        kundenangaben: { submissions: 3, cases: 3, exactlyOnce: 3, unresolved: 0 },
        vorgang: {
          submissions: 4,
          cases: 3,
          exactlyOnce: 3,
          delivered: 2,
          waiting: 2,
          waitingWithCase: 1,
          waitingWithoutCase: 1,
        },
        kills: { worker: 1, app: 1, postgres: 1, together: 3 },
      },
      faults: [],
    })
  })

  it.each([
    [
      'a submission that was lost',
      { submissions: without(3) },
      [
        ['receipts without a submission', 1],
        ['kundenangaben: cases without a submission', 1],
      ],
    ],
    [
      'a case that was lost',
      { cases: good.cases.slice(1) },
      [
        ['kundenangaben: deliveries without a case', 1],
        ['kundenangaben: submissions without a case', 1],
      ],
    ],
    [
      'a doubled case',
      { cases: [...good.cases, { ...caseOf(1), vorgangsnummer: 'V9' }] },
      [['kundenangaben: submissions with several cases', 1]],
    ],
    [
      'a case of nobody',
      { cases: [...good.cases, caseOf(9)] },
      [['kundenangaben: cases without a submission', 1]],
    ],
    [
      'a number of somebody else',
      { submissions: instead(3, { vorgangsnummer: 'V1' }) },
      [['kundenangaben: deliveries with the number of another case', 1]],
    ],
    [
      'a delivery without a number',
      { submissions: instead(3, { vorgangsnummer: '' }) },
      [['kundenangaben: deliveries without a number', 1]],
    ],
    [
      'a delivery that waits for a person where none is needed',
      { submissions: instead(3, { state: 'NEEDS_OPERATOR', outcomes: ['unknown'] }) },
      [['kundenangaben: unresolved deliveries', 1]],
    ],
    [
      'a case at the other platform',
      { cases: [...good.cases.slice(1), creditCase(1)] },
      [
        ['kundenangaben: deliveries without a case', 1],
        ['kundenangaben: submissions without a case', 1],
        ['vorgang: cases without a submission', 1],
      ],
    ],
    [
      'a consumer credit that was lost',
      { submissions: without(6) },
      [
        ['receipts without a submission', 1],
        ['vorgang: cases without a submission', 1],
      ],
    ],
    [
      'a consumer credit that is called delivered and is no case',
      { cases: good.cases.filter(({ externalId }) => externalId !== 'SA-5') },
      [['vorgang: deliveries without a case', 1]],
    ],
    [
      'a consumer credit sent twice, one of them unanswered',
      {
        submissions: instead(4, { outcomes: ['unknown', 'delivered'] }),
        cases: [...good.cases, { ...creditCase(4), vorgangsnummer: 'V8' }],
      },
      [
        ['vorgang: submissions with several cases', 1],
        ['vorgang: sent again after an unknown outcome', 1],
      ],
    ],
    [
      'a consumer credit sent again on hope, which went well',
      { submissions: instead(4, { outcomes: [null, 'delivered'] }) },
      [['vorgang: sent again after an unknown outcome', 1]],
    ],
    [
      'a number of another consumer credit',
      { submissions: instead(4, { vorgangsnummer: 'V6' }) },
      [['vorgang: deliveries with the number of another case', 1]],
    ],
    [
      'a consumer credit that waits although its outcome is known',
      { submissions: instead(6, { outcomes: ['rejected'] }) },
      [['vorgang: waiting for a person without an unknown outcome', 1]],
    ],
    [
      'a consumer credit that waits and was never tried',
      { submissions: instead(7, { outcomes: [] }) },
      [['vorgang: waiting for a person without an unknown outcome', 1]],
    ],
    [
      'a consumer credit that is still on its way',
      { submissions: instead(6, { state: 'UNKNOWN' }) },
      [['vorgang: deliveries that neither ended nor wait for a person', 1]],
    ],
    [
      'a submission without a delivery',
      { submissions: instead(7, { target: null, state: null }) },
      [['submissions for no platform', 1]],
    ],
    [
      'a submission that nobody was told of',
      { acknowledged: new Set([...good.acknowledged].slice(1)) },
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

it.each(['kundenangaben.create', 'drklein.create'])(
  'the rules of the fault mix strike the shares of trust §3 of %s, each of what the ones before let through',
  (create) => {
    const posts = faultRules().filter(({ api }) => api === create)
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
  },
)

it('mixes both products, every fourth a consumer credit', () => {
  const campaigns = Array.from({ length: 8 }, (_, number) => campaignOf(number))
  expect(campaigns.filter((campaign) => campaign === 'musterkredit')).toHaveLength(2)
  expect(new Set(campaigns).size).toBe(2)
})
