import { describe, expect, it } from 'vitest'
import { stateOf } from './index'

describe('stateOf', () => {
  it('knows the state and its rate on the day', () => {
    expect(stateOf('50667', '2026-11-21')).toEqual({ state: 'NW', name: 'Nordrhein-Westfalen', rate: 6.5 })
    expect(stateOf('28195', '2025-06-30')).toMatchObject({ state: 'HB', rate: 5 })
    expect(stateOf('28195', '2025-07-01')).toMatchObject({ state: 'HB', rate: 5.5 })
    expect(stateOf('99084', '2023-12-31')).toMatchObject({ state: 'TH', rate: 6.5 })
    expect(stateOf('99084', '2024-01-01')).toMatchObject({ state: 'TH', rate: 5 })
  })

  it('names both states of a postcode that crosses a border', () => {
    expect(stateOf('22113', '2026-11-21')).toMatchObject({ ambiguous: [{ state: 'HH' }, { state: 'SH' }] })
    expect(stateOf('69434', '2026-11-21')).toMatchObject({ ambiguous: [{ state: 'BW' }, { state: 'HE' }] })
  })

  it('says null for what it does not know', () => {
    for (const plz of ['00000', '99999', '5066', '506670', '', 'abcde'])
      expect(stateOf(plz, '2026-11-21')).toBeNull()
  })
})
