import type { Question } from '@/lib/forms/engine/types'
import { ACQUISITIONS, BOTH, P, PURCHASES, purpose, searching } from '../paths'

export const objektGefunden: Question = {
  key: P.objektGefunden,
  kind: 'choice',
  in: BOTH,
  when: purpose(...PURCHASES),
  label: { de: 'Haben Sie schon eine gefunden?', en: 'Have you found one yet?' },
  options: [
    { value: 'ja', label: { de: 'Ja', en: 'Yes' } },
    { value: 'nein', label: { de: 'Noch nicht, ich suche', en: 'Not yet, I am looking' } },
  ],
}

export const typ: Question = {
  path: P.typ,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  label: { de: 'Um welche Art von Immobilie geht es?', en: 'What kind of property is it?' },
  options: [
    {
      value: 'EIGENTUMSWOHNUNG',
      label: { de: 'Eigentumswohnung', en: 'Flat' },
      when: { not: purpose('NEUBAU') },
    },
    { value: 'EINFAMILIENHAUS', label: { de: 'Einfamilienhaus', en: 'Detached house' } },
    { value: 'DOPPELHAUSHAELFTE', label: { de: 'Doppelhaushälfte', en: 'Semi-detached house' } },
    { value: 'REIHENHAUS', label: { de: 'Reihenhaus', en: 'Terraced house' } },
    { value: 'ZWEIFAMILIENHAUS', label: { de: 'Zweifamilienhaus', en: 'Two-family house' } },
    { value: 'MEHRFAMILIENHAUS', label: { de: 'Mehrfamilienhaus', en: 'Apartment building' } },
    {
      value: 'BAUGRUNDSTUECK',
      label: { de: 'Baugrundstück', en: 'Building plot' },
      when: purpose('KAUF', 'KAPITALBESCHAFFUNG'),
    },
    {
      value: 'IMMOBILIE_OHNE_TYP',
      label: { de: 'Steht noch nicht fest', en: 'Not decided yet' },
      when: purpose(...PURCHASES),
    },
  ],
}

export const plz: Question = {
  path: P.plz,
  kind: 'plz',
  in: BOTH,
  required: BOTH,
  label: [
    {
      when: searching,
      text: { de: 'PLZ der Gegend, in der Sie suchen', en: 'Postcode of the area you are looking in' },
    },
    {
      when: purpose('NEUBAU'),
      text: { de: 'PLZ des Grundstücks', en: 'Postcode of the plot' },
    },
    { text: { de: 'PLZ der Immobilie', en: 'Postcode of the property' } },
  ],
  hint: [
    {
      when: purpose(...ACQUISITIONS),
      text: { de: 'Danach richtet sich die Grunderwerbsteuer.', en: 'It decides the land transfer tax.' },
    },
  ],
  rules: ['plzUnknown'],
}

export const ort: Question = {
  path: P.ort,
  kind: 'text',
  in: BOTH,
  label: { de: 'Ort', en: 'Town' },
  preset: { name: 'ort', send: 'seen' },
}

export const nutzung: Question = {
  path: P.nutzung,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  when: { all: [{ answered: P.typ }, { not: { is: [P.typ, 'BAUGRUNDSTUECK'] } }] },
  label: { de: 'Wie nutzen Sie die Immobilie?', en: 'How will you use it?' },
  options: [
    { value: 'EIGENGENUTZT', label: { de: 'Ich wohne selbst darin', en: 'I will live in it' } },
    {
      value: 'TEILVERMIETET',
      label: { de: 'Teils selbst, teils vermietet', en: 'Part own use, part let' },
    },
    { value: 'VERMIETET', label: { de: 'Ich vermiete sie', en: 'I will let it' } },
  ],
}
