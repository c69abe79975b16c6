import { describe, expect, it } from 'vitest'
import type { Env, Value } from '@/lib/forms/engine/types'
import { P } from '../paths'
import { adjusts } from './adjusts'
import { F } from './places'
import { fullPresets } from './presets'
import { moneyRules } from './rules-money'
import { peopleRules } from './rules-people'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }
const rules = { ...peopleRules, ...moneyRules }
type Given = { readonly [key: string]: Value }
const percent = (wert: number): Value => ({ wert, einheit: 'PROZENT' })

const ME = 'haushalte.0.kunden.0'
const PARTNER = 'haushalte.0.kunden.1'
const CHILD = 'haushalte.0.kinderErfassung.kinder.0'
const LOAN = `${P.darlehensliste}.0`
const CREDIT = 'haushalte.0.finanzielleSituation.verbindlichkeiten.ratenkredite.0'
const OWNED = 'haushalte.0.finanzielleSituation.bestehendeImmobilienErfassung.bestehendeImmobilien.0'
const BANK = 'haushalte.0.finanzielleSituation.vermoegen.summeBankUndSparguthaben'
const of = (person: string, path: string) => path.replace(F.kunde, person)

const BUY: Given = { [P.zweck]: 'KAUF', [P.kaufpreis]: 300_000, [P.notargebuehr]: percent(2) }

