import { from0, from1, usual } from '@/lib/forms/common/bounds'
import { FULL } from '@/lib/forms/common/lengths'
import { ask, help, must, t } from '@/lib/forms/common/texts'
import type { Bound, Condition, Question, Step, Text } from '@/lib/forms/engine/types'
import { MONTHS, notInFuture } from './dates'
import { openList } from './haushalt'
import { L, type ListName, owedOf, type Redeemable, redeemed } from './household-places'
import { owner } from './owner'

const isRedeemed = (list: Redeemable): Condition => ({ is: [redeemed(list), true] })
const goesOn = (list: Redeemable): Condition => ({ not: isRedeemed(list) })

const creditor = (list: ListName, label: Text, hint?: Text): Question =>
  ask(`${L[list]}[].glaeubiger`, 'text', label, { ...must, suggest: 'banken', ...(hint && { hint }) })

const redeem = (list: Redeemable, label: Text): Question =>
  ask(redeemed(list), 'boolean', label, {
    ...must,
    preset: { name: 'abloesen', send: 'seen' },
    rules: ['somethingIsRedeemed'],
    help: help(
      'Was heißt ablösen?',
      'What does replacing mean?',
      'Umschuldung: Der neue Kredit zahlt den alten zurück.',
      'Refinancing: the new loan pays back the old one (Ablösung).',
    ),
  })

const BALANCE = help(
  'Was ist die Restschuld?',
  'What is the balance?',
  'Restschuld: was vom Kredit noch offen ist. Sie steht im letzten Kontoauszug des Kredits.',
  'What is still to be repaid (Restschuld). See the latest statement of the loan.',
)

/** What is still owed. Without it nothing can be replaced, so then nobody can leave it unknown. */
const owed = (list: Redeemable, label: Text, bounds: readonly Bound[], extra: Partial<Question> = {}) => [
  ask(owedOf(list), 'money-eur', label, {
    ...extra,
    ...must,
    when: isRedeemed(list),
    hint: t(
      'Ungefähr reicht. Die Bank fragt den genauen Betrag ab.',
      'Roughly is enough. The bank asks for the exact amount.',
    ),
    bounds: [...from1(200_000), ...bounds],
  }),
  ask(owedOf(list), 'money-eur', label, {
    ...extra,
    ...must,
    when: goesOn(list),
    certainty: FULL,
    bounds: [...from0(200_000), ...bounds],
  }),
]

const instalment = (list: ListName, extra: Partial<Question> = must): Question =>
  ask(`${L[list]}[].rateMonatlich`, 'money-eur-monthly', t('Rate pro Monat', 'Instalment per month'), {
    ...extra,
    certainty: FULL,
    bounds: from0(20_000),
  })

const lastInstalment = (list: ListName): Question =>
  ask(`${L[list]}[].datumLetzteRate`, 'date', t('Letzte Rate am', 'Last instalment on'), {
    certainty: FULL,
    monthMeans: 'last',
    hint: MONTHS,
    bounds: [
      {
        min: { today: { days: 0 } },
        else: 'block',
        text: t(
          'Das Datum ist vorbei. Ist alles zurückgezahlt, entfernen Sie den Eintrag bitte.',
          'This date has passed. If everything is paid back, please remove the entry.',
        ),
      },
      ...usual({ today: { days: 0 } }, { today: { years: 20 } }),
    ],
  })

const finalInstalment = (list: ListName): Question =>
  ask(`${L[list]}[].schlussrate`, 'money-eur', t('Schlussrate', 'Final instalment'), {
    certainty: FULL,
    help: help(
      'Was ist eine Schlussrate?',
      'What is a final instalment?',
      'Schlussrate: ein größerer Betrag, der am Ende auf einmal fällig wird. Gibt es keine, lassen Sie das Feld leer.',
      'A larger amount due at once at the end (Schlussrate). Leave it empty if there is none.',
    ),
    bounds: from0(100_000),
  })

/** The account that the old loan is paid back to. */
const account = (list: Redeemable): readonly Question[] => [
  ask(`${L[list]}[].iban`, 'iban', t('IBAN des Kreditkontos', 'IBAN of the loan account'), {
    when: isRedeemed(list),
    hint: t('Steht im Kreditvertrag oder im Kontoauszug.', 'See the contract or the statement.'),
  }),
  ask(`${L[list]}[].kreditinstitut`, 'text', t('Bank des Kreditkontos', 'Bank of the loan account'), {
    when: isRedeemed(list),
    suggest: 'banken',
  }),
  ask(`${L[list]}[].bic`, 'bic', t('BIC', 'BIC'), {
    when: isRedeemed(list),
    hint: t('Nur bei einer Bank im Ausland nötig.', 'Only needed for a bank abroad.'),
  }),
]

