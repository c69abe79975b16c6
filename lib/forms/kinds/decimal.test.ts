import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal } from './decimal'
import { parse } from './index'

type Lang = 'de' | 'en'
const money = (raw: string, lang: Lang = 'de', bounds?: Parameters<typeof parse>[3]) =>
  parse('money-eur', raw, lang, bounds)
const amount = (raw: string, lang: Lang = 'de') => {
  const found = money(raw, lang)
  return found.kind === 'value' ? found.value : found.kind
}

describe('amounts', () => {
  it.each([
    ['350.000', 350_000],
    ['350000', 350_000],
    ['350000,50', 350_000.5],
    ['350.000,5', 350_000.5],
    ['350 Tsd', 350_000],
    ['350 Tsd.', 350_000],
    ['350k', 350_000],
    ['350 Tsd €', 350_000],
    ['1,2 Mio', 1_200_000],
    ['1.5 Mio. Euro', 1_500_000],
    ['0,35 Mio', 350_000],
    ['€ 350.000,-', 350_000],
    ['350.000,-- €', 350_000],
    ['350.000,– EUR', 350_000],
    ['ca. 350.000', 350_000],
    ['350\u00a0000', 350_000],
    ['350\u202f000', 350_000],
    ["350'000", 350_000],
    ['350’000,25', 350_000.25],
    ['350 000', 350_000],
    ['1.234', 1234],
    ['1234.56', 1234.56],
    ['1,234.56', 1234.56],
    ['1.234,56', 1234.56],
    ['0,1', 0.1],
    [',5', 0.5],
    ['-0', 0],
    ['+5', 5],
    ['0', 0],
    ['007', 7],
    ['１２３', 123],
    ['١٢٣', 123],
    ['12,00000', 12],
    ['999999999999,99', 999_999_999_999.99],
  ])('%s in German is %d', (raw, meant) => expect(amount(raw)).toBe(meant))

  it.each([
    ['350,000', 350_000],
    ['350,000.50', 350_000.5],
    ['350k', 350_000],
    ['1.2 million', 1_200_000],
    ['€350,000', 350_000],
    ['1.234,56', 1234.56],
    ['1,234', 1234],
  ])('%s in English is %d', (raw, meant) => expect(amount(raw, 'en')).toBe(meant))

  it.each([
    'NaN',
    '1e3',
    '0x10',
    '∞',
    'Infinity',
    'zehn',
    '1.2.3',
    '1,2,3',
    '12.34.567',
    '--5',
    '€',
    '1 2',
    '3%',
  ])('%s is refused', (raw) => expect(money(raw).kind).toBe('error'))

  it('refuses more digits than a number can hold, and a minus', () => {
    expect(amount('1234567890123456')).toBe('error')
    expect(money('-5')).toMatchObject({
      text: { de: 'Bitte ohne Minus. Wenn nichts anfällt, tragen Sie 0 ein.' },
    })
    expect(money('12,3456')).toMatchObject({ kind: 'error', text: { de: expect.stringContaining('Komma') } })
  })

  it('takes no text for no answer', () => {
    for (const raw of ['', '  ', '\u00a0', '\u200b']) expect(money(raw).kind).toBe('empty')
  })

  it('asks where two readings stay plausible, and each choice means only itself', () => {
    const found = money('12,345')
    expect(found).toMatchObject({
      kind: 'ambiguous',
      text: { de: 'Welcher Betrag ist gemeint?' },
      readings: [
        { value: 12_345, label: '12.345\u00a0€' },
        { value: 12.35, label: '12,35\u00a0€' },
      ],
    })
    for (const lang of ['de', 'en'] as const) {
      const asked = money(lang === 'de' ? '12,345' : '12.345', lang)
      if (asked.kind !== 'ambiguous') throw new Error('expected two readings')
      for (const { text, value } of asked.readings)
        expect(money(text, lang)).toEqual({ kind: 'value', value })
    }
  })

  it('lets bounds decide between two readings', () => {
    expect(money('12,345', 'de', { bounds: [{ min: 1000, else: 'warn' }] })).toMatchObject({ value: 12_345 })
    expect(parse('percent', '3.570', 'de', { bounds: [{ max: 15, else: 'block' }] })).toMatchObject({
      value: 3.57,
    })
    expect(parse('percent', '3.570', 'de')).toMatchObject({ value: 3570 })
  })

  it('never brings floating point noise in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.constantFrom<Lang>('de', 'en'),
        (cents, lang) => {
          const text = `${Math.floor(cents / 100)}${lang === 'de' ? ',' : '.'}${String(cents % 100).padStart(2, '0')}`
          const found = money(text, lang)
          if (found.kind !== 'value') throw new Error(text)
          expect(Math.round(Number(found.value) * 100)).toBe(cents)
          expect(formatDecimal(Number(found.value), 'en').replaceAll(',', '')).toBe(String(cents / 100))
        },
      ),
    )
  })
})