describe.each<[rule: string, key: string, breaks: Given, keeps: Given]>([
  [
    'childYoungerThanParent',
    `${CHILD}.geburtsdatum`,
    { [`${CHILD}.geburtsdatum`]: '2000-01-01', [of(ME, F.geburtsdatum)]: '1990-01-01' },
    { [`${CHILD}.geburtsdatum`]: '2010-01-01', [of(ME, F.geburtsdatum)]: '1990-01-01' },
  ],
  [
    'worksWithoutPermit',
    of(ME, P.beschaeftigung),
    { [of(ME, P.beschaeftigung)]: 'ARBEITER', [of(ME, F.arbeitserlaubnis)]: 'KEINE_ARBEITSERLAUBNIS' },
    { [of(ME, P.beschaeftigung)]: 'RENTNER', [of(ME, F.arbeitserlaubnis)]: 'KEINE_ARBEITSERLAUBNIS' },
  ],
  [
    'marriedAlone',
    of(ME, F.familienstand),
    { [of(ME, F.familienstand)]: 'VERHEIRATET', [P.personen]: '1' },
    { [of(ME, F.familienstand)]: 'VERHEIRATET', [P.personen]: '2' },
  ],
  [
    'separationAgrees',
    of(PARTNER, F.guetertrennung),
    {
      [of(ME, F.familienstand)]: 'VERHEIRATET',
      [of(PARTNER, F.familienstand)]: 'VERHEIRATET',
      [of(ME, F.guetertrennung)]: true,
      [of(PARTNER, F.guetertrennung)]: false,
    },
    {
      [of(ME, F.familienstand)]: 'VERHEIRATET',
      [of(PARTNER, F.familienstand)]: 'GETRENNT_LEBEND',
      [of(ME, F.guetertrennung)]: true,
      [of(PARTNER, F.guetertrennung)]: false,
    },
  ],
  [
    'benefitUpTo25',
    `${CHILD}.kindergeldWirdBezogen`,
    { [`${CHILD}.kindergeldWirdBezogen`]: true, [`${CHILD}.geburtsdatum`]: '2001-11-20' },
    { [`${CHILD}.kindergeldWirdBezogen`]: true, [`${CHILD}.geburtsdatum`]: '2001-11-21' },
  ],
  [
    'retirementAge',
    `${F.laufzeit}.jahr`,
    { [`${F.laufzeit}.jahr`]: 2035, [of(ME, F.geburtsdatum)]: '1985-03-14' },
    { [`${F.laufzeit}.jahr`]: 2052, [of(ME, F.geburtsdatum)]: '1985-03-14' },
  ],
  [
    'loanAfterRetirement',
    `${F.laufzeit}.jahre`,
    { [`${F.laufzeit}.jahre`]: 30, [of(ME, F.geburtsdatum)]: '1988-03-14' },
    { [`${F.laufzeit}.jahre`]: 29, [of(ME, F.geburtsdatum)]: '1988-03-14' },
  ],
  [
    'worksCostSomething',
    F.renovierung,
    { [F.modernisierung]: 0, [F.renovierung]: 0 },
    { [F.modernisierung]: 0, [F.renovierung]: 1 },
  ],
  [
    'ownWorkIsUsual',
    F.eigenleistung,
    { [F.eigenleistung]: 15_001, [P.herstellungskosten]: 100_000 },
    { [F.eigenleistung]: 15_000, [P.herstellungskosten]: 100_000 },
  ],
  ['paidAtMostCosts', F.beglichen, { ...BUY, [F.beglichen]: 306_001 }, { ...BUY, [F.beglichen]: 306_000 }],
  [
    'ownMoneyIsEnough',
    `${BANK}.verwendung.maximalEinzusetzenderBetrag`,
    { ...BUY, [`${BANK}.verwendung.maximalEinzusetzenderBetrag`]: 5_999 },
    { ...BUY, [`${BANK}.verwendung.maximalEinzusetzenderBetrag`]: 6_000 },
  ],
  [
    'ownMoneyIsEnough',
    `${BANK}.verwendung.maximalEinzusetzenderBetrag`,
    { ...BUY, [`${BANK}.verwendung.maximalEinzusetzenderBetrag`]: 306_000 },
    { ...BUY, [`${BANK}.verwendung.maximalEinzusetzenderBetrag`]: 305_999 },
  ],
  [
    'letAreaIsPart',
    F.vermieteteFlaeche,
    { [F.vermieteteFlaeche]: 100, [F.wohnflaeche]: 100 },
    { [F.vermieteteFlaeche]: 99, [F.wohnflaeche]: 100 },
  ],
  [
    'rentIsUsual',
    F.mieteinnahmen,
    { [F.mieteinnahmen]: 290, [F.wohnflaeche]: 100 },
    { [F.mieteinnahmen]: 290, [F.wohnflaeche]: 100, [F.vermieteteFlaeche]: 50 },
  ],
  [
    'rentGoesOn',
    P.mieteEntfaellt,
    { [P.mieteEntfaellt]: false, [P.nutzung]: 'EIGENGENUTZT' },
    { [P.mieteEntfaellt]: false, [P.nutzung]: 'VERMIETET' },
  ],
  [
    'instalmentPaysInterest',
    `${LOAN}.darlehen.rateMonatlich`,
    {
      [`${LOAN}.darlehen.rateMonatlich`]: 400,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 120_000,
      [`${LOAN}.darlehen.sollzins`]: 4,
    },
    {
      [`${LOAN}.darlehen.rateMonatlich`]: 401,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 120_000,
      [`${LOAN}.darlehen.sollzins`]: 4,
    },
  ],
  [
    'somethingIsFinanced',
    `${LOAN}.abloesen`,
    { [P.zweck]: 'ANSCHLUSSFINANZIERUNG', [`${LOAN}.abloesen`]: false },
    { [P.zweck]: 'ANSCHLUSSFINANZIERUNG', [`${LOAN}.abloesen`]: false, [F.zusatzkapital]: 5_000 },
  ],
  [
    'proceedsAfterLoans',
    `${OWNED}.maximalEinzusetzenderBetragBeiVerkauf`,
    {
      [`${OWNED}.marktwert`]: 200_000,
      [`${OWNED}.darlehenslisteErfassung.darlehensliste.0.restschuld.aktuell`]: 50_000,
      [`${OWNED}.maximalEinzusetzenderBetragBeiVerkauf`]: 150_001,
    },
    {
      [`${OWNED}.marktwert`]: 200_000,
      [`${OWNED}.darlehenslisteErfassung.darlehensliste.0.restschuld.aktuell`]: 50_000,
      [`${OWNED}.maximalEinzusetzenderBetragBeiVerkauf`]: 150_000,
    },
  ],
  [
    'sameLoanTwice',
    `${CREDIT}.restschuld`,
    {
      [`${CREDIT}.restschuld`]: 9_000,
      [`${CREDIT}.glaeubiger`]: 'ing',
      [`${LOAN}.darlehen.darlehensgeber`]: 'ING',
      [`${LOAN}.darlehen.restschuld.aktuell`]: 9_000,
    },
    {
      [`${CREDIT}.restschuld`]: 9_000,
      [`${CREDIT}.glaeubiger`]: 'ing',
      [`${LOAN}.darlehen.darlehensgeber`]: 'ING',
      [`${LOAN}.darlehen.restschuld.aktuell`]: 9_001,
    },
  ],
  [
    'leaseOutlastsLoan',
    F.erbbauBis,
    { [F.erbbauBis]: 2065, [`${F.laufzeit}.jahre`]: 30 },
    { [F.erbbauBis]: 2066, [`${F.laufzeit}.jahre`]: 30 },
  ],
])('%s', (name, key, breaks, keeps) => {
  const check = (given: Given) =>
    rules[name]?.check(
      (one) => given[one],
      env,
      key,
      () => [],
    )
  it('speaks up exactly at its limit', () => {
    expect(check(breaks)).toMatchObject({ key })
    expect(check(keeps)).toBeNull()
    expect(check({})).toBeNull()
  })
})

