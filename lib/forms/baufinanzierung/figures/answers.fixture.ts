import fc from 'fast-check'
import type { Read, Value } from '@/lib/forms/engine/types'
import { figureSpecs } from '../figure-specs'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P, PURPOSES } from '../paths'

export type Given = { readonly [key: string]: Value | undefined }

/** For tests: reads what is given. */
export const reader =
  (given: Given): Read =>
  (key) =>
    given[key]

export const percent = (wert: number): Value => ({ wert, einheit: 'PROZENT' })
export const euro = (wert: number): Value => ({ wert, einheit: 'EURO' })

const LEAVES: { readonly [ending: string]: fc.Arbitrary<Value> } = {
  '@type': fc.constantFrom(
    'AUFLOESUNG_ALS_VERWENDUNG',
    'KEINE_VERWENDUNG',
    'EIGENGENUTZT',
    'VERMIETET',
    'TEILVERMIETET',
  ),
  einsatz: fc.constantFrom('VERKAUFEN', 'ALS_ZUSATZSICHERHEIT', 'KEIN_EINSATZ'),
  anzahlGehaelterProJahr: fc.constantFrom('ZWOELF', 'DREIZEHN_EINHALB', 'FUENFZEHN'),
  geburtsdatum: fc.constant('2020-05-02'),
  personen: fc.constantFrom('1', '2'),
}
const BOOLEANS =
  /(abloesen|wirdAbgeloest|kindergeldWirdBezogen|grundstueckBereitsBezahlt|entfaelltMitFinanzierung|gemeinsamerHaushalt)$/
const FEES = [P.maklergebuehr, P.notargebuehr, P.grunderwerbsteuer]

function valueAt(path: string): fc.Arbitrary<Value> {
  if (path === P.zweck) return fc.constantFrom(...PURPOSES)
  if (FEES.some((fee) => fee === path))
    return fc.record({
      wert: fc.integer({ min: 0, max: 1500 }).map((n) => n / 100),
      einheit: fc.constant('PROZENT' as const),
    })
  if (BOOLEANS.test(path)) return fc.boolean()
  return LEAVES[path.split('.').at(-1) ?? ''] ?? fc.integer({ min: 0, max: 200_000_000 }).map((n) => n / 100)
}

const reads = [...new Set(Object.values(figureSpecs).flatMap((spec) => spec.reads))]
/** A few places of each path: both households, the first two items. */
const places = reads.flatMap((path) =>
  keysOf(path)
    .filter((key) => !/\.[2-9](\.|$)/.test(key))
    .map((key) => [key, path] as const),
)

/** Answers at some of all the places that any figure reads. */
export const answers: fc.Arbitrary<Given> = fc
  .subarray(places, { minLength: 1 })
  .chain((some) => fc.record(Object.fromEntries(some.map(([key, path]) => [key, valueAt(path)]))))
  .map((given): Given => ({ [P.zweck]: 'KAUF', ...given }))

export const LOAN = `${P.darlehensliste}.0`
export const OWNED = 'haushalte.0.finanzielleSituation.bestehendeImmobilienErfassung.bestehendeImmobilien.0'
export const CREDIT = 'haushalte.0.finanzielleSituation.verbindlichkeiten.ratenkredite.0'
export const BANK = 'haushalte.0.finanzielleSituation.vermoegen.summeBankUndSparguthaben.verwendung'
export const at = (path: string, person = 'haushalte.0.kunden.0'): string =>
  path.replace(F.kunde, person).replace(F.haushalt, person.split('.').slice(0, 2).join('.'))
