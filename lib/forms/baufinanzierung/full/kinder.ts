import { from1 } from '@/lib/forms/common/bounds'
import { ask, must, t } from '@/lib/forms/common/texts'
import type { Question } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { F } from './places'

const CHILD = `${F.kinder}[]`

/** One child of the household. */
export const child: readonly Question[] = [
  ask(`${CHILD}.geburtsdatum`, 'date', t('Geburtsdatum des Kindes', "Child's date of birth"), {
    ...must,
    hint: t('Zum Beispiel 02.05.2019.', 'For example 02/05/2019.'),
    rules: ['childYoungerThanParent'],
    bounds: [
      {
        max: { today: { days: -1 } },
        else: 'block',
        text: t(
          'Das Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr.',
          'This date is in the future. Please check the year.',
        ),
      },
      {
        min: { today: { years: -30 } },
        else: 'block',
        text: t('Bitte nur Kinder bis 30 Jahre.', 'Please enter children up to the age of 30 only.'),
      },
    ],
  }),
  ask(
    `${CHILD}.kindergeldWirdBezogen`,
    'boolean',
    t('Bekommen Sie Kindergeld für das Kind?', 'Do you receive child benefit?'),
    {
      ...must,
      preset: { name: 'kindergeld', send: 'seen' },
      rules: ['benefitUpTo25'],
    },
  ),
  ask(
    `${CHILD}.unterhaltWirdBezogen`,
    'boolean',
    t('Bekommen Sie Unterhalt für das Kind?', 'Do you receive child support?'),
    {
      hint: t('Zum Beispiel vom anderen Elternteil.', 'For example from the other parent.'),
    },
  ),
  ask(
    `${CHILD}.unterhalt`,
    'money-eur-monthly',
    t('Unterhalt für das Kind pro Monat', 'Child support per month'),
    {
      ...must,
      when: { is: [`${CHILD}.unterhaltWirdBezogen`, true] },
      certainty: FULL,
      bounds: from1(5_000),
    },
  ),
]
