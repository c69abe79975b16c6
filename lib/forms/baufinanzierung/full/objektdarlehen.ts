import { help, must, t } from '@/lib/forms/common/texts'
import type { Step } from '@/lib/forms/engine/types'
import { FULL, P, purpose } from '../paths'
import { darlehenErfassung } from '../questions/kosten'
import { loansMatter } from './conditions'
import { loanQuestions, loanTerms } from './darlehen'
import { F } from './places'

const step = {
  id: 'objektdarlehen',
  part: 'immobilie',
  in: FULL,
  title: t('Darlehen auf der Immobilie', 'Loans on the property'),
  when: loansMatter,
  figures: ['finanzierung', 'beleihung'],
} as const

export const objektdarlehen: readonly Step[] = [
  {
    ...step,
    heading: t('Welche Darlehen liegen auf der Immobilie?', 'Which loans are there on the property?'),
    intro: t(
      'Alles steht im letzten Jahreskontoauszug und im Darlehensvertrag.',
      'Everything is in the last annual statement and the loan contract.',
    ),
    questions: [
      {
        ...darlehenErfassung,
        in: FULL,
        ...must,
        when: purpose('MODERNISIERUNG_UMBAU_ANBAU', 'KAPITALBESCHAFFUNG'),
      },
    ],
    lists: [P.darlehensliste],
  },
  {
    ...step,
    heading: t('Darlehen', 'Loan'),
    headings: [{ text: t('Angaben zu: {darlehen}', 'About: {darlehen}') }],
    each: `${P.darlehensliste}[]`,
    questions: loanQuestions(F.loan, { fixedUntil: true }),
  },
  {
    ...step,
    heading: t('Konditionen', 'Terms'),
    headings: [{ text: t('{darlehen}: Konditionen', '{darlehen}: terms') }],
    each: `${P.darlehensliste}[]`,
    questions: [
      ...loanTerms(F.loan),
      {
        key: F.abloesen,
        path: F.abloesen,
        kind: 'boolean',
        in: FULL,
        ...must,
        lens: 'abloesung',
        preset: { name: 'abloesen', send: 'seen' },
        rules: ['somethingIsFinanced'],
        label: t('Soll dieses Darlehen abgelöst werden?', 'Shall this loan be replaced?'),
        help: help(
          'Was heißt ablösen?',
          'What does replacing mean?',
          'Umschuldung: Das neue Darlehen zahlt das alte zurück.',
          'Refinancing: the new loan pays back the old one (Ablösung).',
        ),
      },
    ],
  },
]
