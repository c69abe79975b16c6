import type { Read } from '@/lib/forms/engine/types'
import { feeBase, feeInCents } from '../figures'
import { P } from '../paths'
import { F } from './places'
import { sumOf } from './read'

const cents = (euros: number): number => Math.round(euros * 100)
const euros = (read: Read, key: string): number => {
  const value = read(key)
  return typeof value === 'number' ? value : 0
}

/** The additional costs in cents (self-disclosure §9.1). */
export function fees(read: Read): number {
  const base = feeBase(read)
  return [P.maklergebuehr, P.notargebuehr, P.grunderwerbsteuer].reduce((sum, path) => {
    const fee = read(path)
    return sum + (typeof fee === 'object' ? (feeInCents(fee, base) ?? 0) : 0)
  }, 0)
}

/** The total costs in cents with everything that the full form asks about (self-disclosure §9.2). */
export function totalCosts(read: Read): number {
  const extras = cents(euros(read, F.mobiliar) + euros(read, F.sonstigeKosten))
  const works = cents(euros(read, F.modernisierung) + euros(read, F.renovierung))
  switch (read(P.zweck)) {
    case 'KAUF':
      return cents(euros(read, P.kaufpreis)) + fees(read) + works + extras
    case 'KAUF_NEUBAU_VOM_BAUTRAEGER':
      return cents(euros(read, P.kaufpreis)) + fees(read) + extras
    case 'NEUBAU': {
      const plot = read(P.grundstueckBereitsBezahlt) === true ? 0 : euros(read, P.grundstueckkaufpreis)
      const building = [P.herstellungskosten, F.erschliessung, F.baunebenkosten, F.aussenanlagen]
      return cents(plot + building.reduce((sum, key) => sum + euros(read, key), 0)) + fees(read) + extras
    }
    case 'MODERNISIERUNG_UMBAU_ANBAU': {
      const own = [P.modernisierungskosten, F.renovierungskosten, F.zusatzkapital]
      return cents(own.reduce((sum, key) => sum + euros(read, key), 0)) + extras + redeemed(read)
    }
    case 'ANSCHLUSSFINANZIERUNG':
      return redeemed(read) + works + cents(euros(read, F.zusatzkapital))
    case 'KAPITALBESCHAFFUNG':
      return cents(euros(read, P.kapital)) + redeemed(read)
    default:
      return 0
  }
}

/** What is still open, in cents, of the loans on the object that are replaced. */
function redeemed(read: Read): number {
  let sum = 0
  for (let at = 0; at < 10; at += 1) {
    const loan = `${P.darlehensliste}.${at}`
    if (read(`${loan}.abloesen`) !== true) continue
    const then = read(`${loan}.darlehen.restschuld.zumAbloesetermin`)
    sum += cents(typeof then === 'number' ? then : euros(read, `${loan}.darlehen.restschuld.aktuell`))
  }
  return sum
}

const ASSETS = [
  `${F.vermoegen}.summeBankUndSparguthaben`,
  `${F.vermoegen}.summeDepotvermoegen`,
  `${F.vermoegen}.summeSparplaene`,
  `${F.vermoegen}.summeSonstigesVermoegen`,
  `${F.bausparvertraege}[]`,
  `${F.versicherungen}[]`,
]

/** Own money in cents: assets that are used, sales, own work and what is paid already (self-disclosure §9.3). */
export function ownMoney(read: Read): number {
  const used = ASSETS.map((asset) => sumOf(read, `${asset}.verwendung.maximalEinzusetzenderBetrag`))
  const sold = sumOf(read, `${F.besitz}[].maximalEinzusetzenderBetragBeiVerkauf`)
  const work = [F.eigenleistung, F.eigenleistungUmbau, F.eigenleistungModernisierung, F.beglichen]
  return cents(
    used.reduce((sum, amount) => sum + amount, 0) +
      sold +
      work.reduce((sum, key) => sum + euros(read, key), 0),
  )
}

/** Everything that the two above read. */
export const COST_READS = [
  P.zweck,
  P.kaufpreis,
  P.grundstueckkaufpreis,
  P.grundstueckBereitsBezahlt,
  P.herstellungskosten,
  P.modernisierungskosten,
  P.kapital,
  P.maklergebuehr,
  P.notargebuehr,
  P.grunderwerbsteuer,
  F.erschliessung,
  F.baunebenkosten,
  F.aussenanlagen,
  F.mobiliar,
  F.sonstigeKosten,
  F.modernisierung,
  F.renovierung,
  F.renovierungskosten,
  F.zusatzkapital,
  F.abloesen,
  `${F.loan}.restschuld.aktuell`,
  `${F.loan}.restschuld.zumAbloesetermin`,
]
export const OWN_MONEY_READS = [
  ...ASSETS.map((asset) => `${asset}.verwendung.maximalEinzusetzenderBetrag`),
  `${F.besitz}[].maximalEinzusetzenderBetragBeiVerkauf`,
  F.eigenleistung,
  F.eigenleistungUmbau,
  F.eigenleistungModernisierung,
  F.beglichen,
]
