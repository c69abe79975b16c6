import { BOTH } from '@/lib/forms/common/lengths'
import { list } from '@/lib/forms/common/list'
import { t } from '@/lib/forms/common/texts'
import { itemAt } from '@/lib/forms/engine/paths'
import type { Slot } from '@/lib/forms/engine/types'
import { FIRST_PERSON, of, P, PEOPLE, PEOPLE_LIST, SECOND_PERSON, twoPeople } from './paths'

const unnamed = { [FIRST_PERSON]: t('Sie', 'You'), [SECOND_PERSON]: t('Zweite Person', 'Second person') }
const insured = PEOPLE.map((person, at) => ({ item: itemAt(P.ratenschutz, at), person }))

/** The people of the document, and what stands beside them under the same numbers. */
export const slots: readonly Slot[] = [
  {
    path: PEOPLE_LIST,
    max: PEOPLE.length,
    in: BOTH,
    exists: { [FIRST_PERSON]: true, [SECOND_PERSON]: twoPeople },
    people: true,
    called: { as: 'person', by: P.vorname, else: unnamed },
  },
  {
    path: P.ratenschutz,
    max: PEOPLE.length,
    in: ['full'],
    exists: Object.fromEntries(insured.map(({ item }, at) => [item, at === 0 || twoPeople])),
    called: {
      as: 'versicherte',
      by: Object.fromEntries(insured.map(({ item, person }) => [item, of(person, P.vorname)])),
      else: Object.fromEntries(insured.map(({ item, person }) => [item, unnamed[person]])),
    },
  },
  list(
    P.weitereStaaten,
    { path: P.weitereStaatenDa, yes: true },
    {
      as: 'staatsangehoerigkeit',
      one: t('Weitere Staatsangehörigkeit', 'Further nationality'),
      title: t('Weitere Staatsangehörigkeiten', 'Further nationalities'),
      add: t('Staatsangehörigkeit hinzufügen', 'Add a nationality'),
      tell: [`${P.weitereStaaten}[]`],
    },
    5,
  ),
]
