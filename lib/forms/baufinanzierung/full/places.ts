import type { Path } from '@/lib/forms/engine/types'
import { P } from '../paths'

/** Names for the places of the document that only the full form asks about; the browser loads this file with the figures only. */
const ZWECK = 'finanzierungsbedarf.finanzierungszweck'
const WUENSCHE = 'finanzierungsbedarf.praeferenzen'
const DETAILS = `${WUENSCHE}.finanzierungsdetailspraeferenzen`
const OBJEKT = 'finanzierungsobjekt.immobilie'
const GEBAEUDE = `${OBJEKT}.typ.gebaeude`
const WOHNEN = `${GEBAEUDE}.nutzung.wohnen`
const GEWERBE = `${GEBAEUDE}.nutzung.gewerbeErfassung`
const STELLPLAETZE = `${OBJEKT}.stellplaetzeErfassung.stellplaetze`
const LOAN = `${P.darlehensliste}[].darlehen`
const H = 'haushalte[]'
const K = 'haushalte[].kunden[]'
const FS = `${H}.finanzielleSituation`
const BI = `${FS}.bestehendeImmobilienErfassung.bestehendeImmobilien`
const BI_LOANS = `${BI}[].darlehenslisteErfassung.darlehensliste`
const JOB = `${K}.finanzielles.beschaeftigung`
const PERSON = `${K}.personendaten`
const PERMIT = `${PERSON}.nichtEuBuerger.aufenthaltstitel`
const WOHNSITUATION = `${K}.wohnsituation`
const VERMOEGEN = `${FS}.vermoegen`
const SCHULDEN = `${FS}.verbindlichkeiten`
const EIN = `${FS}.einnahmen`
const AUS = `${FS}.ausgaben`