type Loan = 'ratenkredite' | 'sonstigeVerbindlichkeiten'

const loan = (list: Loan): readonly Question[] => [
  creditor(
    list,
    t('Wem schulden Sie das Geld?', 'Who is the creditor?'),
    list === 'ratenkredite' ? undefined : t('Bank, Firma oder Person.', 'Bank, firm or person.'),
  ),
  owner(`${L[list]}[]`, 'both', t('Zu wem gehört der Kredit?', 'Whose loan is it?')),
  instalment(list),
  ask(
    `${L[list]}[].urspruenglicherKreditbetrag`,
    'money-eur',
    t('Kreditbetrag am Anfang', 'Original amount'),
    { certainty: FULL, bounds: from1(200_000) },
  ),
  ask(`${L[list]}[].datumErsteZahlung`, 'date', t('Erste Rate am', 'First instalment on'), {
    certainty: FULL,
    monthMeans: 'first',
    hint: MONTHS,
    bounds: [{ ...notInFuture, else: 'warn' }, ...usual({ today: { years: -20 } }, { today: { years: 1 } })],
  }),
  lastInstalment(list),
  finalInstalment(list),
  redeem(list, t('Soll er abgelöst werden?', 'Shall it be replaced?')),
]

const loanBalance = (list: Loan): readonly Question[] => [
  ...owed(
    list,
    t('Restschuld', 'Outstanding balance'),
    [
      {
        max: { of: `${L[list]}[].urspruenglicherKreditbetrag` },
        else: 'block',
        text: t(
          'Die Restschuld kann nicht größer sein als der Kreditbetrag am Anfang.',
          'The balance cannot exceed the original amount.',
        ),
      },
      {
        min: { of: `${L[list]}[].schlussrate` },
        else: 'warn',
        text: t(
          'Die Schlussrate ist größer als die Restschuld. Stimmen beide Beträge?',
          'The final instalment exceeds the balance. Are both amounts right?',
        ),
      },
    ],
    { help: BALANCE },
  ),
  ...account(list),
]

type Line = 'kreditkarten' | 'dispositionskredite'

const line = (list: Line, label: Text, whose: Text): readonly Question[] => [
  creditor(list, label),
  owner(`${L[list]}[]`, 'both', whose),
  ask(`${L[list]}[].verfuegungsrahmen`, 'money-eur', t('Rahmen', 'Limit'), {
    certainty: FULL,
    hint: t('So viel dürfen Sie höchstens nutzen.', 'The most that you may use.'),
    bounds: from0(100_000),
  }),
  ...(list === 'kreditkarten' ? [instalment(list, {})] : []),
  ask(`${L[list]}[].zinssatz`, 'percent', t('Zinssatz pro Jahr', 'Interest per year'), {
    certainty: FULL,
    bounds: [
      { min: 0, else: 'block' },
      { max: 100, else: 'block' },
      { max: 30, else: 'warn' },
    ],
  }),
  redeem(list, t('Soll der Betrag abgelöst werden?', 'Shall the amount be replaced?')),
]

const lineBalance = (list: Line): readonly Question[] => [
  ...owed(list, t('Davon jetzt genutzt', 'Used at the moment'), [
    {
      max: { of: `${L[list]}[].verfuegungsrahmen` },
      else: 'warn',
      text: t(
        'Das ist mehr als der Rahmen. Stimmen beide Beträge?',
        'This exceeds the limit. Are both amounts right?',
      ),
    },
  ]),
  ...account(list),
]

const lease: readonly Question[] = [
  creditor('leasings', t('Leasinggesellschaft', 'Leasing company')),
  owner(`${L.leasings}[]`, 'both', t('Wem gehört der Vertrag?', 'Whose contract is it?')),
  instalment('leasings'),
  lastInstalment('leasings'),
  finalInstalment('leasings'),
]

