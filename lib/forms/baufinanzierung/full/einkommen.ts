import { ask, must, option, t, you } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { couple, FULL, P } from '../paths'
import { beschaeftigung, einkommenNetto } from '../questions/einkommen'
import { EMPLOYED, OWN_BUSINESS } from './conditions'
import { F } from './places'

const employed: Condition = { in: [P.beschaeftigung, EMPLOYED] }
const ownBusiness: Condition = { in: [P.beschaeftigung, OWN_BUSINESS] }
const MONTHS = t(
  'Monat und Jahr reichen, zum Beispiel 03.2015.',
  'Month and year are enough, for example 03/2015.',
)
const tooYoung = {
  min: { of: F.geburtsdatum, plus: { years: 14 } },
  else: 'block',
  text: t(
    'Das liegt vor dem 14. Geburtstag. Bitte prüfen Sie das Jahr.',
    'This is before the 14th birthday. Please check the year.',
  ),
} as const

const SALARIES = [
  ['ZWOELF', '12', '12'],
  ['ZWOELF_EINHALB', '12,5', '12.5'],
  ['DREIZEHN', '13', '13'],
  ['DREIZEHN_EINHALB', '13,5', '13.5'],
  ['VIERZEHN', '14', '14'],
  ['VIERZEHN_EINHALB', '14,5', '14.5'],
  ['FUENFZEHN', '15', '15'],
] as const

const income: readonly Question[] = [
  {
    ...beschaeftigung,
    items: undefined,
    in: FULL,
    rules: ['worksWithoutPermit'],
    label: you(
      t('Wie sind Sie beschäftigt?', 'What is your employment status?'),
      t('Wie ist {person} beschäftigt?', "What is {person}'s employment status?"),
    ),
  },
  {
    ...einkommenNetto,
    items: undefined,
    in: FULL,
    certainty: FULL,
    label: you(
      t('Ihr Nettoeinkommen pro Monat', 'Your net income per month'),
      t('Nettoeinkommen von {person} pro Monat', "{person}'s net income per month"),
    ),
  },
  ask(`${F.verhaeltnis}.anzahlGehaelterProJahr`, 'choice', t('Gehälter pro Jahr', 'Salaries per year'), {
    when: employed,
    hint: t('Mit Urlaubs- und Weihnachtsgeld oft 13.', 'With holiday and Christmas pay often 13.'),
    options: SALARIES.map(([value, de, en]) => option(value, de, en)),
  }),
  ask(`${F.job}.beruf`, 'text', t('Beruf', 'Occupation'), {
    when: { all: [{ answered: P.beschaeftigung }, { not: { is: [P.beschaeftigung, 'RENTNER'] } }] },
  }),
]

const work: readonly Question[] = [
  ask(`${F.job}.beschaeftigungsstatus`, 'choice', t('Arbeitsvertrag', 'Employment contract'), {
    ...must,
    when: { in: [P.beschaeftigung, ['ANGESTELLTER', 'ARBEITER']] },
    options: [
      option('UNBEFRISTET', 'Unbefristet', 'Permanent'),
      option('BEFRISTET', 'Befristet', 'Fixed-term'),
    ],
  }),
  ask(`${F.verhaeltnis}.arbeitgeber.name`, 'text', t('Arbeitgeber', 'Employer'), {
    ...must,
    when: employed,
    hint: t('Wir fragen dort nicht nach.', 'We do not ask there.'),
  }),
  ask(
    `${F.verhaeltnis}.arbeitgeber.inDeutschland`,
    'boolean',
    t('Sitzt der Arbeitgeber in Deutschland?', 'Is the employer based in Germany?'),
    { ...must, when: employed },
  ),
  ask(F.beschaeftigtSeit, 'date', t('Dort beschäftigt seit', 'Employed there since'), {
    ...must,
    when: employed,
    certainty: FULL,
    monthMeans: 'first',
    hint: MONTHS,
    bounds: [
      tooYoung,
      {
        max: { today: { years: 1 } },
        else: 'block',
        text: t('Bitte höchstens ein Jahr in der Zukunft.', 'Please at most one year ahead.'),
      },
    ],
  }),
  ask(F.probezeit, 'boolean', t('Läuft noch die Probezeit?', 'Is the probation period still running?'), {
    ...must,
    when: employed,
    preset: { name: 'probezeit', send: 'seen' },
  }),
  ask(`${F.job}.taetigkeit.berufsbezeichnung`, 'choice', t('Tätigkeit', 'Profession'), {
    ...must,
    when: ownBusiness,
    options: { list: 'berufe' },
  }),
  ask(`${F.job}.taetigkeit.firma`, 'text', t('Name des Unternehmens', 'Name of the business'), {
    when: ownBusiness,
  }),
  ask(F.taetigSeit, 'date', t('Selbstständig seit', 'Self-employed since'), {
    ...must,
    when: ownBusiness,
    certainty: FULL,
    monthMeans: 'first',
    hint: MONTHS,
    bounds: [
      tooYoung,
      {
        max: { today: { days: 0 } },
        else: 'block',
        text: t(
          'Das Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr.',
          'This date is in the future. Please check the year.',
        ),
      },
      {
        max: { today: { years: -3 } },
        else: 'warn',
        text: t(
          'Viele Banken möchten drei volle Jahre sehen. Stimmt das Datum?',
          'Many banks want to see three full years. Is the date right?',
        ),
      },
    ],
  }),
]

const step = {
  id: 'einkommen',
  part: 'geld',
  in: FULL,
  title: t('Einkommen', 'Income'),
  each: F.kunde,
  figures: ['haushaltsrechnung'],
} as const

export const einkommen: readonly Step[] = [
  {
    ...step,
    heading: t('Ihr Einkommen', 'Your income'),
    headings: [
      { when: couple, text: t('Einkommen von {person}', "{person}'s income") },
      { text: t('Ihr Einkommen', 'Your income') },
    ],
    intro: t(
      'Daraus ergibt sich, welche Rate passt. Wir fragen weder Arbeitgeber noch Bank.',
      'It shows which instalment fits. We ask neither employer nor bank.',
    ),
    questions: income,
  },
  {
    ...step,
    heading: t('Ihre Arbeit', 'Your work'),
    headings: [
      { when: couple, text: t('Arbeit von {person}', "{person}'s work") },
      { text: t('Ihre Arbeit', 'Your work') },
    ],
    questions: work,
  },
]
