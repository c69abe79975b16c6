import { from0, usual, within } from '@/lib/forms/common/bounds'
import { FULL } from '@/lib/forms/common/lengths'
import { ask, help, must, option, t } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { openList } from './haushalt'
import { L } from './household-places'
import { owner } from './owner'

const OWNED = `${L.immobilien}[]`
const USE = `${OWNED}.nutzungsart`
const let_: Condition = { in: [USE, ['VERMIETET', 'EIGENGENUTZT_UND_VERMIETET']] }

const m2 = t('m²', 'm²')

const property: readonly Question[] = [
  ask(`${OWNED}.bezeichnung`, 'text', t('Bezeichnung', 'Name'), {
    ...must,
    hint: t('Zum Beispiel „Wohnung Köln“.', 'For example “flat in Cologne”.'),
  }),
  owner(OWNED, 'both', t('Wem gehört die Immobilie?', 'Who owns the property?')),
  ask(`${OWNED}.immobilienart`, 'choice', t('Art der Immobilie', 'Type of property'), {
    ...must,
    options: [
      option('EIGENTUMSWOHNUNG', 'Eigentumswohnung', 'Flat'),
      option('EINFAMILIENHAUS', 'Einfamilienhaus', 'Single-family house'),
      option('MEHRFAMILIENHAUS', 'Mehrfamilienhaus', 'Multi-family house'),
      option('BUEROGEBAEUDE', 'Bürogebäude', 'Office building'),
    ],
  }),
  ask(`${OWNED}.wert`, 'money-eur', t('Aktueller Wert', 'Current value'), {
    ...must,
    certainty: FULL,
    hint: t('Was würden Sie heute ungefähr dafür bekommen?', 'Roughly, what would it sell for today?'),
    bounds: [{ min: 0, else: 'block' }, ...usual(1_000, 20_000_000)],
  }),
  ask(`${OWNED}.wohnflaeche`, 'integer', t('Wohnfläche', 'Living area'), {
    unit: m2,
    certainty: FULL,
    hint: t('Auf ganze m² gerundet.', 'Rounded to whole m².'),
    bounds: within(10, 5_000),
  }),
]

const use: readonly Question[] = [
  ask(USE, 'choice', t('Wie wird sie genutzt?', 'How is it used?'), {
    ...must,
    options: [
      option('EIGENGENUTZT', 'Ich nutze sie selbst', 'Own use'),
      option('EIGENGENUTZT_UND_VERMIETET', 'Teilweise vermietet', 'Partly let'),
      option('VERMIETET', 'Vermietet', 'Let'),
    ],
  }),
  ask(`${OWNED}.vermieteteWohnflaeche`, 'integer', t('Davon vermietet', 'Of which let'), {
    unit: m2,
    when: { is: [USE, 'EIGENGENUTZT_UND_VERMIETET'] },
    certainty: FULL,
    bounds: [
      { min: 1, else: 'block' },
      { max: 5_000, else: 'block' },
      {
        max: { of: `${OWNED}.wohnflaeche` },
        open: true,
        else: 'block',
        text: t(
          'Die vermietete Fläche muss kleiner sein als die ganze Fläche.',
          'The area that is let must be smaller than the whole area.',
        ),
      },
    ],
  }),
  ask(
    `${OWNED}.mieteinnahmenKaltMonatlich`,
    'money-eur-monthly',
    t('Kaltmiete, die Sie bekommen, pro Monat', 'Cold rent you receive per month'),
    {
      ...must,
      when: let_,
      certainty: FULL,
      help: help(
        'Was ist die Kaltmiete?',
        'What is cold rent?',
        'Kaltmiete: Miete ohne Heizung und Nebenkosten. Steht sie gerade leer? Dann 0.',
        'Rent without heating and service charges (Kaltmiete). Empty at the moment? Enter 0.',
      ),
      bounds: within(0, 100_000),
    },
  ),
  ask(
    `${OWNED}.mieteinnahmenWarmMonatlich`,
    'money-eur-monthly',
    t('Warmmiete, die Sie bekommen, pro Monat', 'Warm rent you receive per month'),
    {
      when: let_,
      certainty: FULL,
      hint: t(
        'Die ganze Zahlung mit Heizung und Nebenkosten.',
        'The whole payment with heating and charges.',
      ),
      bounds: [
        ...within(0, 100_000),
        {
          min: { of: `${OWNED}.mieteinnahmenKaltMonatlich` },
          else: 'block',
          text: t(
            'Die Warmmiete kann nicht kleiner sein als die Kaltmiete.',
            'Warm rent cannot be less than cold rent.',
          ),
        },
      ],
    },
  ),
  ask(
    `${OWNED}.nebenkostenMonatlich`,
    'money-eur-monthly',
    t('Nebenkosten der Immobilie pro Monat', 'Running costs of the property per month'),
    {
      certainty: FULL,
      hint: t(
        'Was Sie selbst zahlen, zum Beispiel Hausgeld und Grundsteuer.',
        'What you pay yourself, for example service charges and property tax.',
      ),
      bounds: from0(10_000),
    },
  ),
  openList('darlehen', t('Liegen Darlehen auf dieser Immobilie?', 'Are there loans on this property?'), must),
]

const LOAN = `${L.darlehen}[]`
const loan: readonly Question[] = [
  ask(`${LOAN}.restschuld`, 'money-eur', t('Restschuld', 'Outstanding balance'), {
    ...must,
    certainty: FULL,
    help: help(
      'Was ist die Restschuld?',
      'What is the balance?',
      'Restschuld: was vom Darlehen noch offen ist.',
      'What is still to be repaid of the loan (Restschuld).',
    ),
    bounds: from0(5_000_000),
  }),
  ask(`${LOAN}.rateMonatlich`, 'money-eur-monthly', t('Rate pro Monat', 'Instalment per month'), {
    ...must,
    certainty: FULL,
    bounds: from0(20_000),
  }),
  ask(`${LOAN}.zinsbindungBis`, 'date', t('Zinsbindung endet am', 'Fixed rate ends on'), {
    certainty: FULL,
    monthMeans: 'last',
    hint: t(
      'Steht im Darlehensvertrag. Monat und Jahr reichen.',
      'See the loan contract. Month and year are enough.',
    ),
    bounds: usual({ today: { days: 0 } }, { today: { years: 40 } }),
  }),
]

const step = {
  id: 'immobilien',
  part: 'geld',
  in: FULL,
  title: t('Immobilien', 'Property'),
  figures: ['haushaltsrechnung'],
} as const

/** r5: property that people own, and the loans on it. */
export const immobilien: readonly Step[] = [
  {
    ...step,
    heading: t('Welche Immobilien haben Sie?', 'What property do you own?'),
    questions: [
      openList('immobilien', t('Gehören Ihnen Immobilien?', 'Do you own property?'), {
        ...must,
        rules: ['ownHomeIsProperty'],
      }),
    ],
    lists: [L.immobilien],
  },
  {
    ...step,
    heading: t('Immobilie', 'Property'),
    headings: [{ text: t('Angaben zu: {immobilie}', 'About: {immobilie}') }],
    each: OWNED,
    questions: property,
  },
  {
    ...step,
    heading: t('Nutzung', 'Use'),
    headings: [{ text: t('{immobilie}: Nutzung', '{immobilie}: use') }],
    each: OWNED,
    questions: use,
    lists: [L.darlehen],
  },
  {
    ...step,
    heading: t('Darlehen', 'Loan'),
    headings: [{ text: t('{immobilie}: {darlehen}', '{immobilie}: {darlehen}') }],
    each: LOAN,
    questions: loan,
  },
]
