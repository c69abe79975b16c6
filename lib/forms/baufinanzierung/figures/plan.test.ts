import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { F } from '../full/places'
import { P } from '../paths'
import { answers, BANK, CREDIT, euro, type Given, LOAN, OWNED, percent, reader } from './answers.fixture'
import { type Financing, financing } from './index'
import { loanToValue } from './ltv'

const FEES = {
  [P.maklergebuehr]: percent(3.57),
  [P.notargebuehr]: percent(2),
  [P.grunderwerbsteuer]: percent(6.5),
}
const full = (given: Given, refinance = true): Financing =>
  financing(reader(given), { length: 'full', refinance })
const cash = (amount: number) => ({
  [`${BANK}.@type`]: 'AUFLOESUNG_ALS_VERWENDUNG',
  [`${BANK}.maximalEinzusetzenderBetrag`]: amount,
})

/** Worked out by hand, in euros: Nebenkosten, total, own money, loan, value, loan to value in per cent. */
const examples: readonly [
  string,
  Given,
  { nk: number; gk: number; ek?: number; d: number; v: number; ltv: number },
][] = [
  [
    'KAUF with works, furniture, own work and a payment on account',
    {
      [P.zweck]: 'KAUF',
      [P.kaufpreis]: 400_000,
      ...FEES,
      [F.modernisierung]: 50_000,
      [F.renovierung]: 10_000,
      [F.mobiliar]: 15_000,
      [F.sonstigeKosten]: 5_000,
      ...cash(100_000),
      [F.eigenleistungModernisierung]: 5_000,
      [F.beglichen]: 2_280,
    },
    // 400,000 × 12.07 % = 48,280; value 400,000 + 0.7 × 50,000
    { nk: 48_280, gk: 528_280, ek: 107_280, d: 421_000, v: 435_000, ltv: 96.78 },
  ],
  [
    'KAUF_NEUBAU_VOM_BAUTRAEGER: modernisation does not exist there',
    {
      [P.zweck]: 'KAUF_NEUBAU_VOM_BAUTRAEGER',
      [P.kaufpreis]: 300_000,
      [P.maklergebuehr]: euro(0),
      [P.notargebuehr]: percent(2),
      [P.grunderwerbsteuer]: euro(15_000),
      [F.mobiliar]: 9_000,
      [F.eigenleistung]: 10_000,
      ...cash(50_000),
    },
    { nk: 21_000, gk: 330_000, ek: 60_000, d: 270_000, v: 300_000, ltv: 90 },
  ],
  [
    'NEUBAU, plot still to be paid',
    {
      [P.zweck]: 'NEUBAU',
      [P.grundstueckkaufpreis]: 120_000,
      [P.grundstueckBereitsBezahlt]: false,
      [P.herstellungskosten]: 400_000,
      [F.erschliessung]: 20_000,
      [F.baunebenkosten]: 60_000,
      [F.aussenanlagen]: 10_000,
      [P.notargebuehr]: percent(2),
      ...cash(112_400),
    },
    // 2 % of the plot only; Baunebenkosten are spent, but add no value
    { nk: 2_400, gk: 612_400, ek: 112_400, d: 500_000, v: 550_000, ltv: 90.91 },
  ],
  [
    'NEUBAU, plot paid: neither cost nor own money, but value',
    {
      [P.zweck]: 'NEUBAU',
      [P.grundstueckkaufpreis]: 120_000,
      [P.grundstueckBereitsBezahlt]: true,
      [P.herstellungskosten]: 400_000,
      [P.notargebuehr]: euro(0),
    },
    { nk: 0, gk: 400_000, d: 400_000, v: 520_000, ltv: 76.92 },
  ],
  [
    'NEUBAU, a loan on the paid plot is replaced: a debt beside the costs',
    {
      [P.zweck]: 'NEUBAU',
      [P.grundstueckkaufpreis]: 120_000,
      [P.grundstueckBereitsBezahlt]: true,
      [P.herstellungskosten]: 400_000,
      [`${LOAN}.abloesen`]: true,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 30_000,
    },
    { nk: 0, gk: 430_000, d: 430_000, v: 520_000, ltv: 82.69 },
  ],
  [
    'MODERNISIERUNG with a loan that is replaced and one that stays',
    {
      [P.zweck]: 'MODERNISIERUNG_UMBAU_ANBAU',
      [P.modernisierungskosten]: 80_000,
      [F.renovierungskosten]: 10_000,
      [F.zusatzkapital]: 5_000,
      [P.marktwert]: 344_000,
      [`${LOAN}.abloesen`]: true,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 100_000,
      [`${LOAN}.darlehen.restschuld.zumAbloesetermin`]: 95_000,
      [`${P.darlehensliste}.1.abloesen`]: false,
      [`${P.darlehensliste}.1.darlehen.restschuld.aktuell`]: 40_000,
      [F.eigenleistungUmbau]: 10_000,
    },
    // 80 + 10 + 5 + 95 = 190; loan 180 + 40 stay = 220 of 344 + 0.7 × 80 = 400
    { nk: 0, gk: 190_000, ek: 10_000, d: 180_000, v: 400_000, ltv: 55 },
  ],
  [
    'ANSCHLUSSFINANZIERUNG takes the balance at the end of the fixed rate; its loan counts as replaced until said otherwise',
    {
      [P.zweck]: 'ANSCHLUSSFINANZIERUNG',
      [P.marktwert]: 300_000,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 150_000,
      [`${LOAN}.darlehen.restschuld.zumAbloesetermin`]: 140_000,
      [`${P.darlehensliste}.1.abloesen`]: false,
      [`${P.darlehensliste}.1.darlehen.restschuld.aktuell`]: 10_000,
      [F.modernisierung]: 20_000,
      [F.renovierung]: 5_000,
      [F.zusatzkapital]: 15_000,
      ...cash(30_000),
    },
    // 140 + 25 + 15 − 30 = 150, and 10 stay; 300 + 14
    { nk: 0, gk: 180_000, ek: 30_000, d: 150_000, v: 314_000, ltv: 50.96 },
  ],
  [
    'KAPITALBESCHAFFUNG with a loan that is replaced',
    {
      [P.zweck]: 'KAPITALBESCHAFFUNG',
      [P.kapital]: 60_000,
      [P.marktwert]: 250_000,
      [`${LOAN}.abloesen`]: true,
      [`${LOAN}.darlehen.restschuld.aktuell`]: 40_000,
    },
    { nk: 0, gk: 100_000, d: 100_000, v: 250_000, ltv: 40 },
  ],
]

