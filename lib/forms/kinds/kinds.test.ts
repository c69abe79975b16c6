import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Kind, Lang, Value } from '../engine/types'
import { lastDay } from './calendar'
import { display, echo, format, parse } from './index'
import { BROKEN, cleanText } from './text'

const lang = fc.constantFrom<Lang>('de', 'en')
const digits = (least: number, most: number) => fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`))
const amounts = fc.integer({ min: 0, max: 9_999_999_999 }).map((cents) => cents / 100)
const days = fc
  .record({
    year: fc.integer({ min: 1800, max: 2200 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.nat(30),
  })
  .map(({ year, month, day }) => {
    const inMonth = (day % lastDay(year, month)) + 1
    return `${year}-${String(month).padStart(2, '0')}-${String(inMonth).padStart(2, '0')}`
  })
const texts = fc
  .string({ unit: 'grapheme', maxLength: 60 })
  .map((text) => cleanText(text.replaceAll('\0', '')))
  .filter((text) => text !== '')

const values: { readonly [kind in Kind]: fc.Arbitrary<Value> } = {
  'money-eur': amounts,
  'money-eur-monthly': amounts,
  'money-eur-yearly': amounts,
  amountOrPercent: fc.oneof(
    amounts.map((wert) => ({ wert, einheit: 'EURO' as const })),
    fc.integer({ min: 0, max: 15_000 }).map((wert) => ({ wert: wert / 1000, einheit: 'PROZENT' as const })),
  ),
  percent: fc.integer({ min: 0, max: 999_999 }).map((thousandths) => thousandths / 1000),
  number: fc.integer({ min: 0, max: 999_999_999 }).map((thousandths) => thousandths / 1000),
  integer: fc.nat(),
  count: fc.nat(),
  months: fc.nat(),
  years: fc.nat(),
  year: fc.integer({ min: 1000, max: 9999 }),
  'area-m2': amounts,
  date: days,
  plz: digits(5, 5),
  text: texts,
  'text-long': texts,
  email: fc.constantFrom('erika@example.org', 'e+m@sub.müller.de', "o'neill@example.co.uk", 'a@b.io'),
  phone: fc.oneof(
    digits(3, 8).map((rest) => `0221 ${rest}`),
    digits(5, 10).map((rest) => `+43 1 ${rest}`),
    digits(6, 8).map((rest) => `0171 ${rest}`),
  ),
  choice: fc.constantFrom('KAUF', 'NEUBAU', '1', 'ja'),
  boolean: fc.boolean(),
  country: fc.constantFrom('DE', 'AT'),
  iban: fc.constantFrom('DE89370400440532013000', 'GB82WEST12345698765432'),
  bic: fc.constantFrom('COBADEFFXXX', 'COLSDE33'),
  taxid: fc.constantFrom('86095742719', '47036892816'),
}

describe('every kind', () => {
  it.each(Object.keys(values) as Kind[])('%s: what the control shows is read as the same value', (kind) => {
    fc.assert(
      fc.property(values[kind], lang, (value, language) => {
        const opts = kind === 'choice' ? { options: [String(value)] } : {}
        expect(parse(kind, format(kind, value, language), language, opts)).toMatchObject({
          kind: 'value',
          value,
        })
        expect(display(kind, value, language)).not.toBe('')
      }),
    )
  })

  it.each(Object.keys(values) as Kind[])(
    '%s: takes any text without throwing, and never reads NUL',
    (kind) => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 40 }), lang, (raw, language) => {
          const found = parse(kind, raw, language)
          if (found.kind === 'value' && typeof found.value === 'number')
            expect(Number.isFinite(found.value)).toBe(true)
          expect(parse(kind, `${raw}\0`, language).kind).not.toBe('value')
        }),
      )
      for (const raw of ['__proto__', 'constructor', 'x'.repeat(100_000), '\ud800']) parse(kind, raw, 'de')
    },
  )
})

describe('dates', () => {
  const day = (raw: string, language: Lang = 'de', monthMeans?: 'first' | 'last') => {
    const found = parse('date', raw, language, monthMeans ? { monthMeans } : {})
    return found.kind === 'value' ? found.value : found.kind === 'error' ? found.text.de : found.kind
  }
  it.each([
    '14031985',
    '14.3.1985',
    '14,3,1985',
    '14/03/1985',
    '1985-03-14',
    '14. März 1985',
    '14 3 1985',
    '14. Maerz 1985',
    '14 Mar 1985',
  ])('%s is the 14th of March 1985', (raw) => expect(day(raw)).toBe('1985-03-14'))
  it('reads month names and the American order in English', () => {
    expect(day('March 14, 1985', 'en')).toBe('1985-03-14')
    expect(day('03/14/1985', 'en')).toBe('1985-03-14')
    expect(day('04/03/1985', 'en')).toBe('1985-03-04')
  })
  it('completes a month by the question', () => {
    expect(day('03.2015', 'de', 'first')).toBe('2015-03-01')
    expect(day('02/2024', 'en', 'last')).toBe('2024-02-29')
    expect(day('März 2015', 'de', 'last')).toBe('2015-03-31')
    expect(day('03.2015')).toContain('Tag, Monat und Jahr')
  })
  it('is strict about the calendar and about years', () => {
    expect(day('30.02.1985')).toBe('Den 30. Februar gibt es nicht. Bitte prüfen Sie den Tag.')
    expect(day('29.02.2025')).toBe('Den 29. Februar 2025 gibt es nicht. Bitte prüfen Sie den Tag.')
    expect(day('29.02.2028')).toBe('2028-02-29')
    expect(day('14.3.85')).toBe('Bitte das Jahr mit vier Ziffern, zum Beispiel 1985.')
    expect(day('140385')).toBe('Bitte das Jahr mit vier Ziffern, zum Beispiel 1985.')
    for (const raw of ['0000-00-00', '31.13.2020', '14.03.9999', 'gestern', '1985'])
      expect(day(raw)).toMatch(/Bitte/)
  })
  it('reads the months of Austria', () => {
    expect(day('3. Jänner 1985')).toBe('1985-01-03')
    expect(day('3 Feber 1985')).toBe('1985-02-03')
  })
  it('takes a year of two digits for the latest that the question allows', () => {
    const within = (raw: string, days: { min?: string; max?: string }) => {
      const found = parse('date', raw, 'de', { days })
      return found.kind === 'value' ? found.value : found.kind
    }
    const adult = { min: '1906-12-01', max: '2008-12-01' }
    expect(within('14.3.85', adult)).toBe('1985-03-14')
    expect(within('140385', adult)).toBe('1985-03-14')
    expect(within('14.3.05', adult)).toBe('2005-03-14')
    expect(within('14.3.20', adult)).toBe('1920-03-14')
    expect(within('1.3.27', { min: '2026-12-01' })).toBe('2027-03-01')
    expect(within('1.3.27', { max: '2026-12-01' })).toBe('1927-03-01')
    expect(within('1.3.27', {})).toBe('error')
    expect(within('30.2.85', adult)).toBe('error')
  })
  it('says what it understood', () => expect(echo('date', '1985-03-14', 'de')).toBe('14. März 1985'))
})

describe('texts and codes', () => {
  const read = (kind: Kind, raw: string, options?: string[]) => {
    const found = parse(kind, raw, 'de', options ? { options } : {})
    return found.kind === 'value' ? found.value : found.kind
  }
  it('keeps names byte for byte after NFC, trimming and LF', () => {
    expect(read('text', '  Mu\u0308ller-Lu\u0308denscheidt ')).toBe('Müller-Lüdenscheidt')
    expect(read('text-long', 'a\r\nb\rc')).toBe('a\nb\nc')
    for (const name of ['O’Neill', "d'Arcy", 'Nguyễn', 'İpek', 'ẞ', 'ב', '<b>', '{{7*7}}', 'Ⅷ'])
      expect(read('text', name)).toBe(name)
  })
  it('counts what a person counts', () => {
    expect(read('text', '👨‍👩‍👧‍👦'.repeat(100))).toBe('👨‍👩‍👧‍👦'.repeat(100))
    expect(read('text', 'x'.repeat(101))).toBe('error')
    expect(read('text-long', 'x'.repeat(500))).toBe('x'.repeat(500))
    expect(parse('text', 'a\0', 'de')).toEqual(BROKEN)
    expect(parse('text', '\ud800', 'de')).toEqual(BROKEN)
  })
  it('reads postcodes as texts', () => {
    expect(read('plz', ' D-01 067\u200b')).toBe('01067')
    expect(read('plz', '５０６６７')).toBe('50667')
    for (const raw of ['5066', '506670', '5066a', '50.667']) expect(read('plz', raw)).toBe('error')
  })
  it('is strict about mail where a header could break, and hints at slips', () => {
    for (const raw of [
      'a@b',
      'a b@c.de',
      'a@@c.de',
      'a@c..de',
      'a@c.de\r\nBcc: x@y.de',
      '@c.de',
      'a@-c.de',
      `${'x'.repeat(250)}@c.de`,
      '.a@c.de',
    ])
      expect(read('email', raw), raw).toBe('error')
    expect(read('email', ' Erika+x@Exämple.org ')).toBe('Erika+x@Exämple.org')
    expect(read('email', '\ufefferika@example.org\u200b')).toBe('erika@example.org')
    expect(parse('email', 'erika@gmial.com', 'de')).toMatchObject({ suggestion: 'erika@gmail.com' })
    expect(parse('email', 'erika@gmx.de', 'de')).not.toHaveProperty('suggestion')
  })
  it.each([
    ['0221/123 45 67', '0221 1234567'],
    ['+49 (0)221 / 123-4567', '0221 1234567'],
    ['0049 221 1234567', '0221 1234567'],
    ['01711234567', '0171 1234567'],
    ['0043 1 58858', '+43 1 58858'],
    ['+43 1 58858', '+43 1 58858'],
    ['(0221) 1234567', '0221 1234567'],
    ['02211234567', '02211234567'],
  ])('phone %s → %s', (raw, spelt) => expect(read('phone', raw)).toBe(spelt))
  it.each([
    ['tel:+49221123456', '0221123456'],
    ['Tel.: 0221 123456', '0221 123456'],
    ['Mobil 0171 1234567', '0171 1234567'],
  ])('phone %s, pasted along with its name, → %s', (raw, spelt) => expect(read('phone', raw)).toBe(spelt))
  it('drops what is pasted along with a code', () => {
    for (const raw of ['DE 50667', 'de-50667', 'D50667', 'D–50667']) expect(read('plz', raw)).toBe('50667')
    for (const raw of ['IBAN DE89 3704 0044 0532 0130 00', 'iban: DE89370400440532013000'])
      expect(read('iban', raw)).toBe('DE89370400440532013000')
    for (const raw of ['BIC: COBADEFFXXX', 'SWIFT/COBADEFFXXX', 'bic cobadeffxxx'])
      expect(read('bic', raw)).toBe('COBADEFFXXX')
    expect(read('taxid', 'Steuer-ID: 86 095 742 719')).toBe('86095742719')
    expect(read('count', '4 Personen')).toBe(4)
  })
  it('reads a span in the other unit', () => {
    expect(read('months', '4 Jahre')).toBe(48)
    expect(read('months', '1,5 Jahre')).toBe(18)
    expect(read('months', '2 Jahre und 6 Monate')).toBe(30)
    expect(read('months', '1,3 Jahre')).toBe('error')
    expect(read('years', '4 Jahre')).toBe(4)
    expect(read('years', '48 Monate')).toBe(4)
    expect(read('years', '50 Monate')).toBe('error')
  })
  it('reads what a month brings net, and no gross amount in its place', () => {
    for (const raw of ['3.200€ netto', '3.200 € netto im Monat', 'netto 3200', '3200 € mtl. netto'])
      expect(read('money-eur-monthly', raw), raw).toBe(3200)
    expect(read('money-eur-monthly', '3.200 € brutto')).toBe('error')
  })
  it.each([
    ['lena', 'mit @'],
    ['lena@web', 'Nach web fehlt das Ende'],
    ['lena@', 'fehlt der Anbieter'],
    ['@web.de', 'fehlt der Name'],
    ['lena@web,de', 'Das Zeichen ,'],
    ['le na@web.de', 'Leerzeichen'],
    ['lena@@web.de', 'nur ein @'],
    ['lena@web..de', 'Ein Punkt'],
    ['lena.@web.de', 'Ein Punkt'],
    ['lena@-web.de', 'nach dem @'],
    [`${'x'.repeat(65)}@web.de`, 'zu lang'],
  ])('says of the address %s what is wrong', (raw, said) =>
    expect(parse('email', raw, 'de')).toMatchObject({
      kind: 'error',
      text: { de: expect.stringContaining(said) },
    }),
  )
  it.each([
    'gmail.de',
    'mail.com',
    'ymail.com',
    'gmx.com',
    'ge.com',
    'live.at',
    'life.de',
    'me.de',
    'hotmail.fr',
    'email.de',
  ])('suggests nobody else’s mailbox for %s', (domain) =>
    expect(parse('email', `lena@${domain}`, 'de')).toEqual({ kind: 'value', value: `lena@${domain}` }),
  )
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['wbe.de', 'web.de'],
    ['hotmial.de', 'hotmail.de'],
    ['t-onlin.de', 't-online.de'],
    ['gmx.ed', 'gmx.de'],
  ])('hints at the slip in %s', (typed, meant) =>
    expect(parse('email', `lena@${typed}`, 'de')).toMatchObject({ suggestion: `lena@${meant}` }),
  )
  it('drops what nobody sees, at the ends and inside', () => {
    for (const mark of [
      '\u200b',
      '\u200d',
      '\u200c',
      '\u200e',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\u00ad',
      '\u3164',
      '\ufe0f',
      '\u2800',
      '\u{e0041}',
    ])
      for (const kind of ['text', 'text-long', 'email'] as const) {
        const typed = kind === 'email' ? 'lena@web.de' : 'Lena'
        const among = `${mark}${[...typed].join(mark)}${mark}${mark}`
        expect(read(kind, among), `${kind} U+${mark.codePointAt(0)?.toString(16)}`).toBe(typed)
      }
    expect(read('text', '\u200b\u3164')).toBe('empty')
  })
  it.each([
    'علی\u200cرضا',
    'क्\u200dष',
    'ক্\u200cষ',
    'ශ්\u200dරී',
    '👩🏽\u200d🚀',
    '🏳️\u200d🌈',
    '1️⃣',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '葛\u{e0100}城',
  ])('keeps the marks that %s needs', (typed) => expect(read('text', typed)).toBe(typed))
  it('wants an area code and digits only', () => {
    for (const raw of ['123', '1234567', '0221 ABC', '+', '0'.repeat(16)])
      expect(read('phone', raw), raw).toBe('error')
  })
  it('takes only what is offered', () => {
    expect(read('choice', 'KAUF', ['KAUF'])).toBe('KAUF')
    expect(read('choice', 'kauf', ['KAUF'])).toBe('error')
    expect(read('boolean', 'ja')).toBe(true)
    expect(read('boolean', 'true')).toBe('error')
  })
  it('checks the digits of codes', () => {
    expect(read('iban', 'de89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000')
    expect(read('iban', 'DE88 3704 0044 0532 0130 00')).toBe('error')
    expect(parse('iban', 'DE89 3704 0044 0532 0130', 'de')).toMatchObject({
      text: { de: 'Es fehlen 2 Zeichen.' },
    })
    expect(read('taxid', '86095742718')).toBe('error')
  })
  it('reads a unit that was typed, and refuses too much as a percentage', () => {
    expect(parse('amountOrPercent', { wert: '3,57', einheit: 'PROZENT' }, 'de')).toMatchObject({
      value: { wert: 3.57 },
    })
    expect(parse('amountOrPercent', { wert: '500 €', einheit: 'PROZENT' }, 'de')).toMatchObject({
      value: { wert: 500, einheit: 'EURO' },
    })
    expect(parse('amountOrPercent', { wert: '12.495', einheit: 'PROZENT' }, 'de')).toMatchObject({
      text: { de: '12.495 ist als Prozent zu viel. Meinen Sie Euro?' },
    })
    expect(parse('amountOrPercent', { wert: '', einheit: 'EURO' }, 'de').kind).toBe('empty')
    expect(parse('amountOrPercent', { wert: '5', einheit: 'X' }, 'de').kind).toBe('error')
  })
})
