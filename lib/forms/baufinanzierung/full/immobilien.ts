import { from0, usual, within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t, yesNo } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { typ } from '../questions/immobilie'
import { BUILDINGS } from './conditions'
import { loanQuestions, loanTerms } from './darlehen'
import { ofHousehold } from './haushalt'
import { rented } from './let'
import { F } from './places'

const OWNED = `${F.besitz}[]`
const TYPE = `${OWNED}.immobilie.typ`
const LIVING = `${TYPE}.gebaeude.nutzung.wohnen`
const standing: Condition = { in: [`${TYPE}.@type`, BUILDINGS] }
const options = Array.isArray(typ.options) ? typ.options.map(({ value, label }) => ({ value, label })) : []

const property: readonly Question[] = [
  ask(`${OWNED}.bezeichnung`, 'text', t('Bezeichnung', 'Name'), {
    ...must,
    hint: t('Zum Beispiel „Wohnung Köln“.', 'For example “flat in Cologne”.'),
  }),
  ask(`${OWNED}.marktwert`, 'money-eur', t('Aktueller Wert', 'Current value'), {
    ...must,
    certainty: FULL,
    hint: t('Was würden Sie heute ungefähr dafür bekommen?', 'Roughly, what would it sell for today?'),
    bounds: [{ min: 0, else: 'block' }, ...usual(1_000, 20_000_000)],
  }),
  ask(`${OWNED}.immobilie.adresse.plz`, 'plz', t('PLZ', 'Postcode')),
  ask(`${OWNED}.immobilie.adresse.ort`, 'text', t('Ort', 'Town')),
  ask(`${TYPE}.@type`, 'choice', t('Art der Immobilie', 'Type of property'), { ...must, options }),
  ask(`${TYPE}.anzahlDerWohneinheiten`, 'count', t('Anzahl der Wohnungen', 'Number of flats'), {
    ...must,
    when: { is: [`${TYPE}.@type`, 'MEHRFAMILIENHAUS'] },
    bounds: within(3, 500),
  }),
  ask(`${TYPE}.gebaeude.baujahr`, 'year', t('Baujahr', 'Year of construction'), {
    ...must,
    when: standing,
    certainty: FULL,
    hint: t('Ungefähr reicht.', 'Roughly is enough.'),
    bounds: within(1200, { thisYear: 0 }),
  }),
]

