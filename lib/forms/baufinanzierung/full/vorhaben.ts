import { t } from '@/lib/forms/common/texts'
import type { Step } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { zeit, zumDatum, zweck } from '../questions/vorhaben'

export const vorhaben: readonly Step[] = [
  {
    id: 'vorhaben',
    part: 'vorhaben',
    in: FULL,
    title: t('Vorhaben', 'Plan'),
    heading: t('Was haben Sie vor?', 'What are you planning?'),
    intro: t(
      'Unverbindliche Selbstauskunft für {firma}. Wenn Sie etwas nicht genau wissen, sagen Sie es einfach dazu.',
      'Non-binding self-disclosure for {firma}. If you do not know something exactly, just say so.',
    ),
    questions: [zweck, zeit, zumDatum],
  },
]
