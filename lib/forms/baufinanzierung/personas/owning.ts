import { LOANS_EXIST, NO_LOANS } from '../paths'
import { contactPage, incomePage, K, type Persona } from './persona'

/** People who build, modernise, refinance or raise capital. */
export const owning: readonly Persona[] = [
  {
    id: 'neubau-allein',
    says: 'An employee builds on a plot that is already paid for: neither tax nor agent is still to come.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'NEUBAU', [K.zeit]: 'DEADLINE', [K.zumDatum]: '03.2027' } },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'EINFAMILIENHAUS',
          [K.plz]: '99084',
          [K.ort]: 'Erfurt',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.grundstueckkaufpreis]: '120.000',
          [K.grundstueckBereitsBezahlt]: 'ja',
          [K.herstellungskosten]: '410.000',
          [K.guthaben]: '60.000',
        },
      },
      incomePage({ me: { job: 'ANGESTELLTER', net: '4.100' }, rent: '870' }),
      contactPage({ anrede: 'FRAU', name: ['Nora', 'Neubau'], email: 'nora@example.org', phone: '0361 655' }),
    ],
  },
  {
    id: 'neubau-paar',
    says: 'A couple builds where the postcode lies in two states, so the form asks for the state.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'NEUBAU', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' } },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'DOPPELHAUSHAELFTE',
          [K.plz]: '22113',
          [K.ort]: 'Oststeinbek',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.grundstueckkaufpreis]: '180.000',
          [K.grundstueckBereitsBezahlt]: 'nein',
          [K.herstellungskosten]: '395.000',
          [K.makler]: 'ja',
          [K.bundesland]: 'SH',
          [K.guthaben]: '110.000',
        },
      },
      incomePage({
        me: { job: 'ANGESTELLTER', net: '3.450' },
        partner: { home: 'together', job: 'HAUSHALTENDE_PERSON', net: '0' },
        rent: '1.240',
      }),
      contactPage({
        name: ['Bo', 'Bauer'],
        email: 'bo@example.org',
        partner: { home: 'together', name: ['Britt', 'Bauer'] },
      }),
    ],
  },
  {
    id: 'modernisierung-allein',
    says: 'A pensioner modernises and leaves open whether loans exist.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'MODERNISIERUNG_UMBAU_ANBAU' } },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'ZWEIFAMILIENHAUS',
          [K.plz]: '24103',
          [K.ort]: 'Kiel',
          [K.nutzung]: 'TEILVERMIETET',
        },
      },
      {
        page: 'kosten',
        typed: { [K.modernisierungskosten]: '85.000', [K.marktwert]: '380.000', [K.guthaben]: '15.000' },
      },
      incomePage({ me: { job: 'RENTNER', net: '2.180' } }),
      contactPage({
        anrede: 'HERR',
        name: ['Rudi', 'Rentner'],
        email: 'rudi@example.org',
        phone: '0431 9010',
      }),
    ],
  },
  {
    id: 'modernisierung-paar',
    says: 'A couple converts the attic of a house that still carries a loan.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'MODERNISIERUNG_UMBAU_ANBAU', [K.zeit]: 'KEIN_ZEITDRUCK' } },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'EINFAMILIENHAUS',
          [K.plz]: '70173',
          [K.ort]: 'Stuttgart',
          [K.nutzung]: 'EIGENGENUTZT',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.modernisierungskosten]: '140.000',
          [K.marktwert]: '720.000',
          [K.darlehenErfassung]: LOANS_EXIST,
          [K.restschuld]: '210.000',
          [K.zinsbindungBis]: '31.12.2029',
          [K.guthaben]: '40.000',
        },
      },
      incomePage({
        me: { job: 'BEAMTER', net: '4.010' },
        partner: { home: 'together', job: 'ANGESTELLTER', net: '2.480' },
      }),
      contactPage({
        name: ['Dagmar', 'Dach'],
        email: 'dagmar@example.org',
        phone: '+49 711 216-0',
        partner: { home: 'together', name: ['Detlef', 'Dach'] },
      }),
    ],
  },
  {
    id: 'anschluss-allein',
    says: 'A follow-on loan; own money left open, so it is omitted.',
    lang: 'de',
    pages: [
      {
        page: 'vorhaben',
        typed: { [K.zweck]: 'ANSCHLUSSFINANZIERUNG', [K.zeit]: 'KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ' },
      },
      {
        page: 'immobilie',
        typed: { [K.typ]: 'REIHENHAUS', [K.plz]: '30159', [K.ort]: 'Hannover', [K.nutzung]: 'EIGENGENUTZT' },
      },
      {
        page: 'kosten',
        typed: { [K.marktwert]: '410.000', [K.restschuld]: '162.500,80', [K.zinsbindungBis]: '09.2027' },
      },
      incomePage({ me: { job: 'ANGESTELLTER', net: '3.720' } }),
      contactPage({ anrede: 'FRAU', name: ['Anja', 'Anschluss'], email: 'anja@example.org' }),
    ],
  },
  {
    id: 'anschluss-paar',
    says: 'A self-employed person and a partner refinance a let apartment building and pay part of it down.',
    lang: 'de',
    pages: [
      {
        page: 'vorhaben',
        typed: { [K.zweck]: 'ANSCHLUSSFINANZIERUNG', [K.zeit]: 'SO_SCHNELL_WIE_MOEGLICH' },
      },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'MEHRFAMILIENHAUS',
          [K.plz]: '01067',
          [K.ort]: 'Dresden',
          [K.nutzung]: 'VERMIETET',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.marktwert]: '1.450.000',
          [K.restschuld]: '640.000',
          [K.zinsbindungBis]: '28.02.2027',
          [K.guthaben]: '50.000',
        },
      },
      incomePage({
        me: { job: 'SELBSTSTAENDIGER', net: '6.900' },
        partner: { home: 'together', job: 'ARBEITSLOSER', net: '0' },
        rent: '1.300',
      }),
      contactPage({
        name: ['Selma', 'Selbst'],
        email: 'selma@example.org',
        phone: '0351/4880',
        partner: { home: 'together', name: ['Tom', 'Selbst'] },
      }),
    ],
  },
  {
    id: 'kapital-allein',
    says: 'An owner without loans raises capital on a building plot.',
    lang: 'de',
    pages: [
      { page: 'vorhaben', typed: { [K.zweck]: 'KAPITALBESCHAFFUNG', [K.zeit]: 'KEIN_ZEITDRUCK' } },
      { page: 'immobilie', typed: { [K.typ]: 'BAUGRUNDSTUECK', [K.plz]: '66111', [K.ort]: 'Saarbrücken' } },
      {
        page: 'kosten',
        typed: { [K.kapital]: '75.000', [K.marktwert]: '260.000', [K.darlehenErfassung]: NO_LOANS },
      },
      incomePage({ me: { job: 'ANGESTELLTER', net: '3.300' }, rent: '650' }),
      contactPage({ name: ['Kai', 'Kapital'], email: 'kai@example.org', phone: '0681 9050' }),
    ],
  },
  {
    id: 'kapital-paar',
    says: 'Two people living apart raise capital on a house that carries a loan.',
    lang: 'de',
    pages: [
      {
        page: 'vorhaben',
        typed: { [K.zweck]: 'KAPITALBESCHAFFUNG', [K.zeit]: 'DEADLINE', [K.zumDatum]: '15.01.2027' },
      },
      {
        page: 'immobilie',
        typed: {
          [K.typ]: 'EINFAMILIENHAUS',
          [K.plz]: '14467',
          [K.ort]: 'Potsdam',
          [K.nutzung]: 'TEILVERMIETET',
        },
      },
      {
        page: 'kosten',
        typed: {
          [K.kapital]: '100.000',
          [K.marktwert]: '590.000',
          [K.darlehenErfassung]: LOANS_EXIST,
          [K.restschuld]: '88.000',
          [K.zinsbindungBis]: '30.04.2028',
          [K.guthaben]: '0',
        },
      },
      incomePage({
        me: { job: 'RENTNER', net: '2.400' },
        partner: { home: 'apart', job: 'SELBSTSTAENDIGER', net: '5.000', rent: '1.050' },
        rent: '0',
      }),
      contactPage({
        anrede: 'HERR',
        name: ['Otto', 'Oben'],
        email: 'otto@example.org',
        partner: { home: 'apart', name: ['Uta', 'Unten'] },
      }),
    ],
  },
]