describe('what the form mends', () => {
  const mend = (name: string, key: string, given: Given) =>
    adjusts[name]?.check((one) => given[one], env, key)
  it.each([
    [0, 'EIGENGENUTZT'],
    [100, 'VERMIETET'],
    [50, undefined],
  ])('a let area of %s of 100', (part, use) => {
    const found = mend('letAreaIsAllOrNothing', F.vermieteteFlaeche, {
      [F.vermieteteFlaeche]: part,
      [F.wohnflaeche]: 100,
    })
    expect(found?.to).toBe(use)
    if (found) expect(found.key).toBe(P.nutzung)
  })
  it('nothing of an asset is used', () => {
    const key = `${BANK}.verwendung.maximalEinzusetzenderBetrag`
    expect(mend('nothingUsed', key, { [key]: 0 })).toMatchObject({
      key: `${BANK}.verwendung.@type`,
      to: 'KEINE_VERWENDUNG',
    })
    expect(mend('nothingUsed', key, { [key]: 1 })).toBeNull()
  })
})

describe('prefills', () => {
  const preset = (name: string, key: string, given: Given) =>
    fullPresets[name]?.value((one) => given[one], env, key)
  it('living costs count adults, children and cars', () => {
    const given = {
      [P.personen]: '2',
      [P.gemeinsamerHaushalt]: true,
      [of(PARTNER, P.beschaeftigung)]: 'ARBEITER',
      [`${CHILD}.geburtsdatum`]: '2020-01-01',
      'haushalte.0.zusatzangaben.kfzAnzahl': 2,
    }
    expect(preset('lebenshaltung', 'haushalte.0.zusatzangaben.lebenshaltungskostenMonatlich', given)).toBe(
      2_200,
    )
    expect(preset('lebenshaltung', 'haushalte.1.zusatzangaben.lebenshaltungskostenMonatlich', given)).toBe(
      1_000,
    )
  })
  it('the balance at the end follows from rate and interest', () => {
    const loan = `${LOAN}.darlehen`
    const key = `${loan}.restschuld.zumAbloesetermin`
    const given = {
      [`${loan}.restschuld.aktuell`]: 100_000,
      [`${loan}.rateMonatlich`]: 1_000,
      [`${loan}.zinsbindungBis`]: '2027-11-30',
    }
    expect(preset('restschuldAmEnde', key, { ...given, [`${loan}.sollzins`]: 0 })).toBe(88_000)
    expect(preset('restschuldAmEnde', key, { ...given, [`${loan}.sollzins`]: 2 })).toBe(89_900)
    expect(preset('restschuldAmEnde', key, given)).toBeUndefined()
  })
  it('who lives in the property is offered its address', () => {
    const given = { [P.zweck]: 'ANSCHLUSSFINANZIERUNG', [P.nutzung]: 'EIGENGENUTZT', [F.strasse]: 'Am Hof' }
    expect(preset('anschriftStrasse', `${ME}.wohnsituation.anschrift.strasse`, given)).toBe('Am Hof')
    expect(preset('anschriftStrasse', `${PARTNER}.wohnsituation.anschrift.strasse`, given)).toBeUndefined()
    expect(
      preset('anschriftStrasse', `${ME}.wohnsituation.anschrift.strasse`, {
        ...given,
        [P.nutzung]: 'VERMIETET',
      }),
    ).toBeUndefined()
  })
})
