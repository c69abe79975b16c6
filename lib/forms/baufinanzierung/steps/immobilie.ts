import type { Step } from '@/lib/forms/engine/types'
import { SHORT } from '../paths'
import { nutzung, objektGefunden, ort, plz, typ } from '../questions/immobilie'

export const immobilie: Step = {
  id: 'immobilie',
  in: SHORT,
  title: { de: 'Immobilie', en: 'Property' },
  heading: { de: 'Um welche Immobilie geht es?', en: 'Which property is it?' },
  questions: [objektGefunden, typ, plz, ort, nutzung],
}
