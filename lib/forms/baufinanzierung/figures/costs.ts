import { amount, ok, sum } from '@/lib/forms/common/figures/cents'
import type { Path, Read, Text } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'
import { FEE_READS, fees, purposeOf } from './fees'
import { OBJECT_LOAN_READS, toReplace } from './object-loans'
import { total } from './totals'

export type CostId =
  | 'kaufpreis'
  | 'grundstueck'
  | 'baukosten'
  | 'erschliessung'
  | 'nebenkosten'
  | 'modernisierung'
  | 'weitere'
  | 'restschuld'
  | 'kapital'
  | 'umschuldung'

export const COST_LABELS: { readonly [id in CostId]: Text } = {
  kaufpreis: { de: 'Kaufpreis', en: 'Purchase price' },
  grundstueck: { de: 'Grundstück', en: 'Plot' },
  baukosten: { de: 'Baukosten', en: 'Construction' },
  erschliessung: {
    de: 'Erschließung, Baunebenkosten, Außenanlagen',
    en: 'Site, ancillary and outdoor costs',
  },
  nebenkosten: { de: 'Nebenkosten', en: 'Additional costs' },
  modernisierung: { de: 'Modernisierung', en: 'Works' },
  weitere: { de: 'Weitere Kosten', en: 'Other costs' },
  restschuld: { de: 'Restschuld', en: 'Balance' },
  kapital: { de: 'Gewünschter Betrag', en: 'Amount needed' },
  umschuldung: { de: 'Umschuldung', en: 'Debts paid off' },
}

/** A part of the costs; undefined while an answer that it cannot do without is open. */
export type Part = { id: CostId; cents: number | undefined }

const DEBTS = [`${F.ratenkredite}[]`, `${F.privatdarlehen}[]`, F.sonstigeSchuld]
/** Each debt that can stand in the document. */
export const debtKeys = DEBTS.flatMap((path) => keysOf(path))

export const COST_READS: readonly Path[] = [
  ...FEE_READS,
  ...OBJECT_LOAN_READS,
  P.grundstueckBereitsBezahlt,
  P.herstellungskosten,
  P.modernisierungskosten,
  P.kapital,
  F.erschliessung,
  F.baunebenkosten,
  F.aussenanlagen,
  F.mobiliar,
  F.sonstigeKosten,
  F.modernisierung,
  F.renovierung,
  F.renovierungskosten,
  F.zusatzkapital,
  ...DEBTS.flatMap((debt) => [`${debt}.restschuld`, `${debt}.wirdAbgeloest`]),
]

const all = (read: Read, ...keys: readonly string[]): number => sum(keys.map((key) => ok(read, key)))

/** The parts of the total costs (self-disclosure §9.2), the largest kind first. */
export function costParts(read: Read): readonly Part[] {
  const other: Part = { id: 'weitere', cents: all(read, F.mobiliar, F.sonstigeKosten) }
  const works: Part = { id: 'modernisierung', cents: all(read, F.modernisierung, F.renovierung) }
  const price: Part = { id: 'kaufpreis', cents: amount(read, P.kaufpreis) }
  const nebenkosten: Part = { id: 'nebenkosten', cents: fees(read) }
  const replaced = toReplace(read)
  const open: Part = { id: 'restschuld', cents: replaced === null ? 0 : replaced }
  const more: Part = { id: 'kapital', cents: ok(read, F.zusatzkapital) }
  switch (purposeOf(read)) {
    case 'KAUF':
      return [price, nebenkosten, works, other]
    case 'KAUF_NEUBAU_VOM_BAUTRAEGER':
      return [price, nebenkosten, other]
    case 'NEUBAU': {
      const paid = read(P.grundstueckBereitsBezahlt) === true
      return [
        { id: 'grundstueck', cents: paid ? 0 : amount(read, P.grundstueckkaufpreis) },
        { id: 'baukosten', cents: amount(read, P.herstellungskosten) },
        { id: 'nebenkosten', cents: fees(read) },
        { id: 'erschliessung', cents: all(read, F.erschliessung, F.baunebenkosten, F.aussenanlagen) },
        other,
      ]
    }
    case 'MODERNISIERUNG_UMBAU_ANBAU': {
      const cost = amount(read, P.modernisierungskosten)
      const renovated = cost === undefined ? undefined : cost + ok(read, F.renovierungskosten)
      return [{ id: 'modernisierung', cents: renovated }, other, more, open]
    }
    case 'ANSCHLUSSFINANZIERUNG': {
      // Without any loan or capital nothing is known yet.
      const nothing = replaced === null && amount(read, F.zusatzkapital) === undefined
      return [nothing ? { ...open, cents: undefined } : open, works, more]
    }
    case 'KAPITALBESCHAFFUNG':
      return [{ id: 'kapital', cents: amount(read, P.kapital) }, open]
    case undefined:
      return []
  }
}

/**
 * Debts that the financing shall pay off. A loan on one's own plot that a new building replaces is such a debt too:
 * the costs of the building do not contain it.
 */
export function refinancing(read: Read): number {
  const debts = debtKeys
    .filter((debt) => read(`${debt}.wirdAbgeloest`) === true)
    .map((debt) => ok(read, `${debt}.restschuld`))
  const plot = purposeOf(read) === 'NEUBAU' ? (toReplace(read) ?? 0) : 0
  return sum(debts) + plot
}

/** Costs that include renovation in their value add to the property (self-disclosure §9.5). */
export const valueAdding = (read: Read): number => {
  switch (purposeOf(read)) {
    case 'MODERNISIERUNG_UMBAU_ANBAU':
      return total(read, P.modernisierungskosten)
    case 'KAUF':
    case 'ANSCHLUSSFINANZIERUNG':
      return total(read, F.modernisierung)
    default:
      return 0
  }
}
