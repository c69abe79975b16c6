import { inGermany as inGermanyAt } from '@/lib/forms/common/abroad'
import { ask, help, must, t, you } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { apart, couple, FULL, together } from '../paths'
import { miete } from '../questions/einkommen'
import { F } from './places'

const FIRST = 'haushalte.0.kunden.0.wohnsituation.anschrift'
const ownAddress: Condition = { not: { is: [F.anschrift, true] } }
const inGermany = inGermanyAt(F.wohnland)
const abroad: Condition = { not: inGermany }
const movedLately: Condition = { younger: [F.wohnhaftSeit, { years: 3 }] }

const address: readonly Question[] = [
  {
    key: F.anschrift,
    path: F.anschrift,
    kind: 'boolean',
    in: FULL,
    ...must,
    items: 'rest',
    lens: 'sameAddress',
    when: {
      all: [together, ...['strasse', 'hausnummer', 'ort'].map((leaf) => ({ answered: `${FIRST}.${leaf}` }))],
    },
    label: t('Gleiche Anschrift wie {haushalt}?', 'Same address as {haushalt}?'),
  },
  {
    key: F.wohnland,
    kind: 'country',
    in: FULL,
    when: ownAddress,
    label: t('Land', 'Country'),
    options: { list: 'laender' },
    preset: { name: 'deutschland', send: 'touched' },
    autocomplete: 'country',
  },
  ask(`${F.anschrift}.strasse`, 'text', t('Straße', 'Street'), {
    ...must,
    when: ownAddress,
    preset: { name: 'anschriftStrasse', send: 'seen' },
    autocomplete: 'address-line1',
  }),
  ask(`${F.anschrift}.hausnummer`, 'text', t('Hausnummer', 'House number'), {
    ...must,
    when: { all: [ownAddress, inGermany] },
    preset: { name: 'anschriftHausnummer', send: 'seen' },
  }),
  // Not every house of the world has a number.
  ask(`${F.anschrift}.hausnummer`, 'text', t('Hausnummer', 'House number'), {
    when: { all: [ownAddress, abroad] },
  }),
  ask(`${F.anschrift}.plz`, 'plz', t('PLZ', 'Postcode'), {
    ...must,
    when: { all: [ownAddress, inGermany] },
    preset: { name: 'anschriftPlz', send: 'seen' },
    autocomplete: 'postal-code',
  }),
  {
    key: F.auslandsplz,
    kind: 'text',
    in: FULL,
    when: { all: [ownAddress, abroad] },
    label: t('Postleitzahl im Ausland', 'Postcode abroad'),
  },
  ask(`${F.anschrift}.ort`, 'text', t('Ort', 'Town'), {
    ...must,
    when: ownAddress,
    preset: { name: 'anschriftOrt', send: 'seen' },
    autocomplete: 'address-level2',
  }),
  ask(
    F.wohnhaftSeit,
    'date',
    you(
      t('Seit wann wohnen Sie dort?', 'Since when have you lived there?'),
      t('Seit wann wohnt {person} dort?', 'Since when has {person} lived there?'),
    ),
    {
      ...must,
      certainty: FULL,
      monthMeans: 'first',
      hint: t(
        'Monat und Jahr reichen, zum Beispiel 03.2015.',
        'Month and year are enough, for example 03/2015.',
      ),
      bounds: [
        {
          min: { of: F.geburtsdatum },
          else: 'block',
          text: t(
            'Das Datum liegt vor der Geburt. Bitte prüfen Sie das Jahr.',
            'This date is before the birth. Please check the year.',
          ),
        },
        {
          max: { today: { days: 60 } },
          else: 'block',
          text: t(
            'Bitte höchstens 60 Tage in der Zukunft. Ziehen Sie später um? Dann bitte die Anschrift von heute.',
            'Please at most 60 days ahead. Moving later? Then please give your present address.',
          ),
        },
      ],
    },
  ),
]

const wasInGermany = inGermanyAt(F.vorland)
const wasAbroad: Condition = { not: wasInGermany }
const before = (leaf: string, kind: 'text' | 'plz', de: string, en: string, where?: Condition): Question =>
  ask(`${F.voranschrift}.${leaf}`, kind, t(de, en), {
    ...must,
    when: where ? { all: [movedLately, where] } : movedLately,
  })

const step = { id: 'wohnen', part: 'personen', in: FULL, title: t('Wohnen', 'Home') } as const

const ofPerson = (de: string, en: string) => [
  { when: couple, text: t(`${de} von {person}`, `{person}'s ${en}`) },
  { text: t(de, en.charAt(0).toUpperCase() + en.slice(1)) },
]

export const wohnen: readonly Step[] = [
  {
    ...step,
    heading: t('Anschrift', 'Address'),
    headings: ofPerson('Anschrift', 'address'),
    each: F.kunde,
    questions: address,
  },
  {
    ...step,
    heading: t('Frühere Anschrift', 'Previous address'),
    headings: ofPerson('Frühere Anschrift', 'previous address'),
    intro: t(
      'Banken fragen danach, wenn der letzte Umzug weniger als drei Jahre her ist.',
      'Banks ask for it if the last move was less than three years ago.',
    ),
    each: F.kunde,
    questions: [
      {
        key: F.vorland,
        kind: 'country',
        in: FULL,
        when: movedLately,
        label: t('Früheres Land', 'Previous country'),
        options: { list: 'laender' },
        preset: { name: 'deutschland', send: 'touched' },
      },
      before('strasse', 'text', 'Frühere Straße', 'Previous street'),
      before('hausnummer', 'text', 'Frühere Hausnummer', 'Previous house number', wasInGermany),
      {
        ...before('hausnummer', 'text', 'Frühere Hausnummer', 'Previous house number', wasAbroad),
        required: undefined,
      },
      before('plz', 'plz', 'Frühere PLZ', 'Previous postcode', wasInGermany),
      {
        key: F.vorauslandsplz,
        kind: 'text',
        in: FULL,
        when: { all: [movedLately, wasAbroad] },
        label: t('Frühere Postleitzahl im Ausland', 'Previous postcode abroad'),
      },
      before('ort', 'text', 'Früherer Ort', 'Previous town'),
    ],
  },
  {
    ...step,
    heading: t('Miete heute', 'Rent today'),
    headings: [
      { when: apart, text: t('Miete von {haushalt} heute', "{haushalt}'s rent today") },
      { text: t('Miete heute', 'Rent today') },
    ],
    each: F.haushalt,
    questions: [
      {
        ...miete,
        items: undefined,
        in: FULL,
        certainty: FULL,
        hint: t('Sie zahlen keine Miete? Dann 0.', 'You pay no rent? Enter 0.'),
      },
      ask(
        'haushalte[].finanzielleSituation.ausgaben.summeMietausgaben.entfaelltMitFinanzierung',
        'boolean',
        t('Fällt diese Miete nach dem Einzug weg?', 'Will this rent end once you have moved in?'),
        {
          ...must,
          when: { above: [miete.path ?? '', 0] },
          preset: { name: 'mieteEntfaellt', send: 'seen' },
          rules: ['rentGoesOn'],
          help: help(
            'Warum fragen wir das?',
            'Why do we ask?',
            'Fällt die Miete weg, bleibt mehr Geld für die Rate.',
            'If the rent ends, more money is left for the instalment.',
          ),
        },
      ),
    ],
  },
]
