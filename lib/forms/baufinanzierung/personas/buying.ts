import { contactPage, incomePage, K, type Persona } from './persona'

const percent = (wert: string) => ({ wert, einheit: 'PROZENT' })

/** People who buy something that exists, or who are still looking. */
export const buying: readonly Persona[] = [
  {
    id: 'kauf-allein',
    says: 'A civil servant buys a flat in Cologne through an agent and rents today (self-disclosure §4.10).',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'EIGENTUMSWOHNUNG',
          [K.plz]: '50667',
          [K.ort]: 'Köln',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '350.000', [K.makler]: 'ja', [K.guthaben]: '80.000' } },
      incomePage({ me: { job: 'BEAMTER', net: '3.900' }, rent: '1.100' }),
      contactPage({
        anrede: 'FRAU',
        name: ['Erika', 'Muster'],
        email: 'erika@example.org',
        phone: '0221 1234567',
        reach: 'ab 17 Uhr',
      }),
    ],
  },
  {
    id: 'kauf-ausland',
    says: 'Somebody who lives in Austria and whose name is in another script buys a flat in order to live there.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'EIGENTUMSWOHNUNG',
          [K.plz]: 'DE 50667',
          [K.ort]: 'Köln',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '350.000', [K.makler]: 'nein', [K.guthaben]: '80.000' } },
      incomePage({ me: { job: 'ANGESTELLTER', net: '3.900€ netto' }, rent: '1.100' }),
      contactPage({
        anrede: 'FRAU',
        name: ['მარიამ', 'ბერიძე'],
        email: 'mariam@example.org',
        phone: 'tel:+43 1 58858',
        reach: 'ab 17 Uhr',
      }),
    ],
  },
  {
    id: 'kauf-paar',
    says: 'A couple sharing a home buys a house by a fixed date, without an agent.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF', [K.zeit]: 'DEADLINE', [K.zumDatum]: '30.6.2027' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'EINFAMILIENHAUS',
          [K.plz]: '80331',
          [K.ort]: 'München',
          [K.nutzung]: 'TEILVERMIETET',
        },
      },
      {
        page: 'kosten',
        typed: { [K.kaufpreis]: '1.250.000,50', [K.makler]: 'nein', [K.guthaben]: '350 Tsd' },
      },
      incomePage({
        me: { job: 'ANGESTELLTER', net: '5.200' },
        partner: { home: 'together', job: 'ARBEITER', net: '2.850,75' },
        rent: '1.980',
      }),
      contactPage({
        name: ['Jürgen', "O'Neill-Großkreutz"],
        email: 'juergen@example.org',
        phone: '0171/1234567',
        partner: { home: 'together', name: ['Ayşe', 'Yıldız'] },
      }),
    ],
  },
  {
    id: 'kauf-suchend',
    says: 'Somebody without a property yet: area and budget instead of address and price.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF', [K.zeit]: 'KEIN_ZEITDRUCK' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'nein',
          [K.typ]: 'IMMOBILIE_OHNE_TYP',
          [K.plz]: '04103',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '420000', [K.guthaben]: '0' } },
      incomePage({ me: { job: 'ANGESTELLTER', net: '3100' } }),
      contactPage({ name: ['Sam', 'Suchend'], email: 'sam@example.org' }),
    ],
  },
  {
    id: 'kauf-grundstueck',
    says: 'A worker buys a building plot and types in English.',
    lang: 'en',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'BAUGRUNDSTUECK',
          [K.plz]: '39104',
          [K.ort]: 'Magdeburg',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '95,000', [K.makler]: 'ja', [K.guthaben]: '20,000' } },
      incomePage({ me: { job: 'ARBEITER', net: '2,650.40' }, rent: '0' }),
      contactPage({ name: ['Pat', 'Plot'], email: 'pat@example.org', phone: '+43 1 5880 0' }),
    ],
  },
  {
    id: 'bautraeger-allein',
    says: 'A freelancer buys a new flat from a developer in order to let it.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF_NEUBAU_VOM_BAUTRAEGER', [K.zeit]: 'KEIN_ZEITDRUCK' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'EIGENTUMSWOHNUNG',
          [K.plz]: '28195',
          [K.ort]: 'Bremen',
          [K.nutzung]: 'VERMIETET',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '289.900', [K.makler]: 'nein', [K.guthaben]: '45.000' } },
      incomePage({ me: { job: 'FREIBERUFLER', net: '4.750' }, rent: '890' }),
      contactPage({
        anrede: 'HERR',
        name: ['Felix', 'Frei'],
        email: 'felix@example.org',
        phone: '0421 3610',
      }),
    ],
  },
  {
    id: 'bautraeger-paar',
    says: 'Two people who still live apart buy a new terraced house together.',
    lang: 'de',
    pages: [
      {
        page: 'vorhaben',
        typed: { [K.zweck]: 'KAUF_NEUBAU_VOM_BAUTRAEGER', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' },
      },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'REIHENHAUS',
          [K.plz]: '65185',
          [K.ort]: 'Wiesbaden',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      { page: 'kosten', typed: { [K.kaufpreis]: '615.000', [K.guthaben]: '120.000' } },
      incomePage({
        me: { job: 'ANGESTELLTER', net: '3.600' },
        partner: { home: 'apart', job: 'BEAMTER', net: '3.350', rent: '720' },
        rent: '950',
      }),
      contactPage({
        anrede: 'FRAU',
        name: ['Lea', 'Links'],
        email: 'lea@example.org',
        partner: { home: 'apart', name: ['Rolf', 'Rechts'] },
      }),
    ],
  },
  {
    id: 'beispiel-trisalis',
    says: 'The worked example of the API document: Max Mustermann, lead of Trisalis AG.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAUF', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' } },
      {
        page: 'immobilie',
        typed: {
          [K.objektGefunden]: 'ja',
          [K.typ]: 'EINFAMILIENHAUS',
          [K.plz]: '82784',
          [K.ort]: 'Spandau',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.kaufpreis]: '358.000',
          [K.makler]: 'ja',
          [K.maklergebuehr]: percent('3,75'),
          [K.notargebuehr]: percent('1,25'),
          [K.grunderwerbsteuer]: percent('6'),
          [K.guthaben]: '78.000',
        },
      },
      incomePage({ me: { job: 'ANGESTELLTER', net: '4.825' }, rent: '1.150' }),
      contactPage({
        anrede: 'HERR',
        name: ['Max', 'Mustermann'],
        email: 'max.mustermann@europace.de',
        phone: '030 420860',
        reach: 'beste Erreichbarkeit von 18-20Uhr',
      }),
    ],
  },
]
