import { describe, expect, it } from 'vitest'
import { patternOf } from '@/lib/forms/engine/paths'
import type { Read, Value } from '@/lib/forms/engine/types'
import { L } from '../household-places'
import { affordableRate, budget } from './budget'
import { refinancing } from './refinancing'
import { figureSpecs } from './specs'
import { outcome } from './wish'

type Given = { readonly [key: string]: Value | undefined }
const reader =
  (given: Given): Read =>
  (key) =>
    given[key]

const WISH = 'finanzbedarf.finanzierungswunsch'
const wish = (more: Given): Given => ({ [`${WISH}.kreditbetrag`]: 10_000, ...more })
const term = wish({ 'app.laufzeitOderRate': 'laufzeit', [`${WISH}.laufzeitInMonaten`]: 48 })
const rate = (euros: number) => wish({ 'app.laufzeitOderRate': 'rate', [`${WISH}.rateMonatlich`]: euros })

describe('what the wish comes to', () => {
  it('is open until there are amount, term or instalment, and an example rate', () => {
    expect(outcome(reader({}), 500).kind).toBe('open')
    expect(outcome(reader(term), undefined).kind).toBe('open')
    expect(outcome(reader(wish({ 'app.laufzeitOderRate': 'rate' })), 500).kind).toBe('open')
  })
  it('follows from what the person fixed', () => {
    expect(outcome(reader(term), 500)).toMatchObject({ kind: 'plan', plan: { rate: 22980, months: 48 } })
    expect(outcome(reader(rate(300)), 500)).toMatchObject({ kind: 'plan', plan: { months: 36 } })
  })
  it('says that an instalment is too low, or is paid for longer than usual', () => {
    expect(outcome(reader(rate(40)), 500).kind).toBe('tooLow')
    expect(outcome(reader(rate(90)), 500)).toMatchObject({ kind: 'tooLong', plan: { months: 149 } })
    const works = { ...rate(90), 'finanzbedarf.finanzierungszweck': 'MODERNISIEREN' }
    expect(outcome(reader(works), 500).kind).toBe('plan')
  })
})

const debts: Given = {
  [`${WISH}.kreditbetrag`]: 20_000,
  [`${L.ratenkredite}.0.abloesen`]: true,
  [`${L.ratenkredite}.0.restschuld`]: 11_400.5,
  [`${L.ratenkredite}.0.rateMonatlich`]: 265,
  [`${L.ratenkredite}.1.abloesen`]: false,
  [`${L.ratenkredite}.1.restschuld`]: 900,
  [`${L.ratenkredite}.1.rateMonatlich`]: 60,
  [`${L.kreditkarten}.0.abloesen`]: true,
  [`${L.kreditkarten}.0.beanspruchterBetrag`]: 3_200,
  [`${L.kreditkarten}.0.rateMonatlich`]: 120,
  [`${L.dispositionskredite}.0.abloesen`]: true,
  [`${L.dispositionskredite}.0.beanspruchterBetrag`]: 1_000,
  [`${L.leasings}.0.rateMonatlich`]: 189,
}

describe('refinancing', () => {
  it('adds up what ends and what is still owed; the rest of the credit is free', () => {
    expect(refinancing(reader(debts))).toEqual({
      count: 3,
      owed: 15_600_50,
      freed: 385_00,
      fresh: 4_399_50,
    })
  })
  it('says how much is lacking, knows no rest without an amount, and is nothing without a loan', () => {
    expect(refinancing(reader({ ...debts, [`${WISH}.kreditbetrag`]: 15_000 }))?.fresh).toBe(-600_50)
    expect(refinancing(reader({ ...debts, [`${WISH}.kreditbetrag`]: undefined }))?.fresh).toBeUndefined()
    expect(refinancing(reader({ [`${L.ratenkredite}.0.abloesen`]: false }))).toBeUndefined()
  })
})

