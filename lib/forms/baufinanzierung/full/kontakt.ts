import { t, you } from '@/lib/forms/common/texts'
import type { Question, Step, Text } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { email, telefonnummer, weitereKontaktmoeglichkeiten } from '../questions/kontakt'

const ofPerson = (question: Question, alone: Text, named: Text): Question => ({
  ...question,
  in: FULL,
  label: you(alone, named),
})
/** The other person's own address is welcome, but nobody has to have two. */
const others = ({ required: _, ...question }: Question): Question => ({
  ...question,
  items: 'rest',
})

const mail = ofPerson(
  email,
  t('E-Mail-Adresse', 'Email address'),
  t('E-Mail-Adresse von {person}', "{person}'s email address"),
)
const phone = ofPerson(
  telefonnummer,
  t('Telefonnummer', 'Phone number'),
  t('Telefonnummer von {person}', "{person}'s phone number"),
)
const reach = ofPerson(
  weitereKontaktmoeglichkeiten,
  t('Wann und wie erreichen wir Sie am besten?', 'When and how can we best reach you?'),
  t('Wann und wie erreichen wir {person} am besten?', 'When and how can we best reach {person}?'),
)

export const kontakt: readonly Step[] = [
  {
    id: 'kontakt',
    part: 'abschluss',
    in: FULL,
    title: t('Kontakt', 'Contact'),
    heading: t('Wie erreicht {firma} Sie?', 'How can {firma} reach you?'),
    questions: [mail, phone, reach, others(mail), others(phone), others(reach)],
  },
]
