import { describe, expect, it } from 'vitest'
import { joinPhone, phone, splitPhone } from './phone'

describe('splitPhone', () => {
  it.each([
    ['030 420860', '030', '420860'],
    ['030420860', '030', '420860'],
    ['0221 1234567', '0221', '1234567'],
    ['+49 221 1234567', '0221', '1234567'],
    ['0049 (0)221 / 123 45 67', '0221', '1234567'],
    ['0171/1234567', '0171', '1234567'],
    ['+49 151 23456789', '0151', '23456789'],
    ['+49 711 216-0', '0711', '2160'],
    ['+43 1 5880 0', '0043', '158800'],
    ['0043 1 58800', '0043', '158800'],
    ['+41 44 668 18 00', '0041', '446681800'],
  ])('%s', (typed, vorwahl, nummer) => {
    expect(splitPhone(typed)).toEqual({ vorwahl, nummer })
  })

  it('puts everything into nummer where no split is known', () => {
    expect(splitPhone('110')).toEqual({ nummer: '110' })
  })

  it('is stable: the joined number splits the same way', () => {
    for (const typed of ['030 420860', '+43 1 5880 0', '01511234567', '0421 3610', '110']) {
      const once = splitPhone(typed)
      expect(splitPhone(joinPhone(once))).toEqual(once)
    }
  })
})

describe('phone lens', () => {
  const key = 'haushalte.0.kunden.0.kontakt.telefonnummer'
  it('writes two leaves and reads them back as one text', () => {
    const leaves = phone.write(
      '0221 1234567',
      key,
      () => undefined,
      () => undefined,
    )
    expect(leaves).toEqual({ [`${key}.vorwahl`]: '0221', [`${key}.nummer`]: '1234567' })
    expect(phone.read((leaf) => leaves[leaf], key)).toBe('0221 1234567')
    expect(phone.read(() => undefined, key)).toBeUndefined()
  })
})
