import { from0, from1, within } from '@/lib/forms/common/bounds'
import { ask, help, option, t } from '@/lib/forms/common/texts'
import type { Bound, Form, Question, Step } from '@/lib/forms/engine/types'
import { LIMITS } from './limits'
import { BOTH, FULL, P, purpose, SHORT } from './paths'

const both = { in: BOTH, required: BOTH } as const
const car = purpose('FAHRZEUGKAUF')
const works = purpose('MODERNISIEREN')
const MONTHS_AT_MOST = [
  { months: LIMITS.laufzeit.max, when: { not: works } },
  { months: LIMITS.laufzeit.modernisieren, when: works },
] as const

const wish: readonly Question[] = [
  {
    path: P.zweck,
    kind: 'choice',
    ...both,
    label: t('Wofür brauchen Sie den Kredit?', 'What do you need the loan for?'),
    options: [
      option('FREIE_VERWENDUNG', 'Zur freien Verwendung', 'For anything I like'),
      option('FAHRZEUGKAUF', 'Fahrzeug kaufen', 'Buy a vehicle'),
      {
        ...option('UMSCHULDUNG', 'Kredite ablösen', 'Replace other loans'),
        hint: t('Umschuldung: ein neuer Kredit statt der alten', 'One new loan instead of the old ones'),
      },
      option('MODERNISIEREN', 'Modernisieren oder renovieren', 'Modernise or renovate'),
    ],
  },
  {
    path: P.kreditbetrag,
    kind: 'money-eur',
    ...both,
    label: t('Kreditbetrag', 'Loan amount'),
    hint: [
      {
        when: purpose('UMSCHULDUNG'),
        text: t(
          'Was die alten Kredite noch kosten, und was Sie darüber hinaus brauchen.',
          'What is still owed on the old loans, and what you need on top.',
        ),
      },
      {
        text: t(
          'Der Betrag, den Sie ausgezahlt bekommen möchten.',
          'The amount that you want to be paid out.',
        ),
      },
    ],
    rules: ['creditCoversOldLoans'],
    bounds: [
      {
        min: LIMITS.kreditbetrag.min,
        else: 'block',
        text: t(
          'Ein Ratenkredit beginnt bei 1.000 Euro. Bitte tragen Sie mindestens 1.000 ein.',
          'A consumer loan starts at 1,000 euros. Please enter at least 1,000.',
        ),
      },
      {
        max: LIMITS.kreditbetrag.max,
        else: 'block',
        text: t(
          'Ein Ratenkredit geht bis 100.000 Euro. Bitte tragen Sie höchstens 100.000 ein.',
          'A consumer loan goes up to 100,000 euros. Please enter at most 100,000.',
        ),
      },
    ],
  },
  {
    key: P.fest,
    kind: 'choice',
    ...both,
    label: t('Was möchten Sie festlegen?', 'What do you want to fix?'),
    hint: t('Das andere ergibt sich daraus.', 'The other one follows from it.'),
    options: [
      option('laufzeit', 'Die Laufzeit', 'The term'),
      option('rate', 'Die monatliche Rate', 'The monthly instalment'),
    ],
    help: help(
      'Was ist die Laufzeit?',
      'What is the term?',
      'Laufzeit: die Zeit, in der Sie den Kredit zurückzahlen. Je länger sie ist, desto kleiner ist die Rate und desto mehr Zinsen zahlen Sie.',
      'The time in which you pay the loan back. The longer it is, the smaller the instalment and the more interest you pay.',
    ),
  },
  {
    path: P.laufzeit,
    kind: 'months',
    ...both,
    when: { is: [P.fest, 'laufzeit'] },
    label: t('Laufzeit in Monaten', 'Term in months'),
    hint: t('Zum Beispiel 48 für vier Jahre.', 'For example 48 for four years.'),
    unit: t('Monate', 'months'),
    bounds: [
      { min: LIMITS.laufzeit.min, else: 'block' },
      ...MONTHS_AT_MOST.map(({ months, when }): Bound => ({ max: months, else: 'block', when })),
    ],
  },
  {
    path: P.rate,
    kind: 'money-eur-monthly',
    ...both,
    when: { is: [P.fest, 'rate'] },
    label: t('Wunschrate pro Monat', 'Desired instalment per month'),
    bounds: [
      { min: 1, else: 'block' },
      ...MONTHS_AT_MOST.map(
        ({ months, when }): Bound => ({
          min: { of: P.kreditbetrag, times: 1 / months },
          else: 'block',
          when,
          text: t(
            `Mit dieser Rate ist der Kredit auch nach ${months} Monaten nicht bezahlt. Bitte tragen Sie eine höhere ein.`,
            `With this instalment the loan is not paid off even after ${months} months. Please enter a higher one.`,
          ),
        }),
      ),
      {
        max: { of: P.kreditbetrag, times: 1 / LIMITS.laufzeit.min },
        else: 'warn',
        text: t(
          'Damit wäre der Kredit in weniger als einem Jahr bezahlt. Stimmt die Rate?',
          'The loan would be paid off in less than a year. Is the instalment right?',
        ),
      },
    ],
  },
]