const TODAY = '2026-11-21'
const job = 'beschaeftigung.angestellter.beschaeftigungsverhaeltnis.nettoeinkommenMonatlich'
const couple: Given = {
  'app.personen': '2',
  'antragsteller2.wohnsituation.gemeinsamerHaushalt': true,
  [`antragsteller1.${job}`]: 3_000,
  'antragsteller2.beschaeftigung.freiberufler.nettoeinkommenJaehrlich': 24_000,
  'antragsteller1.wohnsituation.anzahlPersonenImHaushalt': 4,
  'antragsteller1.wohnsituation.anzahlPkw': 1,
  'antragsteller1.mietausgaben.betragMonatlich': 1_150,
  [`${L.kinder}.0.name`]: 'Lina',
  [`${L.kinder}.1.name`]: 'Ben',
  [`${L.kinder}.1.unterhaltseinnahmenMonatlich`]: 230,
  [`${L.nebentaetigkeit}.0.betragMonatlich`]: 300,
  [`${L.sonstigeAusgaben}.0.betragMonatlich`]: 90,
  [`${L.krankenversicherung}.0.betragMonatlich`]: 410.5,
  [`${L.unterhalt}.0.betragMonatlich`]: 200,
  [`${L.bausparvertraege}.0.sparbeitragMonatlich`]: 50,
  [`${L.immobilien}.0.mieteinnahmenKaltMonatlich`]: 600,
  [`${L.immobilien}.0.nebenkostenMonatlich`]: 80,
  [`${L.immobilien}.0.darlehen.0.rateMonatlich`]: 350,
}

describe('the month', () => {
  it('is unknown while no income is', () => {
    expect(budget(reader({ 'app.personen': '1' }), TODAY)).toBeUndefined()
    const before = { [`antragsteller1.${job}`]: 2500 }
    expect(budget(reader({ ...before, 'app.personen': '2' }), TODAY)).toBeUndefined()
    expect(budget(reader({ ...before, 'app.personen': '1' }), TODAY)).toBeDefined()
  })
  it('adds up as ratenkredit §7.4 says', () => {
    const month = budget(reader({ ...couple, ...debts }), TODAY)
    // 3,000 + 24,000 / 12; 300; 2 × 259 + 230; 600 × 0.75.
    expect(month?.incomes).toEqual([
      { id: 'einkommen', cents: 5_000_00 },
      { id: 'weitere', cents: 300_00 },
      { id: 'kinder', cents: 748_00 },
      { id: 'mieten', cents: 450_00 },
    ])
    // Two adults 1,400, two children 600, a car 250, and 90 besides; 60 + 189 go on.
    expect(month?.spending).toEqual([
      { id: 'leben', cents: 2_340_00 },
      { id: 'miete', cents: 1_150_00 },
      { id: 'immobilie', cents: 430_00 },
      { id: 'raten', cents: 249_00 },
      { id: 'vorsorge', cents: 410_50 },
      { id: 'unterhalt', cents: 200_00 },
      { id: 'sparen', cents: 50_00 },
    ])
    expect(month?.free).toBe(1_668_50)
    expect(month && affordableRate(month)).toBe(1_668_50)
  })
  it('two homes have two flat rates; a child of the second person lives in the second', () => {
    const apart = {
      'app.personen': '2',
      'antragsteller2.wohnsituation.gemeinsamerHaushalt': false,
      [`antragsteller1.${job}`]: 2_000,
      [`antragsteller2.${job}`]: 0,
      [`${L.kinder}.0.name`]: 'Lina',
      [`${L.kinder}.0.gehoertZuAntragsteller`]: 'ANTRAGSTELLER_2',
    }
    // 1,000 + (1,000 + 300), against 2,000 + 259.
    expect(budget(reader(apart), TODAY)?.free).toBe(-41_00)
  })
  it('carries nothing below nothing', () => {
    const month = budget(reader({ [`antragsteller1.${job}`]: 500 }), TODAY)
    expect(month?.free).toBe(-500_00)
    expect(month && affordableRate(month)).toBe(0)
  })
})

describe('what figures read', () => {
  it('is what the page carries for them', () => {
    const all: Given = { ...term, ...debts, ...couple }
    const readBy = (compute: (read: Read) => unknown): ReadonlySet<string> => {
      const keys = new Set<string>()
      compute((key) => {
        keys.add(patternOf(key))
        return all[key]
      })
      return keys
    }
    const declared = (name: string) => new Set(figureSpecs[name]?.reads.map((path) => patternOf(path)))
    const undeclared = (name: string, compute: (read: Read) => unknown) =>
      [...readBy(compute)].filter((path) => !declared(name).has(path))
    expect(undeclared('kreditrate', (read) => outcome(read, 500))).toEqual([])
    expect(undeclared('umschuldung', (read) => refinancing(read))).toEqual([
      // The model has no such leaf, so nobody is asked and nothing stands there.
      `${L.dispositionskredite}[].rateMonatlich`,
    ])
    expect(undeclared('haushaltsrechnung', (read) => budget(read, TODAY))).toEqual([
      `${L.dispositionskredite}[].rateMonatlich`,
    ])
  })
})