describe('costs, own money, loan and loan to value of each purpose', () => {
  it.each(examples)('%s', (_name, given, { nk, gk, ek, d, v, ltv }) => {
    const made = full(given)
    expect(made).toMatchObject({ nebenkosten: nk * 100, gesamtkosten: gk * 100, darlehensbedarf: d * 100 })
    expect(made.eigenkapital).toBe(ek === undefined ? undefined : ek * 100)
    expect(loanToValue(reader(given), made.darlehensbedarf)).toMatchObject({
      value: v * 100,
      share: Math.round(ltv * 100),
    })
  })
})

describe('what counts and what does not', () => {
  const buy: Given = { [P.zweck]: 'KAUF', [P.kaufpreis]: 200_000 }
  it('both households put in money; a contract that is assigned and a property kept as security are no cash', () => {
    const made = full({
      ...buy,
      ...cash(10_000),
      'haushalte.1.finanzielleSituation.vermoegen.bausparvertraege.1.verwendung.maximalEinzusetzenderBetrag': 2_000,
      'haushalte.1.finanzielleSituation.vermoegen.lebensOderRentenversicherungen.0.verwendung.@type':
        'ABTRETEN_ALS_VERWENDUNG',
      [`${OWNED}.maximalEinzusetzenderBetragBeiVerkauf`]: 90_000,
      'haushalte.1.finanzielleSituation.bestehendeImmobilienErfassung.bestehendeImmobilien.0.einsatz':
        'ALS_ZUSATZSICHERHEIT',
      'haushalte.1.finanzielleSituation.bestehendeImmobilienErfassung.bestehendeImmobilien.0.einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit': 50_000,
    })
    expect(made).toMatchObject({ eigenkapital: 102_000_00, darlehensbedarf: 98_000_00 })
  })
  it('a balance in the bank is own money only once it is used', () => {
    expect(full({ ...buy, [P.guthaben.replace('[]', '.0')]: 80_000 })).toMatchObject({
      eigenkapital: 0,
      darlehensbedarf: 200_000_00,
    })
    expect(full(buy).eigenkapital).toBeUndefined()
  })
  it('debts that are paid off are a line of their own that can be left out', () => {
    const given = { ...buy, [`${CREDIT}.wirdAbgeloest`]: true, [`${CREDIT}.restschuld`]: 12_000 }
    expect(full(given).costs.map(({ id, cents }) => [id, cents])).toEqual([
      ['kaufpreis', 200_000_00],
      ['umschuldung', 12_000_00],
    ])
    expect(full(given, false).darlehensbedarf).toBe(200_000_00)
    expect(full({ ...given, [`${CREDIT}.wirdAbgeloest`]: false }).darlehensbedarf).toBe(200_000_00)
  })
  it('property as security lowers the second line only', () => {
    const given = {
      ...buy,
      [`${OWNED}.einsatz`]: 'ALS_ZUSATZSICHERHEIT',
      [`${OWNED}.einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit`]: 50_000,
    }
    expect(loanToValue(reader(given), 200_000_00)).toMatchObject({
      share: 100_00,
      band: 100,
      cautious: 111_11,
      secured: { value: 250_000_00, share: 80_00, band: 80 },
    })
    expect(loanToValue(reader(buy), 200_000_00)?.secured).toBeUndefined()
  })
  it.each([
    [60_00, 60],
    [60_01, 80],
    [90_00, 90],
    [100_00, 100],
    [100_01, 'more'],
  ])('%i basis points stand in band %s', (share, band) => {
    expect(loanToValue(reader({ ...buy, [P.kaufpreis]: 100 }), share)?.band).toBe(band)
  })
  it.each<[string, Given]>([
    ['a price', { [P.zweck]: 'KAUF' }],
    ['the plot', { [P.zweck]: 'NEUBAU', [P.herstellungskosten]: 1 }],
    [
      'the balance of a loan that is replaced',
      { [P.zweck]: 'KAPITALBESCHAFFUNG', [P.kapital]: 1, [`${LOAN}.abloesen`]: true },
    ],
    ['every loan', { [P.zweck]: 'ANSCHLUSSFINANZIERUNG' }],
    ['the purpose', {}],
  ])('without %s nothing is claimed', (_what, given) => {
    const made = full(given)
    expect([made.gesamtkosten, made.darlehensbedarf, made.costs]).toEqual([undefined, undefined, []])
    expect(loanToValue(reader(given), made.darlehensbedarf)).toBeUndefined()
  })
})

