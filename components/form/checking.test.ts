import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { P } from '@/lib/forms/baufinanzierung/paths'
import { stepView } from '@/lib/forms/engine'
import { wordsFor } from '@/lib/words'
import { makeChecker } from './checking'

const view = stepView(
  baufinanzierung,
  {
    [P.zweck]: { value: 'KAUF', by: 'person' },
    [P.plz]: { value: '76133', by: 'person' },
  },
  { length: 'short', lang: 'de', today: '2026-11-21' },
  'kosten',
)
const field = view?.fields.find(({ key }) => key === P.maklergebuehr)
if (!view || !field) throw new Error('The form asks for no commission')
const checker = makeChecker(view, wordsFor('de', 'baufinanzierung'), () => undefined)

const price = 400_000_00
const euros = (wert: string) => ({ wert, einheit: 'EURO' })
const percent = (wert: string) => ({ wert, einheit: 'PROZENT' })
const toPercent = (wert: string, base = price) => checker.convert(field, euros(wert), 'PROZENT', base)?.raw
const toEuros = (wert: string, base = price) => checker.convert(field, percent(wert), 'EURO', base)?.raw

describe('the unit of a fee', () => {
  it('converts an amount that stood there', () => {
    expect(toPercent('14.280,00')).toEqual(percent('3,57'))
    expect(toEuros('3,57')).toEqual(euros('14.280'))
    expect(toEuros('0')).toEqual(euros('0'))
    expect(toPercent('0')).toEqual(percent('0'))
  })

  it('leaves a number alone that was typed before its unit', () => {
    expect(toPercent('3,57')).toBeUndefined()
    expect(toPercent('2')).toBeUndefined()
    // Not readable as a percentage: the message about it stands, and so does the number.
    expect(toEuros('12.000')).toBeUndefined()
  })

  it('asks about euros that nobody pays', () => {
    const warning = (raw: { wert: string; einheit: string }) => checker.warning(field, { [field.key]: raw })
    expect(warning(euros('3,57'))).toBe('3,57\u00a0€ ist als Betrag sehr wenig. Meinen Sie Prozent?')
    expect(warning(euros('99,99'))).toBeDefined()
    for (const fine of [euros('0'), euros('100'), euros('14.280'), percent('3,57'), percent('0')])
      expect([fine, warning(fine)]).toEqual([fine, undefined])
  })

  it('never turns a number into nothing, or into what cannot be read', () => {
    const cents = fc.integer({ min: 1, max: 100_000_000_00 })
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 500_000_000 }), (typed, base) => {
        const raw = toPercent(`${(typed / 100).toFixed(2).replace('.', ',')}`, base)
        if (raw === undefined) return
        const understood = checker.value(field, raw)
        expect(understood).toMatchObject({ einheit: 'PROZENT' })
        expect(typeof understood === 'object' && understood.wert).toBeGreaterThan(0)
      }),
    )
  })
})
