const bank = { iban: 'DE98600100700160451700', bic: 'PBNKDEFF600', kreditinstitut: 'Postbank' }
const both = { gehoertZuAntragsteller: 'BEIDE' }
const second = { gehoertZuAntragsteller: 'ANTRAGSTELLER_2' }
const home = { strasse: 'Weg', hausnummer: '1', plz: '10713', ort: 'Berlin', wohnhaftSeit: '2024-02-29' }
const firma = {
  name: 'Werk',
  branche: 'HANDEL',
  anschrift: { strasse: 'Rue', hausnummer: '2', plz: 'L-1234', ort: 'Luxemburg', land: 'LU' },
}
const kredit = {
  abloesen: true,
  glaeubiger: 'Bank',
  rateMonatlich: 100.5,
  restschuld: 2000,
  datumErsteZahlung: '2020-01-01',
  datumLetzteRate: '2028-01-01',
  schlussrate: 0,
  urspruenglicherKreditbetrag: 5000,
  ...bank,
  ...both,
}
const karte = {
  abloesen: false,
  beanspruchterBetrag: 10,
  verfuegungsrahmen: 100,
  zinssatz: 9.99,
  glaeubiger: 'Bank',
  ...bank,
  ...second,
}
const leasing = { rateMonatlich: 99, datumLetzteRate: '2028-01-01', schlussrate: 1, glaeubiger: 'L', ...both }
const schutz = { gewuenscht: false, vorhanden: true, wichtig: false, kommentar: 'nein' }
const ratenschutz = {
  todesfallAbsicherung: schutz,
  arbeitsunfaehigkeitAbsicherung: schutz,
  arbeitslosigkeitAbsicherung: schutz,
}
const monthly = [{ betragMonatlich: 12.34, ...both }]
const ofOne = [{ betragMonatlich: 12.34, ...second }]

/** Every field of the model at once. */
export const wholeBody = () => ({
  vorgang: {
    leadquelle: 'Test',
    antragsteller1: {
      personendaten: {
        ...{ anrede: 'FRAU', titel: ['DOKTOR', 'PROFESSOR'], vorname: 'A', nachname: 'B', geburtsname: 'C' },
        ...{ geburtsdatum: '1990-01-31', geburtsort: 'D', geburtsland: 'XK', familienstand: 'VERHEIRATET' },
        ...{ email: 'a@b.example', telefonPrivat: '+49 30 1', telefonGeschaeftlich: '030-1' },
      },
      wohnsituation: {
        anschrift: home,
        voranschrift: home,
        wohnart: 'ZUR_MIETE',
        anzahlPersonenImHaushalt: 3,
        anzahlPkw: 0,
      },
      beschaeftigung: {
        beschaeftigungsart: 'ANGESTELLTER',
        angestellter: {
          beschaeftigungsverhaeltnis: {
            ...{ arbeitgeber: firma, berufsbezeichnung: 'E', befristung: 'BEFRISTET', inProbezeit: false },
            ...{ befristetBis: '2030-01-01', beschaeftigtSeit: '2020-01-01', nettoeinkommenMonatlich: 0 },
          },
          vorherigesBeschaeftigungsverhaeltnis: {
            arbeitgeber: firma,
            beschaeftigtSeit: '2010-01-01',
            beschaeftigtBis: '2019-12-31',
          },
        },
      },
      herkunft: {
        ...{
          staatsangehoerigkeit: 'TR',
          weitereStaatsangehoerigkeiten: ['SONSTIGE'],
          steuerId: '12345678901',
        },
        ...{
          inDeutschlandSeit: '2000-01-01',
          aufenthaltstitel: 'VISUM',
          aufenthaltBefristetBis: '2030-01-01',
        },
        ...{ arbeitserlaubnisVorhanden: true, arbeitserlaubnisBefristetBis: '2030-01-01' },
      },
    },
    antragsteller2: {
      wohnsituation: { gemeinsamerHaushalt: true },
      beschaeftigung: { beschaeftigungsart: 'HAUSFRAU', hausfrau: { sonstigesEinkommenMonatlich: 0 } },
    },
    haushalt: {
      kinder: [{ name: 'K', kindergeldFuer: 'DRITTES_KIND', unterhaltseinnahmenMonatlich: 1, ...both }],
      einnahmen: {
        ehegattenunterhalt: ofOne,
        sonstigeEinnahmen: ofOne,
        unbefristeteZusatzrenten: ofOne,
        einkuenfteAusNebentaetigkeit: [{ betragMonatlich: 1, beginnDerTaetigkeit: '2020-01-01', ...second }],
      },
      ausgaben: {
        mietausgaben: monthly,
        sonstigeAusgaben: monthly,
        privateKrankenversicherungen: ofOne,
        unterhaltsverpflichtungen: ofOne,
      },
      vermoegen: {
        bausparvertraege: [{ sparbeitragMonatlich: 1, ...both }],
        lebensversicherungen: [{ praemieMonatlich: 1, ...both }],
      },
      immobilien: [
        {
          ...{ bezeichnung: 'Haus', immobilienart: 'EINFAMILIENHAUS', nutzungsart: 'VERMIETET', wert: 1 },
          ...{ wohnflaeche: 100, vermieteteWohnflaeche: 100, nebenkostenMonatlich: 1, ...both },
          ...{ mieteinnahmenKaltMonatlich: 1, mieteinnahmenWarmMonatlich: 2 },
          darlehen: [{ restschuld: 1, zinsbindungBis: '2030-01-01', rateMonatlich: 1 }],
        },
      ],
      verbindlichkeiten: {
        ratenkredite: [kredit],
        sonstigeVerbindlichkeiten: [kredit],
        kreditkarten: [{ ...karte, rateMonatlich: 1 }],
        dispositionskredite: [karte],
        leasings: [leasing],
      },
      kontoverbindung: { ...bank, ...both },
    },
    finanzbedarf: {
      finanzierungszweck: 'FAHRZEUGKAUF',
      finanzierungswunsch: {
        ...{
          kreditbetrag: 1000,
          laufzeitInMonaten: 12,
          rateMonatlich: 90,
          ratenzahlungstermin: 'MONATSMITTE',
        },
      },
      fahrzeugkauf: {
        ...{ anbieter: 'HAENDLER', kaufpreis: 1, beglicheneKosten: 1, marke: 'M', modell: 'N', kw: 1, ps: 1 },
        ...{ erstzulassungsdatum: '2020-01-01', laufleistung: 1 },
      },
      ratenschutzAntragsteller1: ratenschutz,
      ratenschutzAntragsteller2: ratenschutz,
    },
  },
  tippgeber: { externeMitarbeiternummer: '1', vorname: 'T', nachname: 'U', anrede: 'HERR', telefon: 'x' },
  kommentare: ['Notiz'],
  partner: { vertriebsschluessel: 'V', kundennummer: 'W', custom: [{ key: 'k', value: false }] },
})
