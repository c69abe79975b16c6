import { must, t, yesNo } from '@/lib/forms/common/texts'
import type { Step } from '@/lib/forms/engine/types'
import { couple, FULL, P } from '../paths'
import { gemeinsamerHaushalt, personen as personenFrage } from '../questions/einkommen'
import { anrede, nachname, nachnameZweite, vorname, vornameZweite } from '../questions/kontakt'
import { child } from './kinder'
import { permit, personalData } from './person'
import { F } from './places'

const step = {
  id: 'personen',
  part: 'personen',
  in: FULL,
  title: t('Haushalt und Personen', 'Household and people'),
} as const

const { hint: _first, ...secondFirstName } = vornameZweite
const { hint: _last, ...secondLastName } = nachnameZweite

export const personen: readonly Step[] = [
  {
    ...step,
    heading: t('Wer finanziert?', 'Who is borrowing?'),
    questions: [
      personenFrage,
      gemeinsamerHaushalt,
      vorname,
      nachname,
      { ...secondFirstName, in: FULL, ...must },
      { ...secondLastName, in: FULL, ...must },
    ],
  },
  {
    ...step,
    heading: t('Angaben zu Ihnen', 'About you'),
    headings: [
      { when: couple, text: t('Angaben zu {person}', 'About {person}') },
      { text: t('Angaben zu Ihnen', 'About you') },
    ],
    each: `${F.kunde}`,
    questions: [{ ...anrede, items: undefined, in: FULL }, ...personalData],
  },
  {
    ...step,
    heading: t('Aufenthalt und Arbeitserlaubnis', 'Residence and work permit'),
    headings: [
      {
        when: couple,
        text: t('Aufenthalt und Arbeitserlaubnis von {person}', 'Residence and work permit of {person}'),
      },
      { text: t('Aufenthalt und Arbeitserlaubnis', 'Residence and work permit') },
    ],
    intro: t('Steht alles auf dem Aufenthaltstitel.', 'All of it is stated on the residence permit.'),
    each: `${F.kunde}`,
    questions: permit,
  },
  {
    ...step,
    heading: t('Kinder im Haushalt', 'Children in the household'),
    headings: [
      {
        when: { is: [P.gemeinsamerHaushalt, false] },
        text: t('Kinder im Haushalt von {haushalt}', "Children in {haushalt}'s household"),
      },
      { text: t('Kinder im Haushalt', 'Children in the household') },
    ],
    each: F.haushalt,
    questions: [
      yesNo(
        F.kinderErfassung,
        { no: 'KEINE_KINDER', yes: 'VORHANDENE_KINDER' },
        t('Leben Kinder im Haushalt?', 'Are there children in the household?'),
        must,
      ),
    ],
    lists: [F.kinder],
  },
  {
    ...step,
    heading: t('Kind', 'Child'),
    headings: [{ text: t('{kind}', '{kind}') }],
    each: `${F.kinder}[]`,
    questions: child,
  },
]
