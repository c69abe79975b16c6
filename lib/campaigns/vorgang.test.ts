import { describe, expect, it } from 'vitest'
import { stageOf } from './campaign'
import { targetSettings } from './shape'
import { sendsTelefonTermin, vorgangEnvelopeFor } from './vorgang-envelope'

const settings = {
  target: 'vorgang' as const,
  custom: [
    { key: 'vip', value: false },
    { key: 'filialId', value: 0 },
    { key: 'seit', value: '2026-11-21' },
    { key: 'kw', from: 'keyword' as const },
    { key: 'wunsch', from: 'telefonTermin' as const },
  ],
}

describe('settings of a campaign', () => {
  it('are told apart by their platform; those that name none are older than the second one', () => {
    expect(targetSettings.parse({ importquelle: 'x' })).toEqual({
      target: 'kundenangaben',
      importquelle: 'x',
    })
    expect(targetSettings.parse(settings)).toEqual(settings)
  })

  it.each([
    ['a key twice', { custom: [settings.custom[0], settings.custom[0]] }],
    ['a fraction', { custom: [{ key: 'a', value: 1.5 }] }],
    ['an object', { custom: [{ key: 'a', value: {} }] }],
    ['a source that nobody knows', { custom: [{ key: 'a', from: 'gclid' }] }],
    ['both a value and a source', { custom: [{ key: 'a', value: 1, from: 'keyword' }] }],
    ['a referrer without a name', { tippgeber: { anrede: 'FRAU' } }],
    ['what only Europace knows', { fallbackPartner: 'ABC12' }],
  ])('refuse %s', (_name, wrong) => {
    expect(targetSettings.safeParse({ target: 'vorgang', ...wrong }).success).toBe(false)
  })
})

describe('vorgangEnvelopeFor', () => {
  it('sends the fixed list of keys, and none whose source is empty', () => {
    const attribution = { utm_term: 'kredit', kampagne: 'nicht vereinbart' }
    expect(vorgangEnvelopeFor({ settings }, attribution, 'SA-1', undefined)).toEqual({
      partner: {
        kundennummer: 'SA-1',
        custom: [
          { key: 'vip', value: false },
          { key: 'filialId', value: 0 },
          { key: 'seit', value: '2026-11-21' },
          { key: 'kw', value: 'kredit' },
        ],
      },
    })
    expect(vorgangEnvelopeFor({ settings: { target: 'vorgang' } }, {}, 'SA-1', 'morgens')).toEqual({
      partner: { kundennummer: 'SA-1' },
    })
  })

  it('takes the wish for a call only where it was agreed', () => {
    const { partner } = vorgangEnvelopeFor({ settings }, {}, 'SA-1', 'morgens')
    expect(partner.custom?.at(-1)).toEqual({ key: 'wunsch', value: 'morgens' })
    expect(sendsTelefonTermin({ settings })).toBe(true)
    expect(sendsTelefonTermin({ settings: { target: 'vorgang' } })).toBe(false)
  })
})

it('real cases only if environment and campaign say so', () => {
  expect(stageOf(true, 'PRODUCTION')).toBe('PRODUCTION')
  for (const [production, environment] of [
    [false, 'PRODUCTION'],
    [true, 'development'],
    [true, undefined],
  ] as const) {
    expect(stageOf(production, environment)).toBe('development')
  }
})
