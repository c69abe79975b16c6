import { MONTHLY_INCOME } from '@/lib/forms/common/income'
import type { Bound, Question } from '@/lib/forms/engine/types'
import { BOTH, couple, P } from '../paths'

const employment = {
  path: P.beschaeftigung,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  options: [
    { value: 'ANGESTELLTER', label: { de: 'Angestellt', en: 'Salaried employee' } },
    { value: 'ARBEITER', label: { de: 'Arbeiter/in', en: 'Worker' } },
    { value: 'BEAMTER', label: { de: 'Verbeamtet', en: 'Civil servant' } },
    { value: 'SELBSTSTAENDIGER', label: { de: 'Selbstständig (Gewerbe)', en: 'Self-employed (trade)' } },
    { value: 'FREIBERUFLER', label: { de: 'Freiberuflich', en: 'Freelance professional' } },
    { value: 'RENTNER', label: { de: 'Im Ruhestand', en: 'Retired' } },
    { value: 'HAUSHALTENDE_PERSON', label: { de: 'Hausfrau / Hausmann', en: 'Homemaker' } },
    { value: 'ARBEITSLOSER', label: { de: 'Ohne Beschäftigung', en: 'Unemployed' } },
  ],
} as const satisfies Omit<Question, 'label'>

const income = {
  path: P.einkommenNetto,
  kind: 'money-eur-monthly',
  in: BOTH,
  required: BOTH,
  hint: [
    {
      when: { in: [P.beschaeftigung, ['SELBSTSTAENDIGER', 'FREIBERUFLER']] },
      text: {
        de: 'Gewinn nach Steuern im Jahr, geteilt durch 12.',
        en: 'Yearly profit after tax, divided by 12.',
      },
    },
    {
      when: { is: [P.beschaeftigung, 'RENTNER'] },
      text: { de: 'Ihre Rente oder Pension.', en: 'Your pension.' },
    },
    {
      text: {
        de: 'Was monatlich aufs Konto kommt, ohne Kindergeld.',
        en: 'What reaches your account each month, without child benefit.',
      },
    },
  ],
  bounds: MONTHLY_INCOME,
} as const satisfies Omit<Question, 'label'>

const rentBounds: readonly Bound[] = [
  { min: 0, else: 'block' },
  {
    max: 10_000,
    else: 'warn',
    text: {
      de: 'Das ist viel für einen Monat. Stimmt die Zahl der Nullen?',
      en: 'This is a lot for one month. Is the number of zeros right?',
    },
  },
]

const rentHelp = {
  title: { de: 'Was ist die Warmmiete?', en: 'What is rent including heating?' },
  text: {
    de: 'Warmmiete: Miete mit Heizung und Nebenkosten.',
    en: 'The rent together with heating and service charges.',
  },
}

export const personen: Question = {
  key: P.personen,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  label: { de: 'Wer finanziert?', en: 'Who is borrowing?' },
  options: [
    { value: '1', label: { de: 'Ich allein', en: 'Just me' } },
    { value: '2', label: { de: 'Zu zweit', en: 'Two of us' } },
  ],
}

export const gemeinsamerHaushalt: Question = {
  key: P.gemeinsamerHaushalt,
  kind: 'boolean',
  in: BOTH,
  required: BOTH,
  when: couple,
  label: { de: 'Wohnen Sie zusammen?', en: 'Do you live together?' },
  moves: [
    { value: true, from: 'haushalte.1.kunden.0', to: 'haushalte.0.kunden.1' },
    { value: false, from: 'haushalte.0.kunden.1', to: 'haushalte.1.kunden.0' },
  ],
}

export const beschaeftigung: Question = {
  ...employment,
  items: 'first',
  label: { de: 'Wie sind Sie beschäftigt?', en: 'What is your employment status?' },
}

export const einkommenNetto: Question = {
  ...income,
  items: 'first',
  label: { de: 'Nettoeinkommen pro Monat', en: 'Net income per month' },
}

export const beschaeftigungZweite: Question = {
  ...employment,
  items: 'rest',
  label: {
    de: 'Wie ist die zweite Person beschäftigt?',
    en: "What is the second person's employment status?",
  },
}

export const einkommenNettoZweite: Question = {
  ...income,
  items: 'rest',
  label: {
    de: 'Nettoeinkommen der zweiten Person pro Monat',
    en: "Second person's net income per month",
  },
}

export const miete: Question = {
  path: P.miete,
  items: 'first',
  kind: 'money-eur-monthly',
  in: BOTH,
  label: { de: 'Aktuelle Warmmiete pro Monat', en: 'Current rent incl. heating per month' },
  help: rentHelp,
  bounds: rentBounds,
}

export const mieteZweite: Question = {
  path: P.miete,
  items: 'rest',
  kind: 'money-eur-monthly',
  in: BOTH,
  label: {
    de: 'Aktuelle Warmmiete der zweiten Person pro Monat',
    en: "Second person's current rent incl. heating per month",
  },
  bounds: rentBounds,
}
