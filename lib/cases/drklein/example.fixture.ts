import type { ToVorgang } from '@/lib/campaigns'

/** Campaign and lead behind the example request in the document of the Vorgang API; its answers are `personas/example.ts`. */
export const exampleCampaign: ToVorgang = {
  target: 'vorgang',
  environment: 'development',
  settings: {
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
  },
}
export const exampleLead = '143251ab'
