import { z } from 'zod'
import { amount, bic, count, date, flag, iban, list, oneOwner, owner, part, percent, text } from './leaves'

/** Strict model of `haushalt` and `finanzbedarf` (ratenkredit.md §4, r1 and r5 to r7). */

const ofBoth = { gehoertZuAntragsteller: owner }
const ofOne = { gehoertZuAntragsteller: oneOwner }
const monthly = part({ betragMonatlich: amount, ...ofBoth })
const monthlyOfOne = part({ betragMonatlich: amount, ...ofOne })

const bank = { iban, bic, kreditinstitut: text }
const kredit = part({
  abloesen: flag,
  glaeubiger: text,
  rateMonatlich: amount,
  restschuld: amount,
  datumErsteZahlung: date,
  datumLetzteRate: date,
  schlussrate: amount,
  urspruenglicherKreditbetrag: amount,
  ...bank,
  ...ofBoth,
})
const dispo = {
  abloesen: flag,
  beanspruchterBetrag: amount,
  verfuegungsrahmen: amount,
  zinssatz: percent,
  glaeubiger: text,
  ...bank,
  ...ofBoth,
}
const leasing = part({
  rateMonatlich: amount,
  datumLetzteRate: date,
  schlussrate: amount,
  glaeubiger: text,
  ...ofBoth,
})

const immobilie = part({
  bezeichnung: text,
  immobilienart: z.enum(['EIGENTUMSWOHNUNG', 'EINFAMILIENHAUS', 'MEHRFAMILIENHAUS', 'BUEROGEBAEUDE']),
  nutzungsart: z.enum(['EIGENGENUTZT', 'VERMIETET', 'EIGENGENUTZT_UND_VERMIETET']),
  wert: amount,
  wohnflaeche: count,
  vermieteteWohnflaeche: count,
  mieteinnahmenKaltMonatlich: amount,
  mieteinnahmenWarmMonatlich: amount,
  nebenkostenMonatlich: amount,
  darlehen: list(part({ restschuld: amount, zinsbindungBis: date, rateMonatlich: amount })),
  ...ofBoth,
})

export const haushalt = part({
  kinder: list(
    part({
      name: text,
      kindergeldFuer: z.enum(['ERSTES_ODER_ZWEITES_KIND', 'DRITTES_KIND', 'AB_VIERTEM_KIND']),
      unterhaltseinnahmenMonatlich: amount,
      ...ofBoth,
    }),
  ),
  einnahmen: part({
    ehegattenunterhalt: list(monthlyOfOne),
    sonstigeEinnahmen: list(monthlyOfOne),
    unbefristeteZusatzrenten: list(monthlyOfOne),
    einkuenfteAusNebentaetigkeit: list(
      part({ betragMonatlich: amount, beginnDerTaetigkeit: date, ...ofOne }),
    ),
  }),
  ausgaben: part({
    mietausgaben: list(monthly),
    sonstigeAusgaben: list(monthly),
    privateKrankenversicherungen: list(monthlyOfOne),
    unterhaltsverpflichtungen: list(monthlyOfOne),
  }),
  vermoegen: part({
    bausparvertraege: list(part({ sparbeitragMonatlich: amount, ...ofBoth })),
    lebensversicherungen: list(part({ praemieMonatlich: amount, ...ofBoth })),
  }),
  immobilien: list(immobilie),
  verbindlichkeiten: part({
    ratenkredite: list(kredit),
    sonstigeVerbindlichkeiten: list(kredit),
    kreditkarten: list(part({ ...dispo, rateMonatlich: amount })),
    dispositionskredite: list(part(dispo)),
    leasings: list(leasing),
  }),
  kontoverbindung: part({ ...bank, ...ofBoth }),
})

const absicherung = part({ gewuenscht: flag, vorhanden: flag, wichtig: flag, kommentar: text })
const ratenschutz = part({
  todesfallAbsicherung: absicherung,
  arbeitsunfaehigkeitAbsicherung: absicherung,
  arbeitslosigkeitAbsicherung: absicherung,
})

/** `provisionswunschInProzent` is the advisor's and never sent, so it is not here. */
export const finanzbedarf = part({
  finanzierungszweck: z.enum(['UMSCHULDUNG', 'FAHRZEUGKAUF', 'MODERNISIEREN', 'FREIE_VERWENDUNG']),
  finanzierungswunsch: part({
    kreditbetrag: amount,
    laufzeitInMonaten: count,
    rateMonatlich: amount,
    ratenzahlungstermin: z.enum(['MONATSENDE', 'MONATSMITTE']),
  }),
  fahrzeugkauf: part({
    anbieter: z.enum(['HAENDLER', 'PRIVAT']),
    kaufpreis: amount,
    beglicheneKosten: amount,
    marke: text,
    modell: text,
    erstzulassungsdatum: date,
    laufleistung: count,
    kw: count,
    ps: count,
  }),
  ratenschutzAntragsteller1: ratenschutz,
  ratenschutzAntragsteller2: ratenschutz,
}).check(({ value, issues }) => {
  if (value.fahrzeugkauf && value.finanzierungszweck !== 'FAHRZEUGKAUF') {
    issues.push({ code: 'custom', input: value, message: 'purpose', path: ['fahrzeugkauf'] })
  }
})
