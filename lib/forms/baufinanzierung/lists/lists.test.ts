import { describe, expect, it } from 'vitest'
import { bankCode, banken, bankName } from '@/lib/forms/common/lists/banken'
import { energyClass } from '../energy'

describe('figures and lists', () => {
  it.each([
    [30, 'A+'],
    [31, 'A'],
    [100, 'C'],
    [250, 'G'],
    [251, 'H'],
  ])('%s kWh/m² is class %s', (kwh, letter) => expect(energyClass(kwh)).toBe(letter))
  it('every bank’s name leads back to its code, and case does not matter', () => {
    for (const { value } of banken) expect(bankName(bankCode(value) ?? '')).toBe(value)
    expect(bankCode('sparda-bank münchen')).toBe(bankCode('Sparda-Bank Muenchen'))
    expect(bankCode('Bank meines Onkels')).toBeUndefined()
    expect(banken.filter(({ value }) => /test|muster/i.test(value))).toEqual([])
  })
})
