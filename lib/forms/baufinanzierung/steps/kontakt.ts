import type { Step } from '@/lib/forms/engine/types'
import { SHORT } from '../paths'
import {
  anrede,
  email,
  nachname,
  nachnameZweite,
  telefonnummer,
  vorname,
  vornameZweite,
  weitereKontaktmoeglichkeiten,
} from '../questions/kontakt'

export const kontakt: Step = {
  id: 'kontakt',
  in: SHORT,
  title: { de: 'Kontakt', en: 'Contact' },
  heading: { de: 'Wie erreicht {firma} Sie?', en: 'How can {firma} reach you?' },
  questions: [
    anrede,
    vorname,
    nachname,
    email,
    telefonnummer,
    weitereKontaktmoeglichkeiten,
    vornameZweite,
    nachnameZweite,
  ],
}
