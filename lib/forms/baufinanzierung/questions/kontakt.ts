import type { Question } from '@/lib/forms/engine/types'
import { BOTH, couple, P } from '../paths'

const onlyIfTheyAgree = {
  de: 'Bitte nur, wenn sie einverstanden ist.',
  en: 'Only if they agree, please.',
}

export const anrede: Question = {
  path: P.anrede,
  items: 'first',
  kind: 'choice',
  in: BOTH,
  label: { de: 'Anrede', en: 'Title' },
  options: [
    { value: 'FRAU', label: { de: 'Frau', en: 'Ms' } },
    { value: 'HERR', label: { de: 'Herr', en: 'Mr' } },
  ],
}

export const vorname: Question = {
  path: P.vorname,
  items: 'first',
  kind: 'text',
  in: BOTH,
  required: BOTH,
  label: { de: 'Vorname', en: 'First name' },
  autocomplete: 'given-name',
  missing: { de: 'Bitte tragen Sie Ihren Vornamen ein.', en: 'Please enter your first name.' },
}

export const nachname: Question = {
  path: P.nachname,
  items: 'first',
  kind: 'text',
  in: BOTH,
  required: BOTH,
  label: { de: 'Nachname', en: 'Last name' },
  autocomplete: 'family-name',
  missing: { de: 'Bitte tragen Sie Ihren Nachnamen ein.', en: 'Please enter your last name.' },
}

export const email: Question = {
  path: P.email,
  items: 'first',
  kind: 'email',
  in: BOTH,
  required: BOTH,
  label: { de: 'E-Mail-Adresse', en: 'Email address' },
  autocomplete: 'email',
}

export const telefonnummer: Question = {
  path: P.telefonnummer,
  items: 'first',
  kind: 'phone',
  in: BOTH,
  lens: 'phone',
  label: { de: 'Telefonnummer', en: 'Phone number' },
  hint: { de: 'Für Rückfragen zu dieser Anfrage.', en: 'For questions about this enquiry.' },
  autocomplete: 'tel',
}

export const weitereKontaktmoeglichkeiten: Question = {
  path: P.weitereKontaktmoeglichkeiten,
  items: 'first',
  kind: 'text',
  in: BOTH,
  label: {
    de: 'Wann und wie erreichen wir Sie am besten?',
    en: 'When and how can we best reach you?',
  },
  hint: {
    de: 'Bitte nur Zeiten und Wege, nichts über Ihre Gesundheit.',
    en: 'Please only times and ways, nothing about your health.',
  },
}

export const vornameZweite: Question = {
  path: P.vorname,
  items: 'rest',
  kind: 'text',
  in: BOTH,
  when: couple,
  label: { de: 'Vorname der zweiten Person', en: 'First name of the second person' },
  hint: onlyIfTheyAgree,
}

export const nachnameZweite: Question = {
  path: P.nachname,
  items: 'rest',
  kind: 'text',
  in: BOTH,
  when: couple,
  label: { de: 'Nachname der zweiten Person', en: 'Last name of the second person' },
  hint: onlyIfTheyAgree,
}