export const F = {
  haushalt: H,
  kunde: K,

  // objekt
  strasse: `${OBJEKT}.adresse.strasse`,
  hausnummer: `${OBJEKT}.adresse.hausnummer`,
  typ: `${OBJEKT}.typ`,
  gebaeude: GEBAEUDE,
  wohnflaeche: `${WOHNEN}.gesamtflaeche`,
  vermieteteFlaeche: `${WOHNEN}.nutzungsart.vermieteteFlaeche`,
  mieteinnahmen: `${WOHNEN}.nutzungsart.mieteinnahmenNettoKaltMonatlich`,
  gewerbe: `${GEWERBE}.@type`,
  gewerbeflaeche: `${GEWERBE}.gewerbe.gesamtflaeche`,
  gewerbenutzung: `${GEWERBE}.gewerbe.nutzungsart.@type`,
  gewerbeVermietet: `${GEWERBE}.gewerbe.nutzungsart.vermieteteFlaeche`,
  gewerbeMiete: `${GEWERBE}.gewerbe.nutzungsart.mieteinnahmenNettoKaltMonatlich`,
  grundstuecksgroesse: `${OBJEKT}.typ.grundstuecksgroesse`,
  baujahr: `${GEBAEUDE}.baujahr`,
  modernisiert: `${GEBAEUDE}.modernisierungErfassung.@type`,
  modernisiertJahr: `${GEBAEUDE}.modernisierungErfassung.jahr`,
  modernisiertGrad: `${GEBAEUDE}.modernisierungErfassung.grad`,
  ausweistyp: `${GEBAEUDE}.energieEffizienzAusweis.ausweistyp`,
  endEnergie: `${GEBAEUDE}.energieEffizienzAusweis.endEnergie`,
  energieausweis: 'app.energieausweis',
  energieklasse: 'app.energieklasse',
  erbbaurecht: `${OBJEKT}.erbbaurechtErfassung.@type`,
  erbbauzins: `${OBJEKT}.erbbaurechtErfassung.erbbauzinsJaehrlich`,
  erbbauBis: `${OBJEKT}.erbbaurechtErfassung.laufzeitBis`,
  erbbauEigentuemer: `${OBJEKT}.erbbaurechtErfassung.grundstueckseigentuemer`,
  stellplaetze: STELLPLAETZE,
  stellplaetzeErfassung: `${OBJEKT}.stellplaetzeErfassung.@type`,
  stellplatzTyp: `${STELLPLAETZE}[].typ`,
  stellplatzVermietet: `${STELLPLAETZE}[].vermietungErfassung.@type`,
  stellplatzMiete: `${STELLPLAETZE}[].vermietungErfassung.mieteMonatlich`,

  // kosten
  zweck: ZWECK,
  erschliessung: `${ZWECK}.grundstueckskosten.erschliessungskosten`,
  baunebenkosten: `${ZWECK}.baunebenkosten`,
  aussenanlagen: `${ZWECK}.aussenanlagen`,
  renovierungskosten: `${ZWECK}.modernisierung.renovierungskosten`,
  modernisierungErfassung: `${ZWECK}.modernisierungskostenErfassung.@type`,
  modernisierung: `${ZWECK}.modernisierungskostenErfassung.modernisierungskostenInklEigenleistungen`,
  renovierung: `${ZWECK}.modernisierungskostenErfassung.renovierungskosten`,
  eigenleistungErfassung: `${ZWECK}.eigenleistungErfassung.@type`,
  eigenleistung: `${ZWECK}.eigenleistungErfassung.eigenleistung`,
  eigenleistungUmbauErfassung: `${ZWECK}.modernisierung.eigenleistungErfassung.@type`,
  eigenleistungUmbau: `${ZWECK}.modernisierung.eigenleistungErfassung.eigenleistung`,
  eigenleistungModernisierungErfassung: `${ZWECK}.modernisierungskostenErfassung.eigenleistungErfassung.@type`,
  eigenleistungModernisierung: `${ZWECK}.modernisierungskostenErfassung.eigenleistungErfassung.eigenleistung`,
  mobiliar: `${ZWECK}.weitereKosten.mobiliarkosten`,
  sonstigeKosten: `${ZWECK}.weitereKosten.sonstigeKosten.betrag`,
  beglichen: `${ZWECK}.weitereKosten.beglicheneKosten`,
  kapitalErfassung: `${ZWECK}.zuBeschaffendesKapitalErfassung.@type`,
  zusatzkapital: `${ZWECK}.zuBeschaffendesKapitalErfassung.zuBeschaffendesKapital.betrag`,
  kapitalZweck: `${ZWECK}.zuBeschaffendesKapital.kommentar`,

  // objektdarlehen
  loan: LOAN,
  abloesungen: `${ZWECK}.abloesungDarlehenDesFinanzierungsobjektes`,
  rangruecktritte: `${ZWECK}.rangruecktrittDarlehenDesFinanzierungsobjektes`,
  abloesen: `${P.darlehensliste}[].abloesen`,

  // personen
  person: PERSON,
  dr: `${PERSON}.person.titel.dr`,
  prof: `${PERSON}.person.titel.prof`,
  geburtsdatum: `${PERSON}.geburtsdatum`,
  staat: `${PERSON}.staatsangehoerigkeit`,
  familienstand: `${PERSON}.familienstand.@type`,
  guetertrennung: `${PERSON}.familienstand.guetertrennungVereinbart`,
  inDeutschlandSeit: `${PERSON}.nichtEuBuerger.inDeutschlandSeit`,
  aufenthaltstitel: `${PERMIT}.@type`,
  befristetBis: `${PERMIT}.befristetBis`,
  arbeitserlaubnis: `${PERMIT}.arbeitserlaubnis.@type`,
  arbeitserlaubnisBis: `${PERMIT}.arbeitserlaubnis.befristetBis`,
  kinderErfassung: `${H}.kinderErfassung.@type`,
  kinder: `${H}.kinderErfassung.kinder`,

  // wohnen
  anschrift: `${WOHNSITUATION}.anschrift`,
  voranschrift: `${WOHNSITUATION}.voranschrift`,
  wohnhaftSeit: `${WOHNSITUATION}.wohnhaftSeit`,
  wohnland: `${K}.app.wohnland`,
  auslandsplz: `${K}.app.auslandsplz`,
  vorland: `${K}.app.vorland`,
  vorauslandsplz: `${K}.app.vorauslandsplz`,

  // einkommen
  job: JOB,
  verhaeltnis: `${JOB}.beschaeftigungsverhaeltnis`,
  beschaeftigtSeit: `${JOB}.beschaeftigungsverhaeltnis.beschaeftigtSeit`,
  probezeit: `${JOB}.beschaeftigungsverhaeltnis.probezeit`,
  taetigSeit: `${JOB}.taetigkeit.taetigSeit`,

  // haushalt
  einnahmen: EIN,
  ausgaben: AUS,
  nebentaetigkeit: `${EIN}.einkuenfteAusNebentaetigkeit`,
  unterhalt: `${AUS}.unterhaltsverpflichtungenMonatlich`,
  autos: `${H}.zusatzangaben.kfzAnzahl`,
  lebenshaltung: `${H}.zusatzangaben.lebenshaltungskostenMonatlich`,
  erfahrung: `${H}.erfahrungImmobilienFinanzierung`,

  // immobilien
  besitzErfassung: `${FS}.bestehendeImmobilienErfassung.@type`,
  besitz: BI,
  besitzDarlehenErfassung: `${BI}[].darlehenslisteErfassung.@type`,
  besitzDarlehen: BI_LOANS,

  // vermoegen, verbindlichkeiten
  vermoegen: VERMOEGEN,
  bausparvertraege: `${VERMOEGEN}.bausparvertraege`,
  versicherungen: `${VERMOEGEN}.lebensOderRentenversicherungen`,
  ratenkredite: `${SCHULDEN}.ratenkredite`,
  privatdarlehen: `${SCHULDEN}.privatdarlehen`,
  sonstigeSchuld: `${SCHULDEN}.sonstigeVerbindlichkeit`,
  sonstigeSchuldDa: `${H}.app.sonstigeVerbindlichkeit`,

  // wuensche
  wuensche: WUENSCHE,
  zinsbindung: `${DETAILS}.zinsbindung`,
  rate: `${DETAILS}.ratenhoehe`,
  sondertilgung: `${DETAILS}.sondertilgung`,
  laufzeit: `${DETAILS}.laufzeit`,
} as const satisfies Record<string, Path>
