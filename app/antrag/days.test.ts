import { describe, expect, it } from 'vitest'
import { answerBy, longDay } from './days'

describe('answer time', () => {
  it('counts working hours from now on, rounded up to the hour', () => {
    expect(answerBy(new Date('2026-11-23T09:20:00+01:00'), 8, 'de')).toBe('Mo, 23.11., 18 Uhr')
    expect(answerBy(new Date('2026-11-23T11:00:00+01:00'), 8, 'de')).toBe('Di, 24.11., 10 Uhr')
    expect(answerBy(new Date('2026-11-23T11:00:00+01:00'), 8, 'en')).toBe('Tue 24 Nov, 10:00')
  })

  it('does not count nights, weekends and holidays', () => {
    expect(answerBy(new Date('2026-11-21T14:00:00+01:00'), 8, 'de')).toBe('Mo, 23.11., 17 Uhr')
    expect(answerBy(new Date('2026-12-24T17:30:00+01:00'), 1, 'de')).toBe('Mo, 28.12., 10 Uhr')
    expect(answerBy(new Date('2026-04-02T18:30:00+02:00'), 2, 'de')).toBe('Di, 07.04., 11 Uhr')
    expect(answerBy(new Date('2026-11-23T03:00:00+01:00'), 2, 'de')).toBe('Mo, 23.11., 11 Uhr')
  })
})

describe('dates for reading', () => {
  it('are long and in the language of the page', () => {
    expect(longDay('2026-11-21', 'de')).toBe('21. November 2026')
    expect(longDay('2026-11-21', 'en')).toBe('21 November 2026')
    expect(longDay('bald', 'de')).toBe('bald')
  })
})
