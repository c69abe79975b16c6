import { t, you } from '@/lib/forms/common/texts'
import type { Question, Step } from '@/lib/forms/engine/types'
import { BOTH, FULL, P, SHORT } from './paths'

const mail: Question = {
  path: P.email,
  items: 'first',
  kind: 'email',
  in: BOTH,
  required: BOTH,
  label: you(
    t('E-Mail-Adresse', 'Email address'),
    t('E-Mail-Adresse von {person}', "{person}'s email address"),
  ),
  hint: t('Hierhin schicken wir die Bestätigung.', 'We send the confirmation here.'),
  autocomplete: 'email',
}

const phone: Question = {
  path: P.telefonPrivat,
  items: 'first',
  kind: 'phone',
  in: BOTH,
  label: you(t('Telefonnummer', 'Phone number'), t('Telefonnummer von {person}', "{person}'s phone number")),
  hint: t('Für Rückfragen zu dieser Anfrage.', 'For questions about this enquiry.'),
  autocomplete: 'tel',
}

const work: Question = {
  path: P.telefonGeschaeftlich,
  items: 'first',
  kind: 'phone',
  in: BOTH,
  label: you(
    t('Telefonnummer bei der Arbeit', 'Phone number at work'),
    t('Telefonnummer von {person} bei der Arbeit', "{person}'s phone number at work"),
  ),
}

const call: Question = {
  key: P.telefonTermin,
  kind: 'text',
  in: BOTH,
  label: t('Wann sollen wir Sie anrufen?', 'When should we call you?'),
  hint: t('Zum Beispiel werktags ab 17 Uhr.', 'For example on weekdays from 5 pm.'),
}

const message: Question = {
  key: P.nachricht,
  kind: 'text-long',
  in: BOTH,
  label: t('Was sollen wir noch wissen?', 'Is there anything else we should know?'),
  hint: t('Bitte nichts über Ihre Gesundheit.', 'Please nothing about your health.'),
}

/** The other person's own address is welcome, but nobody has to have two. */
const others = ({ autocomplete: _, required: __, hint: ___, ...question }: Question): Question => ({
  ...question,
  items: 'rest',
  in: FULL,
})

const step = {
  id: 'kontakt',
  title: t('Kontakt', 'Contact'),
  heading: t('Wie erreicht {firma} Sie?', 'How can {firma} reach you?'),
} as const

export const kontaktShort: readonly Step[] = [
  { ...step, in: SHORT, questions: [mail, phone, work, call, message] },
]

export const kontaktFull: readonly Step[] = [
  {
    ...step,
    in: FULL,
    part: 'abschluss',
    questions: [mail, phone, work, others(mail), others(phone), others(work), call, message],
  },
]
