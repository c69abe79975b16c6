import { describe, expect, it } from 'vitest'
import { applyChanges, checkPage, notesOf, toDocument, walk } from '@/lib/forms/engine'
import type { Answers, Env } from '@/lib/forms/engine/types'
import { ratenkredit as form } from './index'
import { FIRST_PERSON as ME, of, P, SECOND_PERSON as YOU } from './paths'
import { address, home, items, named, origin, type Typed, wish } from './personas/build'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

const say = (typed: Typed, before: Answers = {}): Answers =>
  Object.entries(typed).reduce<Answers>((answers, [key, to]) => {
    const { [key]: _, ...others } = answers
    return applyChanges(form, others, [{ key, from: null, to }], env).answers
  }, before)
const found = (answers: Answers, page: string, level: 'errors' | 'warnings') =>
  checkPage(form, answers, env, page)[level].map(({ key }) => key)
const asked = (answers: Answers, key: string) => walk(form, answers, env).instances.has(key)

const alone: Typed = { [P.personen]: '1', ...named(ME, 'Max', 'Muster', '02.05.1984') }
const couple: Typed = { ...alone, [P.personen]: '2', ...named(YOU, 'Mia', 'Muster', '19.08.1986') }
const STREET = ['Weg', '1', '50823', 'Köln'] as const

describe('the wish', () => {
  it('covers what it replaces', () => {
    const debt = items('ratenkredite', [
      { glaeubiger: 'Bank', abloesen: 'ja', rateMonatlich: '100', restschuld: '9.000,01' },
      { glaeubiger: 'Bank', abloesen: 'nein', rateMonatlich: '100', restschuld: '50.000' },
    ])
    const short = say({ ...wish('UMSCHULDUNG', '9.000', { months: '48' }), ...alone, ...debt })
    expect(found(short, 'kreditwunsch', 'errors')).toEqual([P.kreditbetrag])
    expect(walk(form, short, env).firstOpen).toBe('kreditwunsch')
    expect(found(say({ [P.kreditbetrag]: '9.000,01' }, short), 'kreditwunsch', 'errors')).toEqual([])
    expect(found(say({ [P.zweck]: 'FREIE_VERWENDUNG' }, short), 'kreditwunsch', 'errors')).toEqual([])
  })

  it('has a term up to ten years, fifteen for works on a home, and the rate has to reach', () => {
    const months = (purpose: string, count: string) =>
      found(say(wish(purpose, '12.000', { months: count })), 'kreditwunsch', 'errors')
    expect([months('FREIE_VERWENDUNG', '120'), months('FREIE_VERWENDUNG', '121')]).toEqual([[], [P.laufzeit]])
    expect([months('MODERNISIEREN', '180'), months('MODERNISIEREN', '181')]).toEqual([[], [P.laufzeit]])
    const rate = (amount: string) =>
      found(say(wish('FREIE_VERWENDUNG', '12.000', { rate: amount })), 'kreditwunsch', 'errors')
    expect([rate('100'), rate('99,99')]).toEqual([[], [P.rate]])
  })

  it('sends only what the person fixed, in the unit that they know', () => {
    const both = say({
      ...wish('FAHRZEUGKAUF', '12.000', { months: '48' }),
      [P.leistung]: 'ps',
      [P.ps]: '150',
    })
    const changed = say({ [P.fest]: 'rate', [P.rate]: '300', [P.leistung]: 'kw', [P.kw]: '110' }, both)
    expect(toDocument(form, both, env)).toMatchObject({
      finanzbedarf: { finanzierungswunsch: { laufzeitInMonaten: 48 }, fahrzeugkauf: { ps: 150 } },
    })
    expect(toDocument(form, changed, env)).toEqual({
      finanzbedarf: {
        finanzierungszweck: 'FAHRZEUGKAUF',
        finanzierungswunsch: { kreditbetrag: 12_000, rateMonatlich: 300 },
        fahrzeugkauf: { kw: 110 },
      },
    })
    expect(toDocument(form, say({ [P.zweck]: 'MODERNISIEREN' }, changed), env)).toEqual({
      finanzbedarf: {
        finanzierungszweck: 'MODERNISIEREN',
        finanzierungswunsch: { kreditbetrag: 12_000, rateMonatlich: 300 },
      },
    })
  })

  it('looks twice at a loan beyond what is left of the price', () => {
    const car = say({ ...wish('FAHRZEUGKAUF', '12.000', { months: '48' }), [P.fahrzeugpreis]: '11.000' })
    expect(found(car, 'kreditwunsch/2', 'warnings')).toEqual([P.fahrzeugpreis])
    const paid = say({ [P.fahrzeugpreis]: '14.000', [P.beglichen]: '2.500' }, car)
    expect(found(paid, 'kreditwunsch/2', 'warnings')).toEqual([P.beglichen])
    expect(found(say({ [P.beglichen]: '2.000' }, paid), 'kreditwunsch/2', 'warnings')).toEqual([])
  })
})

