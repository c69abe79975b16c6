import { MONTHLY_INCOME, YEARLY_INCOME } from '@/lib/forms/common/income'
import { t, you } from '@/lib/forms/common/texts'
import type { Question, Text } from '@/lib/forms/engine/types'
import {
  ART,
  EMPLOYED,
  incomeOf,
  KINDS,
  type Kind,
  moves,
  OWN_BUSINESS,
  WITHOUT_WORK,
  worksAs,
} from './kinds-of-work'
import { BOTH, FULL } from './paths'

const isOneOf = (kinds: readonly Kind[], kind: Kind): boolean => kinds.includes(kind)

const LABELS: { readonly [kind in Kind]: Text } = {
  ANGESTELLTER: t('Angestellt', 'Salaried employee'),
  ARBEITER: t('Arbeiter/in', 'Worker'),
  BEAMTER: t('Verbeamtet', 'Civil servant'),
  SELBSTSTAENDIGER: t('Selbstständig (Gewerbe)', 'Self-employed (trade)'),
  FREIBERUFLER: t('Freiberuflich', 'Freelance professional'),
  RENTNER: t('Im Ruhestand', 'Retired'),
  HAUSFRAU: t('Hausfrau / Hausmann', 'Homemaker'),
  ARBEITSLOSER: t('Ohne Beschäftigung', 'Unemployed'),
}

const beschaeftigungsart: Question = {
  path: ART,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  label: you(
    t('Wie sind Sie beschäftigt?', 'What is your employment status?'),
    t('Wie ist {person} beschäftigt?', "What is {person}'s employment status?"),
  ),
  options: KINDS.map((kind) => ({ value: kind, label: LABELS[kind] })),
  moves,
}

const monthly = {
  kind: 'money-eur-monthly',
  label: you(
    t('Ihr Nettoeinkommen pro Monat', 'Your net income per month'),
    t('Nettoeinkommen von {person} pro Monat', "{person}'s net income per month"),
  ),
  hint: t(
    'Was monatlich aufs Konto kommt, ohne Kindergeld.',
    'What reaches your account each month, without child benefit.',
  ),
  bounds: MONTHLY_INCOME,
} as const

const income: { readonly [sort in 'work' | 'business' | 'pension' | 'other']: Omit<Question, 'in'> } = {
  work: monthly,
  business: {
    kind: 'money-eur-yearly',
    label: you(
      t('Ihr Nettoeinkommen pro Jahr', 'Your net income per year'),
      t('Nettoeinkommen von {person} pro Jahr', "{person}'s net income per year"),
    ),
    hint: t(
      'Gewinn eines Jahres nach Steuern. Ungefähr reicht.',
      'Profit of one year after tax. Roughly is enough.',
    ),
    bounds: YEARLY_INCOME,
  },
  pension: {
    kind: 'money-eur-monthly',
    label: you(
      t('Ihre staatliche Rente pro Monat', 'Your state pension per month'),
      t('Staatliche Rente von {person} pro Monat', "{person}'s state pension per month"),
    ),
    hint: t(
      'Rente oder Pension, die aufs Konto kommt. Betriebsrenten zählen hier nicht mit.',
      'The pension that reaches your account. Company pensions do not count here.',
    ),
    bounds: MONTHLY_INCOME,
  },
  other: {
    kind: 'money-eur-monthly',
    label: you(
      t('Ihr Einkommen pro Monat', 'Your income per month'),
      t('Einkommen von {person} pro Monat', "{person}'s income per month"),
    ),
    hint: t(
      'Zum Beispiel Arbeitslosengeld oder Elterngeld. Kein eigenes Einkommen? Dann 0.',
      'For example unemployment or parental benefit. No income of your own? Enter 0.',
    ),
    bounds: MONTHLY_INCOME,
  },
}

function sortOf(kind: Kind): keyof typeof income {
  if (isOneOf(EMPLOYED, kind)) return 'work'
  if (isOneOf(OWN_BUSINESS, kind)) return 'business'
  return kind === 'RENTNER' ? 'pension' : 'other'
}

/** The one income of a kind. Where the object holds nothing else it cannot be unknown, or nothing would be sent. */
const incomeQuestion = (kind: Kind): Question => ({
  ...income[sortOf(kind)],
  path: incomeOf(kind),
  in: BOTH,
  required: BOTH,
  when: worksAs(kind),
  ...(isOneOf(WITHOUT_WORK, kind) ? {} : { certainty: FULL }),
})

/** The kind of work and its one income. */
export const kindAndIncome: readonly Question[] = [beschaeftigungsart, ...KINDS.map(incomeQuestion)]