const use: readonly Question[] = [
  ask(`${LIVING}.gesamtflaeche`, 'area-m2', t('Wohnfläche', 'Living area'), {
    ...must,
    when: standing,
    certainty: FULL,
    bounds: within(10, 5_000),
  }),
  ...rented({
    use: `${LIVING}.nutzungsart.@type`,
    total: `${LIVING}.gesamtflaeche`,
    part: `${LIVING}.nutzungsart.vermieteteFlaeche`,
    rent: `${LIVING}.nutzungsart.mieteinnahmenNettoKaltMonatlich`,
    label: t('Wie wird sie genutzt?', 'How is it used?'),
    when: standing,
  }),
  ask(
    `${OWNED}.einsatz`,
    'choice',
    t('Möchten Sie die Immobilie einsetzen?', 'Will you use this property?'),
    {
      ...must,
      options: [
        option('KEIN_EINSATZ', 'Nein, behalten', 'No, keep it'),
        option('VERKAUFEN', 'Ja, verkaufen', 'Yes, sell it'),
        option('ALS_ZUSATZSICHERHEIT', 'Ja, als zusätzliche Sicherheit', 'Yes, as additional security'),
      ],
      help: help(
        'Was ist eine Zusatzsicherheit?',
        'What is additional security?',
        'Zusatzsicherheit: etwas, das Sie der Bank als Sicherheit geben, ohne es zu verkaufen.',
        'Something you give the bank as security without selling it (Zusatzsicherheit).',
      ),
    },
  ),
  ask(
    `${OWNED}.maximalEinzusetzenderBetragBeiVerkauf`,
    'money-eur',
    t('Erlös, den Sie einsetzen', 'Sale proceeds you will use'),
    {
      ...must,
      when: { is: [`${OWNED}.einsatz`, 'VERKAUFEN'] },
      certainty: FULL,
      hint: t('Was nach Ablösung der Darlehen übrig bleibt.', 'What is left after the loans are paid back.'),
      rules: ['proceedsAfterLoans'],
      bounds: [
        { min: 0, else: 'block' },
        {
          max: { of: `${OWNED}.marktwert` },
          else: 'block',
          text: t('Der Erlös kann nicht größer sein als der Wert.', 'The proceeds cannot exceed the value.'),
        },
      ],
    },
  ),
  ask(
    `${OWNED}.einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit`,
    'money-eur',
    t('Betrag als Sicherheit', 'Amount as security'),
    {
      when: { is: [`${OWNED}.einsatz`, 'ALS_ZUSATZSICHERHEIT'] },
      certainty: FULL,
      bounds: [
        ...from0(20_000_000),
        {
          max: { of: `${OWNED}.marktwert` },
          else: 'block',
          text: t(
            'Die Sicherheit kann nicht größer sein als der Wert.',
            'The security cannot exceed the value.',
          ),
        },
      ],
    },
  ),
  yesNo(
    F.besitzDarlehenErfassung,
    { no: 'KEINE_BESTEHENDEN_DARLEHEN', yes: 'VORHANDENE_BESTEHENDE_DARLEHEN' },
    t('Liegen Darlehen auf dieser Immobilie?', 'Are there loans on this property?'),
    must,
  ),
]

const step = {
  id: 'immobilien',
  part: 'geld',
  in: FULL,
  title: t('Immobilien, die Sie schon haben', 'Property you already own'),
  figures: ['haushaltsrechnung', 'finanzierung'],
} as const

export const immobilien: readonly Step[] = [
  {
    ...step,
    heading: t('Welche Immobilien haben Sie schon?', 'What property do you already own?'),
    headings: ofHousehold('Immobilien, die schon da sind', 'Property already owned'),
    intro: t(
      'Ohne die Immobilie, um die es bei dieser Finanzierung geht.',
      'Without the property that this financing is about.',
    ),
    each: F.haushalt,
    questions: [
      yesNo(
        F.besitzErfassung,
        { no: 'KEINE_BESTEHENDEN_IMMOBILIEN', yes: 'VORHANDENE_BESTEHENDE_IMMOBILIEN' },
        t('Gibt es schon Immobilien?', 'Is there any property already?'),
        must,
      ),
    ],
    lists: [F.besitz],
  },
  {
    ...step,
    heading: t('Immobilie', 'Property'),
    headings: [{ text: t('Angaben zu: {besitz}', 'About: {besitz}') }],
    each: OWNED,
    questions: property,
  },
  {
    ...step,
    heading: t('Nutzung und Einsatz', 'Use'),
    headings: [{ text: t('{besitz}: Nutzung und Einsatz', '{besitz}: use') }],
    each: OWNED,
    questions: use,
    lists: [F.besitzDarlehen],
  },
  {
    ...step,
    heading: t('Darlehen', 'Loan'),
    headings: [{ text: t('{besitz}: {besitzdarlehen}', '{besitz}: {besitzdarlehen}') }],
    each: `${F.besitzDarlehen}[]`,
    questions: loanQuestions(`${F.besitzDarlehen}[]`, { fixedUntil: false }),
  },
  {
    ...step,
    heading: t('Konditionen', 'Terms'),
    headings: [{ text: t('{besitz}, {besitzdarlehen}: Konditionen', '{besitz}, {besitzdarlehen}: terms') }],
    each: `${F.besitzDarlehen}[]`,
    questions: loanTerms(`${F.besitzDarlehen}[]`),
  },
]
