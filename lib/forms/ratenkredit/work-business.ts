import { ask, must, t } from '@/lib/forms/common/texts'
import type { Condition, Question, Text } from '@/lib/forms/engine/types'
import { MONTHS, notInFuture } from './dates'
import { firma } from './firma'
import { type Kind, objectOf, worksAs } from './kinds-of-work'
import { FULL } from './paths'
import { beruf, tooYoung } from './work-questions'

/** Work for oneself. */
export function business(kind: Kind): readonly Question[] {
  const at = objectOf(kind)
  return [
    beruf(at, kind, must),
    ask(`${at}.selbststaendigSeit`, 'date', t('Selbstständig seit', 'Self-employed since'), {
      ...must,
      when: worksAs(kind),
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [
        tooYoung,
        notInFuture,
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
}

export const ownFirm = (kind: Kind): readonly Question[] =>
  firma(`${objectOf(kind)}.firma`, {
    when: worksAs(kind),
    name: t('Name des Unternehmens', 'Name of the business'),
    hint: t('Kein eigener Name? Dann lassen Sie das Feld leer.', 'No name of its own? Leave it empty.'),
  })

/** Suffix of the API's fields, what the year is called, and how long the business has run for it to be asked. */
export const YEARS = [
  ['LaufendesJahr', 'im laufenden Jahr', 'in the current year', 0],
  ['LetztesJahr', 'im letzten Jahr', 'last year', 0],
  ['Vor2Jahren', 'vor zwei Jahren', 'two years ago', 1],
  ['Vor3Jahren', 'vor drei Jahren', 'three years ago', 2],
] as const

export function year(kind: Kind, [suffix, de, en, years]: (typeof YEARS)[number]): readonly Question[] {
  const at = objectOf(kind)
  const old: readonly Condition[] =
    years === 0 ? [] : [{ not: { younger: [`${at}.selbststaendigSeit`, { years }] } }]
  const figure = (name: string, label: Text, hint: Text): Question =>
    ask(`${at}.${name}${suffix}`, 'money-eur-yearly', t(`${label.de} ${de}`, `${label.en} ${en}`), {
      when: { all: [worksAs(kind), ...old] },
      certainty: FULL,
      hint,
      bounds: [
        { min: 0, else: 'block' },
        {
          max: 5_000_000,
          else: 'warn',
          text: t('Stimmt die Zahl der Nullen?', 'Is the number of zeros right?'),
        },
      ],
    })
  return [
    figure(
      'bruttoEinkommen',
      t('Gewinn vor Steuern', 'Profit before tax'),
      t('Bei einem Verlust bitte 0.', 'In case of a loss please enter 0.'),
    ),
    figure(
      'einkommenssteuer',
      t('Einkommensteuer', 'Income tax'),
      t('Steht im Steuerbescheid.', 'See your tax assessment.'),
    ),
    figure(
      'abschreibungen',
      t('Abschreibungen', 'Depreciation'),
      t('Steht im Jahresabschluss.', 'See your annual accounts.'),
    ),
  ]
}
