import type { Question } from '@/lib/forms/engine/types'
import { BOTH, P } from '../paths'

export const zweck: Question = {
  path: P.zweck,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  label: { de: 'Was haben Sie vor?', en: 'What are you planning?' },
  options: [
    {
      value: 'KAUF',
      label: { de: 'Haus oder Wohnung kaufen', en: 'Buy a house or flat' },
      hint: { de: 'Die Immobilie gibt es schon', en: 'It already exists' },
    },
    {
      value: 'KAUF_NEUBAU_VOM_BAUTRAEGER',
      label: { de: 'Neubau vom Bauträger kaufen', en: 'Buy a new build from a developer' },
    },
    { value: 'NEUBAU', label: { de: 'Selbst bauen', en: 'Build my own house' } },
    {
      value: 'MODERNISIERUNG_UMBAU_ANBAU',
      label: { de: 'Modernisieren, umbauen oder anbauen', en: 'Modernise, convert or extend' },
    },
    {
      value: 'ANSCHLUSSFINANZIERUNG',
      label: { de: 'Darlehen verlängern oder ablösen', en: 'Extend or replace a loan' },
      hint: {
        de: 'Anschlussfinanzierung: Ihre Zinsbindung läuft aus',
        en: 'Follow-on loan: your fixed rate is ending',
      },
    },
    {
      value: 'KAPITALBESCHAFFUNG',
      label: { de: 'Kapital aufnehmen', en: 'Raise capital' },
      hint: { de: 'Auf eine Immobilie, die Ihnen gehört', en: 'On a property you own' },
    },
  ],
}

export const zeit: Question = {
  path: P.zeit,
  kind: 'choice',
  in: BOTH,
  label: { de: 'Wann soll es losgehen?', en: 'When do you want to start?' },
  options: [
    {
      value: 'SO_SCHNELL_WIE_MOEGLICH',
      label: { de: 'So schnell wie möglich', en: 'As soon as possible' },
    },
    { value: 'DEADLINE', label: { de: 'Bis zu einem bestimmten Datum', en: 'By a certain date' } },
    { value: 'KEIN_ZEITDRUCK', label: { de: 'Kein Zeitdruck', en: 'No time pressure' } },
    { value: 'KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ', label: { de: 'Keine Angabe', en: 'No answer' } },
  ],
}

export const zumDatum: Question = {
  path: P.zumDatum,
  kind: 'date',
  in: BOTH,
  required: BOTH,
  when: { is: [P.zeit, 'DEADLINE'] },
  label: { de: 'Bis wann benötigen Sie die Finanzierung?', en: 'By when do you need the loan?' },
  hint: {
    de: 'Monat und Jahr reichen, zum Beispiel 06.2027.',
    en: 'Month and year are enough, for example 06/2027.',
  },
  monthMeans: 'last',
  bounds: [
    {
      min: { today: { days: 0 } },
      else: 'block',
      text: {
        de: 'Das Datum liegt in der Vergangenheit. Bitte tragen Sie heute oder einen späteren Tag ein.',
        en: 'This date is in the past. Please enter today or a later day.',
      },
    },
    {
      max: { today: { years: 5 } },
      else: 'block',
      text: {
        de: 'Bitte tragen Sie einen Tag in den nächsten fünf Jahren ein.',
        en: 'Please enter a day within the next five years.',
      },
    },
  ],
}