const step = {
  id: 'verbindlichkeiten',
  part: 'geld',
  in: FULL,
  title: t('Kredite und Verpflichtungen', 'Debts'),
  figures: ['umschuldung', 'haushaltsrechnung'],
} as const

const pages = (
  list: ListName,
  as: string,
  heading: Text,
  first: readonly Question[],
  second?: { heading: Text; questions: readonly Question[] },
): readonly Step[] => [
  {
    ...step,
    heading,
    headings: [{ text: t(`{${as}}`, `{${as}}`) }],
    each: `${L[list]}[]`,
    questions: first,
  },
  ...(second
    ? [
        {
          ...step,
          heading: second.heading,
          headings: [{ text: t(`{${as}}: ${second.heading.de}`, `{${as}}: ${second.heading.en}`) }],
          each: `${L[list]}[]`,
          questions: second.questions,
        },
      ]
    : []),
]

const BALANCE_AND_ACCOUNT = t('Restschuld und Konto', 'Balance and account')
const USED_AND_ACCOUNT = t('Betrag und Konto', 'Amount and account')

/** r6: what people owe, and what of it the new credit shall pay back. */
export const verbindlichkeiten: readonly Step[] = [
  {
    ...step,
    heading: t('Welche Kredite laufen?', 'What debts are there?'),
    intro: t('Ohne Darlehen auf Immobilien.', 'Without loans on property.'),
    questions: [
      openList('ratenkredite', t('Gibt es Ratenkredite?', 'Are there instalment loans?'), {
        ...must,
        hint: t(
          'Zum Beispiel für Auto, Möbel oder Elektronik.',
          'For example for a car, furniture or electronics.',
        ),
      }),
      openList('kreditkarten', t('Ist eine Kreditkarte im Minus?', 'Is a credit card overdrawn?'), {
        ...must,
        hint: t(
          'Nur wenn Sie in Raten zurückzahlen, nicht wenn monatlich alles abgebucht wird.',
          'Only if you pay in instalments, not if everything is debited each month.',
        ),
      }),
      openList('dispositionskredite', t('Nutzen Sie einen Dispo?', 'Do you use an overdraft?'), {
        ...must,
        help: help(
          'Was ist ein Dispo?',
          'What is an overdraft?',
          'Dispositionskredit: Das Girokonto darf bis zu einem Rahmen ins Minus.',
          'The current account may be overdrawn up to a limit (Dispositionskredit).',
        ),
      }),
      openList('leasings', t('Gibt es Leasingverträge?', 'Are there leasing contracts?'), must),
      openList('sonstigeVerbindlichkeiten', t('Gibt es andere Schulden?', 'Are there other debts?'), {
        ...must,
        rules: ['somethingIsRedeemed'],
        hint: t('Zum Beispiel bei Familie oder Freunden.', 'For example with family or friends.'),
      }),
    ],
    lists: [L.ratenkredite, L.kreditkarten, L.dispositionskredite, L.leasings, L.sonstigeVerbindlichkeiten],
  },
  ...pages('ratenkredite', 'ratenkredit', t('Ratenkredit', 'Instalment loan'), loan('ratenkredite'), {
    heading: BALANCE_AND_ACCOUNT,
    questions: loanBalance('ratenkredite'),
  }),
  ...pages(
    'kreditkarten',
    'kreditkarte',
    t('Kreditkarte', 'Credit card'),
    line(
      'kreditkarten',
      t('Bank der Karte', 'Bank of the card'),
      t('Wem gehört die Karte?', 'Whose card is it?'),
    ),
    { heading: USED_AND_ACCOUNT, questions: lineBalance('kreditkarten') },
  ),
  ...pages(
    'dispositionskredite',
    'dispo',
    t('Dispo', 'Overdraft'),
    line(
      'dispositionskredite',
      t('Bank des Girokontos', 'Bank of the current account'),
      t('Wem gehört das Konto?', 'Whose account is it?'),
    ),
    { heading: USED_AND_ACCOUNT, questions: lineBalance('dispositionskredite') },
  ),
  ...pages('leasings', 'leasing', t('Leasing', 'Lease'), lease),
  ...pages(
    'sonstigeVerbindlichkeiten',
    'schuld',
    t('Andere Schuld', 'Other debt'),
    loan('sonstigeVerbindlichkeiten'),
    { heading: BALANCE_AND_ACCOUNT, questions: loanBalance('sonstigeVerbindlichkeiten') },
  ),
]
