import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Read, Value } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { first, P, PURPOSES } from '../paths'
import { feeInCents, financing } from './index'

const reader =
  (answers: { readonly [key: string]: Value | undefined }): Read =>
  (key) =>
    answers[key]
const percent = (wert: number) => ({ wert, einheit: 'PROZENT' as const })
const sum = (parts: readonly { cents: number }[]) => parts.reduce((total, { cents }) => total + cents, 0)

describe('financing', () => {
  it('adds up the example of look-and-words: 350,000 in Cologne with 80,000 of own money', () => {
    const result = financing(
      reader({
        [P.zweck]: 'KAUF',
        [P.kaufpreis]: 350_000,
        [P.maklergebuehr]: percent(3.57),
        [P.notargebuehr]: percent(2),
        [P.grunderwerbsteuer]: percent(6.5),
        [first(P.guthaben)]: 80_000,
      }),
    )
    expect(result).toMatchObject({
      nebenkosten: 42_245_00,
      gesamtkosten: 392_245_00,
      eigenkapital: 80_000_00,
      darlehensbedarf: 312_245_00,
      surplus: 0,
    })
    expect(result.costs.map(({ id }) => id)).toEqual(['kaufpreis', 'nebenkosten'])
    expect(result.paidWith.map(({ id }) => id)).toEqual(['eigenkapital', 'darlehen'])
  })

  it('leaves a paid plot out of the loan, but takes its fees', () => {
    const result = financing(
      reader({
        [P.zweck]: 'NEUBAU',
        [P.grundstueckkaufpreis]: 120_000,
        [P.grundstueckBereitsBezahlt]: true,
        [P.herstellungskosten]: 410_000,
        [P.maklergebuehr]: { wert: 0, einheit: 'EURO' },
        [P.notargebuehr]: percent(2),
        [first(P.guthaben)]: 60_000,
      }),
    )
    expect(result).toMatchObject({
      nebenkosten: 2_400_00,
      gesamtkosten: 412_400_00,
      darlehensbedarf: 352_400_00,
    })
  })

  it.each([
    ['MODERNISIERUNG_UMBAU_ANBAU', P.modernisierungskosten],
    ['ANSCHLUSSFINANZIERUNG', first(P.restschuld)],
    ['KAPITALBESCHAFFUNG', P.kapital],
  ])('%s has one cost and no Nebenkosten', (zweck, key) => {
    expect(financing(reader({ [P.zweck]: zweck, [key]: 100_000 }))).toMatchObject({
      nebenkosten: 0,
      gesamtkosten: 100_000_00,
      darlehensbedarf: 100_000_00,
      eigenkapital: undefined,
    })
  })

  it('says nothing while the price is missing', () => {
    const result = financing(reader({ [P.zweck]: 'KAUF', [P.notargebuehr]: percent(2) }))
    expect(result).toMatchObject({ costs: [], paidWith: [] })
    expect(result.gesamtkosten).toBeUndefined()
    expect(financing(reader({})).nebenkosten).toBeUndefined()
  })

  it('says when no loan is needed, and when own money is below the fees', () => {
    const buy = { [P.zweck]: 'KAUF', [P.kaufpreis]: 100_000, [P.notargebuehr]: percent(2) }
    expect(financing(reader({ ...buy, [first(P.guthaben)]: 200_000 }))).toMatchObject({
      darlehensbedarf: 0,
      surplus: 98_000_00,
      remark: { level: 'info' },
    })
    expect(financing(reader({ ...buy, [first(P.guthaben)]: 100 })).remark?.level).toBe('warn')
    expect(financing(reader(buy)).remark).toBeUndefined()
  })

  it('the long form says nothing about own money before its amount has been asked for', () => {
    const buy = {
      [P.zweck]: 'KAUF',
      [P.kaufpreis]: 100_000,
      [P.notargebuehr]: percent(2),
      [F.beglichen]: 100,
    }
    const savings = first(P.guthaben)
    const used = first(P.guthaben).replace(/guthaben$/, 'verwendung.maximalEinzusetzenderBetrag')
    const remark = (more: { readonly [key: string]: number }) =>
      financing(reader({ ...buy, ...more }), { length: 'full' }).remark?.level
    expect(remark({})).toBeUndefined()
    expect(remark({ [savings]: 5_000 })).toBeUndefined()
    expect(remark({ [savings]: 5_000, [used]: 100 })).toBe('warn')
    expect(remark({ [savings]: 0 })).toBe('warn')
  })

  it('both bars are as long as the costs, and no loan is negative, whatever the answers', () => {
    const money = fc.option(fc.double({ min: 0, max: 10_000_000, noNaN: true }), { nil: undefined })
    const fee = fc.option(
      fc.record({
        wert: fc.double({ min: 0, max: 100_000, noNaN: true }),
        einheit: fc.constantFrom('EURO' as const, 'PROZENT' as const),
      }),
      { nil: undefined },
    )
    const answers = fc.record({
      [P.zweck]: fc.constantFrom(...PURPOSES),
      [P.kaufpreis]: money,
      [P.grundstueckkaufpreis]: money,
      [P.grundstueckBereitsBezahlt]: fc.boolean(),
      [P.herstellungskosten]: money,
      [P.modernisierungskosten]: money,
      [P.kapital]: money,
      [first(P.restschuld)]: money,
      [P.maklergebuehr]: fee,
      [P.notargebuehr]: fee,
      [P.grunderwerbsteuer]: fee,
      [first(P.guthaben)]: money,
    })
    fc.assert(
      fc.property(answers, (given) => {
        const { gesamtkosten, darlehensbedarf = 0, surplus = 0, costs, paidWith } = financing(reader(given))
        expect(sum(costs)).toBe(gesamtkosten ?? 0)
        expect(sum(paidWith)).toBe(gesamtkosten ?? 0)
        expect(Math.min(darlehensbedarf, surplus)).toBe(0)
        expect(darlehensbedarf).toBeGreaterThanOrEqual(0)
        for (const { cents } of [...costs, ...paidWith])
          expect(Number.isInteger(cents) && cents > 0).toBe(true)
      }),
    )
  })
})

describe('feeInCents', () => {
  it('takes euros as they are and percent of the base', () => {
    expect(feeInCents({ wert: 12_495, einheit: 'EURO' }, undefined)).toBe(12_495_00)
    expect(feeInCents(percent(3.57), 350_000_00)).toBe(12_495_00)
    expect(feeInCents(percent(3.57), undefined)).toBeUndefined()
    expect(feeInCents(percent(0), undefined)).toBe(0)
  })
})
