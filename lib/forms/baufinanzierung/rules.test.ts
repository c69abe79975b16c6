import { describe, expect, it } from 'vitest'
import type { Env, Value } from '@/lib/forms/engine/types'
import { first, P } from './paths'
import { presets } from './presets'
import { rules } from './rules'

const env: Env = { length: 'short', lang: 'de', today: '2026-11-21' }
const percent = (wert: number) => ({ wert, einheit: 'PROZENT' as const })
const euros = (wert: number) => ({ wert, einheit: 'EURO' as const })
const buy = { [P.zweck]: 'KAUF', [P.kaufpreis]: 100_000, [P.plz]: '50667' }

function broken(rule: string, answers: { readonly [key: string]: Value }): string | null {
  return (
    rules[rule]?.check(
      (key) => answers[key],
      env,
      'key',
      () => [],
    )?.text.de ?? null
  )
}
function preset(name: string, answers: { readonly [key: string]: Value }): Value | undefined {
  return presets[name]?.value((key) => answers[key], env, 'key')
}

describe('rules', () => {
  it('an unknown postcode is a warning that says what comes next', () => {
    expect(rules.plzUnknown?.level).toBe('warn')
    expect(broken('plzUnknown', { ...buy, [P.plz]: '00000' })).toContain('Bundesland')
    expect(broken('plzUnknown', { [P.zweck]: 'KAPITALBESCHAFFUNG', [P.plz]: '00000' })).not.toContain(
      'Bundesland',
    )
    expect(broken('plzUnknown', buy)).toBeNull()
    expect(broken('plzUnknown', { ...buy, [P.plz]: '22113' })).toBeNull()
  })

  it.each([
    [percent(7.14), false],
    [percent(7.15), true],
    [euros(7_140), false],
    [euros(7_141), true],
    [euros(0), false],
  ])('the agent takes at most 7.14 %%: %o', (given, refused) => {
    expect(broken('maklerAtMost', { ...buy, [P.maklergebuehr]: given }) !== null).toBe(refused)
  })

  it.each([
    [percent(6.5), false],
    [percent(6), true],
    [euros(6_500), false],
    [euros(0), true],
  ])('the tax is the one of the state: %o', (given, warned) => {
    expect(broken('grunderwerbsteuerOfState', { ...buy, [P.grunderwerbsteuer]: given }) !== null).toBe(warned)
  })

  it('own money is compared with costs and fees', () => {
    const fees = { ...buy, [P.notargebuehr]: percent(2) }
    const own = (amount: number) => ({ ...fees, [first(P.guthaben)]: amount })
    expect(broken('ownMoneyCoversAll', own(102_000))).not.toBeNull()
    expect(broken('ownMoneyCoversAll', own(101_999))).toBeNull()
    expect(broken('ownMoneyBelowFees', own(1_999))).not.toBeNull()
    expect(broken('ownMoneyBelowFees', own(2_000))).toBeNull()
    expect(broken('ownMoneyBelowFees', fees)).toBeNull()
  })
})

describe('presets', () => {
  it('the tax follows the postcode, else the state chosen, else it is open', () => {
    expect(preset('grunderwerbsteuer', buy)).toEqual(percent(6.5))
    expect(preset('grunderwerbsteuer', { ...buy, [P.plz]: '22113' })).toBeUndefined()
    expect(preset('grunderwerbsteuer', { ...buy, [P.plz]: '22113', [P.bundesland]: 'HH' })).toEqual(
      percent(5.5),
    )
  })

  it('a paid plot costs neither tax nor agent any more', () => {
    const paid = {
      [P.zweck]: 'NEUBAU',
      [P.plz]: '50667',
      [P.makler]: true,
      [P.grundstueckBereitsBezahlt]: true,
    }
    expect(preset('grunderwerbsteuer', paid)).toEqual(euros(0))
    expect(preset('maklergebuehr', paid)).toEqual(euros(0))
  })

  it('the agent costs 3.57 % when there is one, nothing when there is none, and is left open while nobody knows', () => {
    expect(preset('maklergebuehr', { [P.makler]: true })).toEqual(percent(3.57))
    expect(preset('maklergebuehr', { [P.makler]: false })).toEqual(euros(0))
    expect(preset('maklergebuehr', {})).toBeUndefined()
  })

  it('the only town of a postcode is suggested', () => {
    expect(preset('ort', { [P.plz]: '50667' })).toBe('Köln')
    expect(preset('ort', { [P.plz]: '01945' })).toBeUndefined()
  })
})
