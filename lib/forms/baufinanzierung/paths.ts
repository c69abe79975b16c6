import { couple, PERSONEN } from '@/lib/forms/common/lengths'
import type { Condition, Path } from '@/lib/forms/engine/types'

export { BOTH, couple, FULL, SHORT } from '@/lib/forms/common/lengths'

/**
 * Names for the longer places of the document, so that a typing mistake is a type error and a question reads in one
 * line. Browser-safe: plain texts only.
 */
const ZWECK = 'finanzierungsbedarf.finanzierungszweck'
const PRAEFERENZEN = 'finanzierungsbedarf.praeferenzen'
const ERFASSUNG = 'finanzierungsobjekt.darlehenslisteErfassung'
const DARLEHEN = `${ERFASSUNG}.darlehensliste[].darlehen`
const KUNDE = 'haushalte[].kunden[]'

export const P = {
  zweck: `${ZWECK}.@type`,
  zeit: `${PRAEFERENZEN}.zeitlicherRahmen.@type`,
  zumDatum: `${PRAEFERENZEN}.zeitlicherRahmen.zumDatum`,
  weiterePraeferenz: `${PRAEFERENZEN}.weiterePraeferenz`,

  objektGefunden: 'app.objektGefunden',
  typ: 'finanzierungsobjekt.immobilie.typ.@type',
  plz: 'finanzierungsobjekt.immobilie.adresse.plz',
  ort: 'finanzierungsobjekt.immobilie.adresse.ort',
  nutzung: 'finanzierungsobjekt.immobilie.typ.gebaeude.nutzung.wohnen.nutzungsart.@type',

  kaufpreis: `${ZWECK}.kaufpreis`,
  grundstueckkaufpreis: `${ZWECK}.grundstueckskosten.grundstueckkaufpreis`,
  grundstueckBereitsBezahlt: `${ZWECK}.grundstueckskosten.grundstueckBereitsBezahlt`,
  herstellungskosten: `${ZWECK}.herstellungskostenInklusiveEigenleistungen`,
  modernisierungskosten: `${ZWECK}.modernisierung.modernisierungskostenInklEigenleistungen`,
  kapital: `${ZWECK}.zuBeschaffendesKapital.betrag`,
  marktwert: `${ZWECK}.marktwertFinanzierungsobjekt`,
  makler: 'app.makler',
  bundesland: 'app.bundesland',
  bundeslandOffen: 'app.bundeslandOffen',
  maklergebuehr: `${ZWECK}.nebenkosten.maklergebuehr`,
  notargebuehr: `${ZWECK}.nebenkosten.notargebuehr`,
  grunderwerbsteuer: `${ZWECK}.nebenkosten.grunderwerbsteuer`,
  abloesung: `${ZWECK}.abloesungDarlehenDesFinanzierungsobjektes[].referenzIdAbzuloesendesDarlehen`,

  darlehensliste: `${ERFASSUNG}.darlehensliste`,
  darlehenErfassung: `${ERFASSUNG}.@type`,
  darlehenReferenzId: `${ERFASSUNG}.darlehensliste[].referenzId`,
  darlehenTyp: `${DARLEHEN}.@type`,
  restschuld: `${DARLEHEN}.restschuld.aktuell`,
  zinsbindungBis: `${DARLEHEN}.zinsbindungBis`,

  guthaben: 'haushalte[].finanzielleSituation.vermoegen.summeBankUndSparguthaben.guthaben',
  verwendung: 'haushalte[].finanzielleSituation.vermoegen.summeBankUndSparguthaben.verwendung',

  personen: PERSONEN,
  gemeinsamerHaushalt: 'app.gemeinsamerHaushalt',
  kundeReferenzId: `${KUNDE}.referenzId`,
  beschaeftigung: `${KUNDE}.finanzielles.beschaeftigung.@type`,
  einkommenNetto: `${KUNDE}.finanzielles.einkommenNetto`,
  miete: 'haushalte[].finanzielleSituation.ausgaben.summeMietausgaben.betragMonatlich',
  mieteEntfaellt: 'haushalte[].finanzielleSituation.ausgaben.summeMietausgaben.entfaelltMitFinanzierung',

  anrede: `${KUNDE}.personendaten.person.anrede`,
  vorname: `${KUNDE}.personendaten.person.vorname`,
  nachname: `${KUNDE}.personendaten.person.nachname`,
  email: `${KUNDE}.kontakt.email`,
  telefonnummer: `${KUNDE}.kontakt.telefonnummer`,
  weitereKontaktmoeglichkeiten: `${KUNDE}.kontakt.weitereKontaktmoeglichkeiten`,
} as const satisfies Record<string, Path>

export const PURCHASES = ['KAUF', 'KAUF_NEUBAU_VOM_BAUTRAEGER'] as const
/** The purposes with Nebenkosten. */
export const ACQUISITIONS = [...PURCHASES, 'NEUBAU'] as const
/** The purposes of someone who owns the property already. */
export const OWNERS = ['MODERNISIERUNG_UMBAU_ANBAU', 'ANSCHLUSSFINANZIERUNG', 'KAPITALBESCHAFFUNG'] as const
export const PURPOSES = [...ACQUISITIONS, ...OWNERS] as const
export type Purpose = (typeof PURPOSES)[number]

export const LOANS_EXIST = 'VORHANDENE_BESTEHENDE_DARLEHEN_DES_FINANZIERUNGSOBJEKTES'
export const NO_LOANS = 'KEINE_BESTEHENDE_DARLEHEN_DES_FINANZIERUNGSOBJEKTES'

export const purpose = (...purposes: readonly Purpose[]): Condition =>
  purposes.length === 1 && purposes[0] ? { is: [P.zweck, purposes[0]] } : { in: [P.zweck, purposes] }

/** Looking for a property, none found yet. */
export const searching: Condition = { is: [P.objektGefunden, 'nein'] }
export const plotPaid: Condition = { is: [P.grundstueckBereitsBezahlt, true] }
export const loanExists: Condition = {
  any: [purpose('ANSCHLUSSFINANZIERUNG'), { is: [P.darlehenErfassung, LOANS_EXIST] }],
}
export const together: Condition = { all: [couple, { is: [P.gemeinsamerHaushalt, true] }] }
export const apart: Condition = { all: [couple, { is: [P.gemeinsamerHaushalt, false] }] }

/** The concrete key of a pattern whose lists all stand at their first item. */
export const first = (path: Path): string => path.replaceAll('[]', '.0')