describe('laws', () => {
  it('loan and own money cover the costs, bars are as long as them, and nothing is negative', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (given, refinance) => {
        const {
          gesamtkosten,
          eigenkapital = 0,
          darlehensbedarf = 0,
          surplus = 0,
          costs,
          paidWith,
        } = full(given, refinance)
        if (gesamtkosten === undefined) return
        expect(darlehensbedarf + eigenkapital).toBeGreaterThanOrEqual(gesamtkosten)
        expect(Math.min(darlehensbedarf, surplus)).toBe(0)
        for (const bar of [costs, paidWith]) {
          expect(bar.reduce((sum, { cents }) => sum + cents, 0)).toBe(gesamtkosten)
          for (const { cents } of bar) expect(Number.isSafeInteger(cents) && cents > 0).toBe(true)
        }
      }),
    )
  })
  it('more own money never means more loan, a higher price never less', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 0, max: 500_000 }), (given, more) => {
        const before = full(given).darlehensbedarf ?? 0
        const own = `${BANK}.maximalEinzusetzenderBetrag`
        const richer = { ...given, [own]: Number(given[own] ?? 0) + more }
        expect(full(richer).darlehensbedarf ?? 0).toBeLessThanOrEqual(before)
        const price = given[P.kaufpreis]
        if (typeof price === 'number')
          expect(full({ ...given, [P.kaufpreis]: price + more }).darlehensbedarf ?? 0).toBeGreaterThanOrEqual(
            before,
          )
      }),
    )
  })
})
