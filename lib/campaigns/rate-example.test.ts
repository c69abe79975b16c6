import { describe, expect, it } from 'vitest'
import { showsOf } from './rate-example'
import { publicSettings } from './shape'

const page = {
  firm: 'Musterberatung',
  noFee: true,
  noAdvertisingCalls: true,
  links: {},
  theme: { scheme: 'system' },
  mailConfirmation: true,
}
const rateExample = {
  sollzins: 3.45,
  tilgung: 2,
  asOf: '2026-11-01',
  example: { de: 'Nettodarlehensbetrag 100.000 € …', en: 'Net loan amount €100,000 …' },
}
const takes = (given: object): boolean => publicSettings.safeParse({ ...page, rateExample: given }).success

describe('the rates that a campaign shows', () => {
  it('are of a consumer credit the effective rate alone, which its short form shows, too', () => {
    const { asOf, example } = rateExample
    const credit = { effektivzins: 6.99, asOf, example }
    expect(takes(credit)).toBe(true)
    expect(showsOf({ rateExample: credit })).toEqual({ shows: ['rateExample'] })
    expect(showsOf({ rateExample })).toEqual({})
    expect(showsOf({})).toEqual({})
  })
  it('come with day and example, or not at all', () => {
    expect(takes(rateExample)).toBe(true)
    expect(publicSettings.safeParse(page).success).toBe(true)
    for (const name of Object.keys(rateExample))
      expect([name, takes({ ...rateExample, [name]: undefined })]).toEqual([name, false])
  })
  it.each([
    { sollzins: -1 },
    { sollzins: 16 },
    { sollzins: 3.455 },
    { tilgung: 0.5 },
    { asOf: '1.11.2026' },
    { example: { de: ' ', en: 'x' } },
    { effektivzins: 3.6 },
    { sollzins: undefined, tilgung: undefined, effektivzins: 20.5 },
  ])('%j is refused', (wrong) => expect(takes({ ...rateExample, ...wrong })).toBe(false))
})
