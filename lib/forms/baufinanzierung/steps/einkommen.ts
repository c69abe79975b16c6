import type { Step } from '@/lib/forms/engine/types'
import { SHORT } from '../paths'
import {
  beschaeftigung,
  beschaeftigungZweite,
  einkommenNetto,
  einkommenNettoZweite,
  gemeinsamerHaushalt,
  miete,
  mieteZweite,
  personen,
} from '../questions/einkommen'

export const einkommen: Step = {
  id: 'einkommen',
  in: SHORT,
  title: { de: 'Einkommen', en: 'Income' },
  heading: { de: 'Ihr Einkommen', en: 'Your income' },
  intro: {
    de: 'Daraus ergibt sich, welche Rate zu Ihnen passt. Wir fragen weder Ihren Arbeitgeber noch Ihre Bank.',
    en: 'It shows which instalment fits you. We ask neither your employer nor your bank.',
  },
  questions: [
    personen,
    gemeinsamerHaushalt,
    beschaeftigung,
    einkommenNetto,
    beschaeftigungZweite,
    einkommenNettoZweite,
    miete,
    mieteZweite,
  ],
}