describe('the people', () => {
  it('show a permit only if no nationality frees them from it', () => {
    const kind = of(ME, P.aufenthaltstitel)
    const from = (country: string, further: Typed = {}) =>
      asked(say({ ...alone, [of(ME, P.staat)]: country, ...further }), kind)
    expect([from('DE'), from('CH'), from('GB'), from('SONSTIGE')]).toEqual([false, false, true, true])
    const second = (country: string) => ({
      [of(ME, P.weitereStaatenDa)]: 'ja',
      [`${of(ME, P.weitereStaaten)}.0`]: country,
    })
    expect([from('US', second('IT')), from('US', second('IN'))]).toEqual([false, true])
  })

  it('have a Blue Card that becomes a remark, because the API knows none', () => {
    const until = of(ME, P.aufenthaltBis)
    const blue = say({
      ...wish('FREIE_VERWENDUNG', '5.000', { months: '48' }),
      ...alone,
      [of(ME, P.staat)]: 'IN',
      [of(ME, P.aufenthaltstitel)]: 'BLAUE_KARTE_EU',
      [until]: '20.11.2030',
    })
    expect(toDocument(form, blue, env)).toMatchObject({
      antragsteller1: { herkunft: { staatsangehoerigkeit: 'IN', aufenthaltBefristetBis: '2030-11-20' } },
    })
    expect(JSON.stringify(toDocument(form, blue, env))).not.toContain('BLAUE')
    expect(notesOf(form, blue, env)).toEqual(['Aufenthaltstitel von Antragsteller 1: Blaue Karte EU'])
    const page = walk(form, blue, env).instances.get(until)?.page ?? ''
    expect(found(blue, page, 'warnings')).toEqual([until])
    expect(found(say({ [until]: '21.11.2030' }, blue), page, 'warnings')).toEqual([])
  })
})

describe('the homes', () => {
  const shared = say({
    ...couple,
    ...origin(ME, 'Köln', 'LEDIG'),
    ...address(ME, STREET, '03.2018'),
    ...home(ME, 'ZUR_MIETE', '2', '1'),
    [of(YOU, P.gemeinsamerHaushalt)]: 'ja',
    [of(YOU, P.wohnart)]: 'ZUR_MIETE',
    [of(ME, P.miete)]: '900',
  })
  const rents = (answers: Answers) =>
    (toDocument(form, answers, env) as { haushalt?: { ausgaben?: { mietausgaben?: unknown } } }).haushalt
      ?.ausgaben?.mietausgaben

  it('are one: its address and counts stand with both, its rent with both together', () => {
    const wohnsituation = {
      anschrift: { strasse: 'Weg', ort: 'Köln' },
      anzahlPersonenImHaushalt: 2,
      anzahlPkw: 1,
    }
    expect(toDocument(form, shared, env)).toMatchObject({
      antragsteller1: { wohnsituation },
      antragsteller2: { wohnsituation: { ...wohnsituation, gemeinsamerHaushalt: true } },
    })
    expect(toDocument(form, shared, env)).not.toHaveProperty(
      'antragsteller1.wohnsituation.gemeinsamerHaushalt',
    )
    expect(rents(shared)).toEqual([{ betragMonatlich: 900, gehoertZuAntragsteller: 'BEIDE' }])
    expect(asked(shared, of(YOU, P.miete))).toBe(false)
  })

  it('are two: each person has their own, and their own rent', () => {
    const apart = say(
      { [of(YOU, P.gemeinsamerHaushalt)]: 'nein', ...home(YOU, 'ZUR_MIETE', '1'), [of(YOU, P.miete)]: '500' },
      shared,
    )
    expect(rents(apart)).toEqual([
      { betragMonatlich: 900, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' },
      { betragMonatlich: 500, gehoertZuAntragsteller: 'ANTRAGSTELLER_2' },
    ])
    // Who moves in with the other pays no rent of their own, and a document written before follows.
    const before = toDocument(form, apart, env)
    const together = say({ [of(YOU, P.gemeinsamerHaushalt)]: 'ja' }, apart)
    expect(toDocument(form, together, env, before)).toMatchObject({
      antragsteller2: { wohnsituation: { anschrift: { strasse: 'Weg' }, anzahlPersonenImHaushalt: 2 } },
      haushalt: { ausgaben: { mietausgaben: [{ betragMonatlich: 900, gehoertZuAntragsteller: 'BEIDE' }] } },
    })
  })

  it('hold everybody who says to live there', () => {
    const page = walk(form, shared, env).instances.get(of(ME, P.personenImHaushalt))?.page ?? ''
    const one = say({ [of(ME, P.personenImHaushalt)]: '1' }, shared)
    expect(found(one, page, 'errors')).toContain(of(ME, P.personenImHaushalt))
    const child = say(items('kinder', [{ name: 'Ida', gehoertZuAntragsteller: 'BEIDE' }]), shared)
    expect(found(child, page, 'warnings')).toEqual([of(ME, P.personenImHaushalt)])
    expect(found(say({ [of(ME, P.personenImHaushalt)]: '3' }, child), page, 'warnings')).toEqual([])
  })

  it('ask for the one before if the last move was less than three years ago', () => {
    const street = `${of(ME, P.voranschrift)}.strasse`
    const since = (date: string) => asked(say({ [of(ME, P.wohnhaftSeit)]: date }, shared), street)
    expect([since('21.11.2023'), since('22.11.2023')]).toEqual([false, true])
  })
})

it('who asks alone owns every entry without being asked', () => {
  const one = say({
    ...alone,
    ...items('sonstigeAusgaben', [{ betragMonatlich: '50' }]),
    [P.iban]: 'DE98600100700160451700',
  })
  expect(toDocument(form, one, env)).toMatchObject({
    haushalt: {
      ausgaben: { sonstigeAusgaben: [{ betragMonatlich: 50, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' }] },
      kontoverbindung: { gehoertZuAntragsteller: 'ANTRAGSTELLER_1' },
    },
  })
  expect(asked(one, P.kontoinhaber)).toBe(true)
  expect(walk(form, one, env).pages.flatMap(({ fields }) => fields.map(({ key }) => key))).not.toContain(
    P.kontoinhaber,
  )
  expect(toDocument(form, say(alone), env)).not.toHaveProperty('haushalt')
})
