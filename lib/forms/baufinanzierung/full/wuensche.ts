import { within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t } from '@/lib/forms/common/texts'
import type { Bound, Condition, Path, Question, Step } from '@/lib/forms/engine/types'
import { couple, FULL, P } from '../paths'
import { F } from './places'

const is = (path: Path, value: string): Condition => ({ is: [`${path}.@type`, value] })
const fromTo = (path: Path): Bound => ({
  min: { of: path },
  else: 'block',
  text: t('„Bis“ kann nicht kleiner sein als „von“.', '“To” cannot be less than “from”.'),
})

const fixedRate: readonly Question[] = [
  ask(
    `${F.zinsbindung}.@type`,
    'choice',
    t('Wie lange soll Ihr Zins fest sein?', 'How long should your rate be fixed?'),
    {
      help: help(
        'Was ist die Zinsbindung?',
        'What is the fixed-rate period?',
        'Zinsbindung: die Zeit, in der Ihr Zins fest bleibt.',
        'The time during which your rate stays fixed (Zinsbindung).',
      ),
      options: [
        option('ZINSBINDUNG_IN_JAHREN', 'Genaue Anzahl Jahre', 'Exact number of years'),
        option('ZINSBINDUNGSSPANNE', 'Von – bis', 'From – to'),
        option('LANGE_ZINSSICHERHEIT', 'Möglichst lange sicher', 'Secure for long'),
        option('FLEXIBEL_KURZFRISTIG_HANDLUNGSFAEHIG', 'Kurz und flexibel', 'Short and flexible'),
        option('KEINE_ZINSBINDUNG_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(`${F.zinsbindung}.jahre`, 'years', t('Zinsbindung in Jahren', 'Fixed rate in years'), {
    ...must,
    when: is(F.zinsbindung, 'ZINSBINDUNG_IN_JAHREN'),
    bounds: within(1, 40),
  }),
  ask(`${F.zinsbindung}.vonJahre`, 'years', t('Zinsbindung von (Jahre)', 'Fixed rate from (years)'), {
    ...must,
    when: is(F.zinsbindung, 'ZINSBINDUNGSSPANNE'),
    bounds: within(1, 40),
  }),
  ask(`${F.zinsbindung}.bisJahre`, 'years', t('Zinsbindung bis (Jahre)', 'Fixed rate to (years)'), {
    ...must,
    when: is(F.zinsbindung, 'ZINSBINDUNGSSPANNE'),
    bounds: [fromTo(`${F.zinsbindung}.vonJahre`), ...within(1, 40)],
  }),
]

const instalment: readonly Question[] = [
  ask(
    `${F.rate}.@type`,
    'choice',
    t('Welche Rate stellen Sie sich vor?', 'What instalment do you have in mind?'),
    {
      options: [
        option('RATE_ALS_BETRAG', 'Fester Betrag', 'Fixed amount'),
        option('RATENSPANNE', 'Von – bis', 'From – to'),
        option('WARMMIETE_VON_HEUTE', 'Wie meine heutige Warmmiete', 'Same as my current rent', {
          any: [{ above: [P.miete.replace('[]', '.0'), 0] }, { above: [P.miete.replace('[]', '.1'), 0] }],
        }),
        option('MOEGLICHST_NIEDRIGE_RATE', 'Möglichst niedrig', 'As low as possible'),
        option('VERFUEGBARES_EINKOMMEN_AUSSCHOEPFEN', 'So hoch wie möglich', 'As high as I can afford'),
        option('KEINE_RATE_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(`${F.rate}.betrag`, 'money-eur-monthly', t('Wunschrate pro Monat', 'Desired instalment per month'), {
    ...must,
    when: is(F.rate, 'RATE_ALS_BETRAG'),
    bounds: within(50, 30_000),
  }),
  ask(`${F.rate}.von`, 'money-eur-monthly', t('Rate von', 'Instalment from'), {
    ...must,
    when: is(F.rate, 'RATENSPANNE'),
    bounds: within(50, 30_000),
  }),
  ask(`${F.rate}.bis`, 'money-eur-monthly', t('Rate bis', 'Instalment to'), {
    ...must,
    when: is(F.rate, 'RATENSPANNE'),
    bounds: [fromTo(`${F.rate}.von`), { max: 30_000, else: 'block' }],
  }),
]

const extra: readonly Question[] = [
  ask(
    `${F.sondertilgung}.@type`,
    'choice',
    t('Möchten Sie Sondertilgungen leisten können?', 'Would you like to make extra repayments?'),
    {
      help: help(
        'Was ist eine Sondertilgung?',
        'What is an extra repayment?',
        'Sondertilgung: was Sie außer der Reihe zurückzahlen dürfen.',
        'What you may repay on top of the instalments (Sondertilgung).',
      ),
      options: [
        option('PROZENT_JAEHRLICH', 'Jährlich in Prozent', 'Yearly in per cent'),
        option('EURO_JAEHRLICH', 'Jährlich in Euro', 'Yearly in euros'),
        option('EURO_EINMALIG', 'Einmalig in Euro', 'Once in euros'),
        option('DERZEIT_NICHT_GEPLANT', 'Derzeit nicht geplant', 'Not planned'),
        option('KEINE_SONDERTILGUNG_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(`${F.sondertilgung}.betrag`, 'money-eur', t('Sondertilgung einmalig', 'One-off extra repayment'), {
    ...must,
    when: is(F.sondertilgung, 'EURO_EINMALIG'),
    bounds: within(1, 1_000_000),
  }),
  ask(
    `${F.sondertilgung}.betrag`,
    'money-eur-yearly',
    t('Sondertilgung pro Jahr', 'Extra repayment per year'),
    {
      ...must,
      when: is(F.sondertilgung, 'EURO_JAEHRLICH'),
      bounds: within(1, 500_000),
    },
  ),
  ask(`${F.sondertilgung}.prozent`, 'percent', t('Sondertilgung pro Jahr', 'Extra repayment per year'), {
    ...must,
    when: is(F.sondertilgung, 'PROZENT_JAEHRLICH'),
    hint: t('Üblich sind höchstens 5 oder 10 % des Darlehens.', 'Usually at most 5 or 10 % of the loan.'),
    bounds: within(0.1, 10),
  }),
]

const end: readonly Question[] = [
  ask(
    `${F.laufzeit}.@type`,
    'choice',
    t('Wann möchten Sie schuldenfrei sein?', 'When do you want to be debt-free?'),
    {
      options: [
        option('MOEGLICHST_SCHNELL', 'Möglichst schnell', 'As fast as possible'),
        option('IN_JAHREN', 'In einer Anzahl Jahre', 'In a number of years'),
        option('BIS_ZUM_JAHR', 'Bis zu einem Jahr', 'By a certain year'),
        option('BIS_ZUR_RENTE_IM_JAHR', 'Bis zur Rente', 'By retirement'),
        option('KEINE_LAUFZEIT_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(`${F.laufzeit}.jahr`, 'year', t('Schuldenfrei bis (Jahr)', 'Debt-free by (year)'), {
    ...must,
    when: is(F.laufzeit, 'BIS_ZUM_JAHR'),
    rules: ['loanAfterRetirement'],
    bounds: within({ thisYear: 1 }, { thisYear: 50 }),
  }),
  ask(`${F.laufzeit}.jahr`, 'year', t('Rentenbeginn (Jahr)', 'Retirement (year)'), {
    ...must,
    when: is(F.laufzeit, 'BIS_ZUR_RENTE_IM_JAHR'),
    rules: ['retirementAge'],
    bounds: within({ thisYear: 1 }, { thisYear: 50 }),
  }),
  ask(`${F.laufzeit}.jahre`, 'years', t('Schuldenfrei in (Jahren)', 'Debt-free in (years)'), {
    ...must,
    when: is(F.laufzeit, 'IN_JAHREN'),
    rules: ['loanAfterRetirement'],
    bounds: within(1, 50),
  }),
]

const wishes: readonly Question[] = [
  ask(
    `${F.wuensche}.bestandteileDerFinanzierung.praeferenz`,
    'choice',
    t('Wie soll Ihre Finanzierung aufgebaut sein?', 'How should your financing be built?'),
    {
      options: [
        option('UNKOMPLIZIERTE_FINANZIERUNG', 'Möglichst einfach', 'As simple as possible'),
        option('WEITERE_PRODUKTE_WILLKOMMEN', 'Offen für weitere Produkte', 'Open to further products'),
        option('OEFFENTLICHE_FOERDERUNGEN', 'Mit öffentlicher Förderung', 'With public subsidies'),
        option('KONKRETE_VORSTELLUNGEN', 'Ich habe eine genaue Vorstellung', 'I have specific ideas'),
        option('KEINE_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(
    `${F.wuensche}.absicherungUndVorsorge.praeferenz`,
    'choice',
    t('Absicherung und Vorsorge', 'Protection and provision'),
    {
      hint: t('Zum Beispiel für Todesfall oder Krankheit.', 'For example in case of death or illness.'),
      options: [
        option('VORHANDENE_PRUEFEN', 'Vorhandene Verträge prüfen lassen', 'Have existing cover reviewed'),
        option('VORHANDENE_NICHT_PRUEFEN', 'Vorhanden, keine Prüfung gewünscht', 'Covered, no review wanted'),
        option('NICHT_VORHANDEN_BERATEN', 'Nicht vorhanden, bitte beraten', 'No cover, advice wanted'),
        option(
          'NICHT_VORHANDEN_NICHT_BERATEN',
          'Nicht vorhanden, keine Beratung',
          'No cover, no advice wanted',
        ),
        option('UNBEDEUTEND', 'Für mich unwichtig', 'Not important to me'),
        option('KEINE_PRAEFERENZ', 'Kein Wunsch', 'No preference'),
      ],
    },
  ),
  ask(F.erfahrung, 'boolean', [
    {
      when: { all: [couple, { is: [P.gemeinsamerHaushalt, false] }] },
      text: t(
        'Hat {haushalt} schon einmal eine Immobilie finanziert?',
        'Has {haushalt} financed a property before?',
      ),
    },
    { text: t('Haben Sie schon einmal eine Immobilie finanziert?', 'Have you financed a property before?') },
  ]),
  ask(
    P.weiterePraeferenz,
    'text-long',
    t('Was ist Ihnen sonst noch wichtig?', 'Anything else that matters to you?'),
    {
      hint: t('Bitte nichts über Ihre Gesundheit.', 'Please nothing about your health.'),
    },
  ),
]

const step = {
  id: 'wuensche',
  part: 'abschluss',
  in: FULL,
  title: t('Wünsche', 'Wishes'),
  figures: ['rate', 'haushaltsrechnung'],
} as const

export const wuensche: readonly Step[] = [
  {
    ...step,
    heading: t('Was wünschen Sie sich?', 'What would you like?'),
    intro: t(
      'Alles freiwillig. {firma} bespricht es mit Ihnen.',
      'All optional. {firma} will discuss it with you.',
    ),
    questions: [...fixedRate, ...instalment],
  },
  { ...step, heading: t('Zurückzahlen', 'Paying back'), questions: [...extra, ...end] },
  { ...step, heading: t('Was sonst noch wichtig ist', 'What else matters'), questions: wishes },
]
