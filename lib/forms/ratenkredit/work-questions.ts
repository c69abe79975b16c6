import { ask, t } from '@/lib/forms/common/texts'
import type { Bound, Path, Question } from '@/lib/forms/engine/types'
import { type Kind, worksAs } from './kinds-of-work'
import { P } from './paths'

/** Not before a birthday. */
export const notAsChild = (years: number, de: string, en: string): Bound => ({
  min: { of: P.geburtsdatum, plus: { years } },
  else: 'block',
  text: t(de, en),
})
export const tooYoung = notAsChild(
  14,
  'Das liegt vor dem 14. Geburtstag. Bitte prüfen Sie das Jahr.',
  'This is before the 14th birthday. Please check the year.',
)

export const beruf = (at: Path, kind: Kind, extra: Partial<Question> = {}): Question =>
  ask(`${at}.berufsbezeichnung`, 'text', t('Beruf', 'Occupation'), {
    when: worksAs(kind),
    hint: t('Zum Beispiel Elektrikerin.', 'For example electrician.'),
    ...extra,
  })
