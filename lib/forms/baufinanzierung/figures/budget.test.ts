import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usualLiving } from '@/lib/forms/common/figures/flat-rates'
import { light } from '@/lib/forms/common/figures/month'
import { certaintyOf, overview } from '@/lib/forms/engine'
import type { Answers, Read } from '@/lib/forms/engine/types'
import { energyClass } from '../energy'
import { figureSpecs } from '../figure-specs'
import { F } from '../full/places'
import { baufinanzierung } from '../index'
import { P } from '../paths'
import { steps } from '../steps'
import { answers, at, CREDIT, type Given, LOAN, OWNED, reader } from './answers.fixture'
import { budget } from './budget'
import { refinancing } from './costs'
import { financing } from './index'
import { loanToValue } from './ltv'
import { fixedYears } from './rate-wish'

const TODAY = '2026-11-21'
const WOHNEN = 'immobilie.typ.gebaeude.nutzung.wohnen'
const child = (n: number) => `haushalte.0.kinderErfassung.kinder.${n}`
const month = (given: Given, today = TODAY) => budget(reader(given), today)
const alone: Given = { [at(P.einkommenNetto)]: 3_000 }

describe('the household budget', () => {
  it('of a family that buys, partly lets and keeps a flat, by hand', () => {
    const made = month({
      [P.personen]: '2',
      [P.gemeinsamerHaushalt]: true,
      [P.zweck]: 'KAUF',
      [at(P.einkommenNetto)]: 3_000,
      [at(`${F.verhaeltnis}.anzahlGehaelterProJahr`)]: 'DREIZEHN',
      [at(P.einkommenNetto, 'haushalte.0.kunden.1')]: 1_200,
      [`${child(0)}.geburtsdatum`]: '2019-05-02',
      [`${child(0)}.kindergeldWirdBezogen`]: true,
      [`${child(1)}.geburtsdatum`]: '2021-05-02',
      [`${child(1)}.kindergeldWirdBezogen`]: true,
      [`${child(1)}.unterhalt`]: 100,
      [at(F.autos)]: 1,
      [P.nutzung]: 'TEILVERMIETET',
      [F.wohnflaeche]: 150,
      [F.vermieteteFlaeche]: 50,
      [F.mieteinnahmen]: 400,
      [`${F.stellplaetze}.0.vermietungErfassung.mieteMonatlich`]: 60,
      [`${OWNED}.einsatz`]: 'KEIN_EINSATZ',
      [`${OWNED}.${WOHNEN}.gesamtflaeche`]: 60,
      [`${OWNED}.${WOHNEN}.nutzungsart.@type`]: 'VERMIETET',
      [`${OWNED}.${WOHNEN}.nutzungsart.mieteinnahmenNettoKaltMonatlich`]: 540,
      [`${OWNED}.darlehenslisteErfassung.darlehensliste.0.rateMonatlich`]: 310,
      [at(P.miete)]: 1_100,
      [F.erbbauzins]: 1_200,
      [`${CREDIT}.rateMonatlich`]: 200,
      [`${LOAN}.darlehen.rateMonatlich`]: 90,
    })
    expect(made?.incomes).toEqual([
      { id: 'einkommen', cents: 3_250_00 + 1_200_00 },
      { id: 'kinder', cents: 2 * 259_00 + 100_00 },
      { id: 'mieten', cents: 750_00 },
    ])
    expect(made?.spending).toEqual([
      // 1,000 + 400 + 2 × 300 + 250
      { id: 'leben', cents: 2_250_00 },
      // 100 m² × 3.50 and a twelfth of the ground rent; today's rent ends
      { id: 'immobilie', cents: 450_00 },
      { id: 'raten', cents: 600_00 },
    ])
    expect(made).toMatchObject({ income: 5_818_00, expenses: 3_300_00, free: 2_518_00, rentToday: 1_100_00 })
  })
  it('of two households: each lives by itself, rent goes on where it is said', () => {
    const made = month({
      [P.personen]: '2',
      [P.gemeinsamerHaushalt]: false,
      [at(P.einkommenNetto)]: 2_000,
      [at(P.einkommenNetto, 'haushalte.1.kunden.0')]: 2_500,
      [at(F.lebenshaltung, 'haushalte.1.kunden.0')]: 800,
      [P.nutzung]: 'EIGENGENUTZT',
      [at(P.miete)]: 700,
      [at(P.miete, 'haushalte.1.kunden.0')]: 600,
      [at(P.mieteEntfaellt, 'haushalte.1.kunden.0')]: false,
    })
    expect(made?.spending).toEqual([
      { id: 'leben', cents: 1_000_00 + 800_00 },
      { id: 'miete', cents: 600_00 },
    ])
    expect(made?.income).toBe(4_500_00)
  })
  it('what is sold, replaced or cashed in costs nothing any more', () => {
    const given = {
      ...alone,
      [P.zweck]: 'ANSCHLUSSFINANZIERUNG',
      [`${OWNED}.einsatz`]: 'VERKAUFEN',
      [`${OWNED}.darlehenslisteErfassung.darlehensliste.0.rateMonatlich`]: 310,
      [`${LOAN}.darlehen.rateMonatlich`]: 900,
      [`${CREDIT}.rateMonatlich`]: 200,
      [`${CREDIT}.wirdAbgeloest`]: true,
      [at(`${F.bausparvertraege}.0.sparbeitragMonatlich`)]: 150,
      [at(`${F.bausparvertraege}.0.verwendung.@type`)]: 'AUFLOESUNG_ALS_VERWENDUNG',
      [at(`${F.versicherungen}.0.praemieMonatlich`)]: 80,
      [at(`${F.versicherungen}.0.verwendung.@type`)]: 'ABTRETEN_ALS_VERWENDUNG',
    }
    expect(month(given)?.spending).toEqual([
      { id: 'leben', cents: 1_000_00 },
      { id: 'sparen', cents: 80_00 },
    ])
    // Not included among the costs, the debt's instalment goes on.
    expect(budget(reader(given), TODAY, { refinance: false })?.expenses).toBe(1_280_00)
  })
  it.each([
    ['2024-12-31', 250],
    ['2025-01-01', 255],
    ['2025-12-31', 255],
    ['2026-01-01', 259],
    ['2031-01-01', 259],
  ])('Kindergeld on %s is %i €', (today, euros) => {
    const made = month({ ...alone, [`${child(0)}.kindergeldWirdBezogen`]: true }, today)
    expect(made?.incomes.find(({ id }) => id === 'kinder')?.cents).toBe(euros * 100)
  })
  it('says nothing while no income is known', () => {
    expect(month({ [at(P.miete)]: 500 })).toBeUndefined()
  })
  it.each([
    [-1, 'short'],
    [0, 'tight'],
    [99_99, 'tight'],
    [100_00, 'good'],
  ])('%i cents left of 1,000 euros is %s', (left, state) => expect(light(left, 1_000_00)).toBe(state))
  it('flat rates count adults, children and cars', () => {
    expect(usualLiving({ adults: 2, children: 1, cars: 2 }, TODAY)).toBe(2_200)
  })
})