const paidOn = ask(
  P.ratenzahlungstermin,
  'choice',
  t('Wann im Monat möchten Sie zahlen?', 'When in the month do you want to pay?'),
  {
    options: [
      option('MONATSENDE', 'Am Monatsende', 'At the end of the month'),
      option('MONATSMITTE', 'In der Monatsmitte', 'In the middle of the month'),
    ],
  },
)

const deal: readonly Question[] = [
  {
    path: P.anbieter,
    kind: 'choice',
    in: BOTH,
    required: FULL,
    when: car,
    label: t('Von wem kaufen Sie das Fahrzeug?', 'Who sells the vehicle?'),
    options: [
      option('HAENDLER', 'Von einem Händler', 'A dealer'),
      option('PRIVAT', 'Von einer Privatperson', 'A private person'),
    ],
  },
  {
    path: P.fahrzeugpreis,
    kind: 'money-eur',
    in: BOTH,
    required: FULL,
    when: car,
    label: t('Kaufpreis des Fahrzeugs', 'Price of the vehicle'),
    bounds: from1(500_000),
    rules: ['creditBeyondVehicle'],
  },
]

const vehicle: readonly Question[] = [
  ...deal.map((question) => ({ ...question, in: FULL })),
  ask(P.beglichen, 'money-eur', t('Anzahlung oder schon bezahlt', 'Deposit or already paid'), {
    when: car,
    certainty: FULL,
    hint: t('Nichts? Dann 0.', 'Nothing? Enter 0.'),
    rules: ['creditBeyondVehicle'],
    bounds: [
      ...from0(500_000),
      {
        max: { of: P.fahrzeugpreis },
        else: 'block',
        text: t(
          'Das ist mehr als der Kaufpreis. Bitte prüfen Sie beide Beträge.',
          'This is more than the price. Please check both amounts.',
        ),
      },
    ],
  }),
  ask(P.marke, 'text', t('Marke', 'Make'), {
    when: car,
    hint: t('Zum Beispiel Volkswagen.', 'For example Volkswagen.'),
  }),
  ask(P.modell, 'text', t('Modell', 'Model'), { when: car }),
  ask(P.erstzulassung, 'date', t('Erstzulassung', 'First registration'), {
    when: car,
    certainty: FULL,
    monthMeans: 'first',
    hint: t(
      'Steht im Fahrzeugschein. Monat und Jahr reichen.',
      'See the registration document. Month and year are enough.',
    ),
    bounds: [
      {
        max: { today: { years: 1 } },
        else: 'block',
        text: t('Bitte höchstens ein Jahr in der Zukunft.', 'Please at most one year ahead.'),
      },
      {
        min: { today: { years: -30 } },
        else: 'warn',
        text: t('Das ist lange her. Stimmt das Jahr?', 'This was long ago. Is the year right?'),
      },
    ],
  }),
  ask(P.laufleistung, 'integer', t('Kilometerstand', 'Mileage'), {
    when: car,
    certainty: FULL,
    unit: t('km', 'km'),
    bounds: from0(500_000),
  }),
  {
    key: P.leistung,
    kind: 'choice',
    in: FULL,
    label: t('Wie kennen Sie die Leistung?', 'How do you know the power?'),
    when: car,
    options: [option('kw', 'In Kilowatt (kW)', 'In kilowatts (kW)'), option('ps', 'In PS', 'In horsepower')],
  },
  ask(P.kw, 'integer', t('Leistung in kW', 'Power in kW'), {
    when: { all: [car, { is: [P.leistung, 'kw'] }] },
    unit: t('kW', 'kW'),
    bounds: within(1, 1_500),
  }),
  ask(P.ps, 'integer', t('Leistung in PS', 'Power in horsepower'), {
    when: { all: [car, { is: [P.leistung, 'ps'] }] },
    unit: t('PS', 'hp'),
    bounds: within(1, 2_000),
  }),
]

const step = { id: 'kreditwunsch', title: t('Kreditwunsch', 'Your loan') } as const
const heading = t('Was haben Sie vor?', 'What are you planning?')

export const kreditwunschShort: readonly Step[] = [
  {
    ...step,
    in: SHORT,
    heading,
    intro: t(
      'Unverbindliche Anfrage an {firma}, etwa 2 Minuten.',
      'Non-binding enquiry to {firma}, about 2 minutes.',
    ),
    figures: ['ratenbeispiel'],
    questions: [...wish, ...deal],
  },
]

export const kreditwunschFull: readonly Step[] = [
  {
    ...step,
    in: FULL,
    part: 'kredit',
    heading,
    intro: t('Unverbindliche Anfrage an {firma}.', 'Non-binding enquiry to {firma}.'),
    figures: ['kreditrate'],
    questions: [...wish, paidOn],
  },
  {
    ...step,
    in: FULL,
    part: 'kredit',
    when: car,
    heading: t('Das Fahrzeug', 'The vehicle'),
    questions: vehicle,
  },
]

/** What the person fixed follows from the document: the one of both that it holds. */
export const inferWish: NonNullable<Form['infer']> = {
  [P.fest]: (leaf) =>
    leaf(P.laufzeit) !== undefined ? 'laufzeit' : leaf(P.rate) !== undefined ? 'rate' : undefined,
  [P.leistung]: (leaf) => (leaf(P.kw) !== undefined ? 'kw' : leaf(P.ps) !== undefined ? 'ps' : undefined),
}
