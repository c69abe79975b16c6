import { atMost, from1 } from '@/lib/forms/common/bounds'
import { ask, help, must, t, yesNo } from '@/lib/forms/common/texts'
import type { Condition, Path, Question } from '@/lib/forms/engine/types'
import { FULL, P, purpose } from '../paths'
import { F } from './places'

const tooMuch = t(
  'Die Eigenleistung kann nicht größer sein als die Kosten, in denen sie steckt.',
  'Your own work cannot be worth more than the costs that include it.',
)

/** Own work and its value; it is part of the cost at `of`. */
function asked(choice: Path, value: Path, of: Path, when: Condition): readonly Question[] {
  return [
    yesNo(
      choice,
      { no: 'KEINE_EIGENLEISTUNG', yes: 'VORHANDENE_EIGENLEISTUNG' },
      t('Machen Sie einen Teil der Arbeit selbst?', 'Will you do part of the work yourself?'),
      {
        when,
        help: help(
          'Was ist Eigenleistung?',
          'What is own work?',
          'Arbeit am Bau, die Sie selbst erledigen, bewertet mit dem, was ein Betrieb dafür verlangt.',
          'Building work you do yourself, valued at what a firm would charge for it (Eigenleistung).',
        ),
      },
    ),
    ask(value, 'money-eur', t('Wert Ihrer Eigenleistung', 'Value of your own work'), {
      ...must,
      when: { all: [when, { is: [choice, 'VORHANDENE_EIGENLEISTUNG'] }] },
      certainty: FULL,
      bounds: [...from1(200_000), atMost(of, tooMuch)],
      rules: ['ownWorkIsUsual'],
    }),
  ]
}

/** One pair per place that the document has for own work; their conditions exclude each other. */
export const ownWork: readonly Question[] = [
  ...asked(F.eigenleistungErfassung, F.eigenleistung, P.herstellungskosten, purpose('NEUBAU')),
  ...asked(F.eigenleistungErfassung, F.eigenleistung, P.kaufpreis, purpose('KAUF_NEUBAU_VOM_BAUTRAEGER')),
  ...asked(
    F.eigenleistungUmbauErfassung,
    F.eigenleistungUmbau,
    P.modernisierungskosten,
    purpose('MODERNISIERUNG_UMBAU_ANBAU'),
  ),
  ...asked(F.eigenleistungModernisierungErfassung, F.eigenleistungModernisierung, F.modernisierung, {
    all: [
      purpose('KAUF', 'ANSCHLUSSFINANZIERUNG'),
      { is: [F.modernisierungErfassung, 'VORHANDENE_MODERNISIERUNGSKOSTEN'] },
    ],
  }),
]
