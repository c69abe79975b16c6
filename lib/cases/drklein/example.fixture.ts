import type { ToVorgang } from '@/lib/campaigns'
import type { JsonObject } from '@/lib/submissions/payload'

/** The parts of the example request in the document of the Vorgang API, as the app has them: document, campaign, lead and remark. */
export const exampleDocument: JsonObject = {
  antragsteller1: {
    personendaten: { vorname: 'Max', nachname: 'Mustermann' },
    wohnsituation: {
      anschrift: {
        strasse: 'Musterstraße.',
        hausnummer: '41a',
        plz: '10713',
        ort: 'Berlin',
        wohnhaftSeit: '2016-01-01',
      },
      anzahlPersonenImHaushalt: 1,
      wohnart: 'ZUR_MIETE',
    },
  },
  haushalt: {
    kontoverbindung: { iban: 'DE98600100700160451700', gehoertZuAntragsteller: 'ANTRAGSTELLER_1' },
    ausgaben: {
      privateKrankenversicherungen: [{ betragMonatlich: 200.01, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' }],
      mietausgaben: [{ betragMonatlich: 200.01, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' }],
    },
  },
  finanzbedarf: {
    finanzierungszweck: 'FREIE_VERWENDUNG',
    finanzierungswunsch: { kreditbetrag: 10000, laufzeitInMonaten: 24, ratenzahlungstermin: 'MONATSENDE' },
  },
}

export const exampleSettings: ToVorgang['settings'] = {
  target: 'vorgang',
  leadquelle: 'Bank im Ventil',
  tippgeber: {
    externeMitarbeiternummer: '078181726-121',
    vorname: 'Max',
    nachname: 'Mustermann',
    anrede: 'HERR',
    telefon: '0612-298-xxxx',
    email: 'max.mustermann@partner.de',
  },
  vertriebsschluessel: 'KOOPERATION_MIT_DRKLEIN-RK',
  custom: [
    { key: 'telefonTermin', from: 'telefonTermin' },
    { key: 'filialId', value: '123123' },
  ],
}
export const exampleLead = { externalId: '143251ab', telefonTermin: '2021-01-10 13:00:00' }
export const exampleRemarks = ['Max Mustermann hat 3 Kreditkarten.']
