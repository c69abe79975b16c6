import type { Step } from '@/lib/forms/engine/types'
import { SHORT } from '../paths'
import { zeit, zumDatum, zweck } from '../questions/vorhaben'

export const vorhaben: Step = {
  id: 'vorhaben',
  in: SHORT,
  title: { de: 'Vorhaben', en: 'Plan' },
  heading: { de: 'Was haben Sie vor?', en: 'What are you planning?' },
  intro: {
    de: 'Unverbindliche Anfrage an {firma}, etwa 3 Minuten.',
    en: 'Non-binding enquiry to {firma}, about 3 minutes.',
  },
  questions: [zweck, zeit, zumDatum],
}
