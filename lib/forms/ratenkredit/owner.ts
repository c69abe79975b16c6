import { ask, must, t } from '@/lib/forms/common/texts'
import type { Condition, Option, Path, Question } from '@/lib/forms/engine/types'
import { FIRST_PERSON, of, P, SECOND_PERSON, twoPeople } from './paths'

export const OWNER = 'gehoertZuAntragsteller'
export type Owner = 'ANTRAGSTELLER_1' | 'ANTRAGSTELLER_2' | 'BEIDE'

/** The options name the two people, by first name once it is known. */
const ONE_OF_TWO: readonly Option[] = [
  { value: 'ANTRAGSTELLER_1', label: t('{person1}', '{person1}') },
  { value: 'ANTRAGSTELLER_2', label: t('{person2}', '{person2}') },
]
const BOTH_OF_THEM: Option = { value: 'BEIDE', label: t('Beiden', 'Both') }

/**
 * Whose an entry is. Asked only where there are two people; who asks alone is the first, and that is written without
 * a question (`otherwise`); `there` says when the entry exists, which the items of a list do anyway. Some lists of the document do not take `BEIDE` (ratenkredit §3).
 */
export const owner = (
  list: Path,
  takesBoth: 'both' | 'one',
  label: Question['label'] = t('Zu wem gehört das?', 'Whose is it?'),
  there?: Condition,
): Question =>
  ask(`${list}.${OWNER}`, 'choice', label, {
    ...must,
    when: there ? { all: [twoPeople, there] } : twoPeople,
    otherwise: { value: 'ANTRAGSTELLER_1', ...(there && { when: there }) },
    options: takesBoth === 'both' ? [...ONE_OF_TWO, BOTH_OF_THEM] : ONE_OF_TWO,
  })

/** The place where each person's first name stands. */
export const FIRST_NAMES = [of(FIRST_PERSON, P.vorname), of(SECOND_PERSON, P.vorname)] as const
