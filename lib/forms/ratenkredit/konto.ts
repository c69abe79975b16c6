import { ask, t } from '@/lib/forms/common/texts'
import type { Step } from '@/lib/forms/engine/types'
import { owner } from './owner'
import { FULL, HH, P } from './paths'

export const step = {
  id: 'konto',
  part: 'abschluss',
  in: FULL,
  title: t('Konto und Absicherung', 'Account and protection'),
} as const

/** r7, first half: the account that the credit is paid to. */
export const konto: readonly Step[] = [
  {
    ...step,
    heading: t('Ihr Konto', 'Your account'),
    intro: t(
      'Auf dieses Konto zahlt die Bank den Kredit aus. Sie können die Angaben auch später machen.',
      'The bank pays the loan into this account. You can also give these details later.',
    ),
    questions: [
      ask(P.iban, 'iban', t('IBAN', 'IBAN'), {
        hint: t('22 Zeichen, steht auf der Bankkarte.', '22 characters, printed on your bank card.'),
      }),
      ask(P.kreditinstitut, 'text', t('Bank', 'Bank'), { suggest: 'banken', when: { answered: P.iban } }),
      ask(P.bic, 'bic', t('BIC', 'BIC'), {
        when: { answered: P.iban },
        hint: t('Nur bei einem Konto im Ausland.', 'Only for an account abroad.'),
      }),
      owner(`${HH}.kontoverbindung`, 'both', t('Wem gehört das Konto?', 'Whose account is it?'), {
        answered: P.iban,
      }),
    ],
  },
]