describe('what figures read', () => {
  const ofPath = (key: string) => key.replace(/\.\d+(?=\.|$)/g, '[]')
  const reading: { readonly [name: string]: (read: Read) => unknown } = {
    finanzierung: (read) => [financing(read, { length: 'full' }), financing(read), refinancing(read)],
    beleihung: (read) => loanToValue(read, financing(read, { length: 'full' }).darlehensbedarf),
    haushaltsrechnung: (read) => budget(read, TODAY),
    rate: (read) => [fixedYears(read), budget(read, TODAY), financing(read, { length: 'full' })],
  }
  it.each(Object.entries(reading))('%s reads nothing that the page does not carry', (name, figure) => {
    const declared = new Set(figureSpecs[name]?.reads)
    fc.assert(
      fc.property(answers, (given) => {
        const asked = new Set<string>()
        figure((key) => {
          asked.add(key)
          return given[key]
        })
        expect([...asked].map(ofPath).filter((path) => !declared.has(path))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
  it('stands where it says', () => {
    for (const [name, { on }] of Object.entries(figureSpecs)) {
      const drawn = steps
        .filter((step) => step.figures?.includes(name) || step.folds?.some(({ figure }) => figure === name))
        .map(({ id }) => id)
      expect([name, [...new Set(drawn)]]).toEqual([name, on.filter((step) => step !== 'pruefen')])
    }
  })
  it('income is never less than its parts, and the rest is what is left', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const made = month(given)
        if (!made) return
        expect(made.free).toBe(made.income - made.expenses)
        for (const { cents } of [...made.incomes, ...made.spending])
          expect(Number.isSafeInteger(cents) && cents > 0).toBe(true)
      }),
    )
  })
})

describe('completeness', () => {
  it('counts the mandatory questions that are asked, and “I do not know” as an answer', () => {
    const env = { length: 'full', lang: 'de', today: TODAY } as const
    const stepOf = (given: Answers) =>
      overview(baufinanzierung, given, env).find(({ id }) => id === 'kosten')?.mandatory
    const zweck = { [P.zweck]: { value: 'KAUF', by: 'person' } } as const
    const before = stepOf(zweck)
    expect(before).toMatchObject({ answered: 0 })
    expect(stepOf({ ...zweck, [P.kaufpreis]: { value: 300_000, by: 'person' } })).toEqual({
      answered: 1,
      of: before?.of,
    })
    expect(
      stepOf({ ...zweck, [certaintyOf(P.kaufpreis)]: { value: 'unbekannt', by: 'person' } })?.answered,
    ).toBe(1)
  })
})

describe('the energy class', () => {
  it.each([
    [0, 'A+'],
    [30, 'A+'],
    [31, 'A'],
    [75, 'B'],
    [100, 'C'],
    [130, 'D'],
    [160, 'E'],
    [200, 'F'],
    [250, 'G'],
    [251, 'H'],
  ])('of %i kWh/m² is %s', (energy, letter) => expect(energyClass(energy)).toBe(letter))
})
