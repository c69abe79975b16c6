import { from0, usual } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t } from '@/lib/forms/common/texts'
import type { Condition, Path, Question, Step, Text } from '@/lib/forms/engine/types'
import { FULL, P } from '../paths'
import { ofHousehold, openList } from './haushalt'
import { F } from './places'

const VALUE_EXCEEDED = t('Einsetzen können Sie höchstens, was da ist.', 'You can use at most what is there.')

/** Whether and how much of an asset is put in; required once there is an asset. */
function putIn(
  asset: Path,
  value: Path,
  label: Text,
  { assign, when }: { assign?: true; when?: Condition } = {},
): readonly Question[] {
  const use = `${asset}.verwendung.@type`
  return [
    ask(use, 'choice', label, {
      ...must,
      ...(when && { when }),
      options: assign
        ? [
            option(
              'AUFLOESUNG_ALS_VERWENDUNG',
              'Auflösen und als Eigenkapital einsetzen',
              'Cash in and use as own money',
            ),
            option('ABTRETEN_ALS_VERWENDUNG', 'Als Sicherheit abtreten', 'Assign as security'),
            option('KEINE_VERWENDUNG', 'Nicht einsetzen', 'Do not use'),
          ]
        : [
            option('AUFLOESUNG_ALS_VERWENDUNG', 'Ja, als Eigenkapital', 'Yes, as own money'),
            option('KEINE_VERWENDUNG', 'Nein, behalten', 'No, keep it'),
          ],
      ...(assign && {
        help: help(
          'Was heißt abtreten?',
          'What does assigning mean?',
          'Der Vertrag läuft weiter und dient der Bank als Sicherheit.',
          'The contract continues and serves the bank as security (Abtretung).',
        ),
      }),
    }),
    ask(
      `${asset}.verwendung.maximalEinzusetzenderBetrag`,
      'money-eur',
      t('Davon als Eigenkapital einsetzen', 'Amount to use as own money'),
      {
        ...must,
        when: { all: [...(when ? [when] : []), { is: [use, 'AUFLOESUNG_ALS_VERWENDUNG'] }] },
        certainty: FULL,
        adjusts: ['nothingUsed'],
        rules: ['ownMoneyIsEnough'],
        bounds: [
          { min: 0, else: 'block' },
          { max: { of: value }, else: 'block', text: VALUE_EXCEEDED },
        ],
      },
    ),
  ]
}

const BANK = `${F.vermoegen}.summeBankUndSparguthaben`
const DEPOT = `${F.vermoegen}.summeDepotvermoegen`
const PLANS = `${F.vermoegen}.summeSparplaene`
const OTHER = `${F.vermoegen}.summeSonstigesVermoegen`
const some = (value: Path): Condition => ({ above: [value, 0] })

const accounts: readonly Question[] = [
  ask(P.guthaben, 'money-eur', t('Guthaben auf Bank- und Sparkonten', 'Bank and savings balance'), {
    ...must,
    certainty: FULL,
    hint: t('Alle Konten zusammen. Nichts? Dann 0.', 'All accounts together. Nothing? Enter 0.'),
    bounds: from0(10_000_000),
  }),
  ...putIn(BANK, P.guthaben, t('Möchten Sie es einsetzen?', 'Will you use it?'), { when: some(P.guthaben) }),
  ask(`${DEPOT}.depotwert`, 'money-eur', t('Wert Ihrer Wertpapiere', 'Value of your securities'), {
    certainty: FULL,
    hint: t('Aktien, Fonds, Anleihen.', 'Shares, funds, bonds.'),
    bounds: from0(20_000_000),
  }),
  ...putIn(
    DEPOT,
    `${DEPOT}.depotwert`,
    t('Möchten Sie die Wertpapiere einsetzen?', 'Will you use the securities?'),
    {
      when: some(`${DEPOT}.depotwert`),
    },
  ),
]

const plans: readonly Question[] = [
  ask(
    `${PLANS}.aktuellerWert`,
    'money-eur',
    t('Aktueller Wert der Sparpläne', 'Current value of savings plans'),
    {
      certainty: FULL,
      hint: t(
        'Ohne Bausparen: Danach fragen wir gleich.',
        'Without home savings contracts: we ask for those next.',
      ),
      bounds: from0(5_000_000),
    },
  ),
  ask(`${PLANS}.betragMonatlich`, 'money-eur-monthly', t('Sparrate pro Monat', 'Savings rate per month'), {
    certainty: FULL,
    bounds: from0(20_000),
  }),
  ...putIn(
    PLANS,
    `${PLANS}.aktuellerWert`,
    t('Möchten Sie die Sparpläne einsetzen?', 'Will you use the savings plans?'),
    {
      when: some(`${PLANS}.aktuellerWert`),
    },
  ),
  ask(`${OTHER}.aktuellerWert`, 'money-eur', t('Wert des sonstigen Vermögens', 'Value of other assets'), {
    certainty: FULL,
    hint: t('Zum Beispiel ein Geschenk oder ein Erbe.', 'For example a gift or an inheritance.'),
    bounds: from0(20_000_000),
  }),
  ...putIn(OTHER, `${OTHER}.aktuellerWert`, t('Möchten Sie es einsetzen?', 'Will you use it?'), {
    when: some(`${OTHER}.aktuellerWert`),
  }),
]

const SAVINGS = `${F.bausparvertraege}[]`
const POLICY = `${F.versicherungen}[]`

const savings: readonly Question[] = [
  ask(`${SAVINGS}.bausparkasse`, 'choice', t('Bausparkasse', 'Building society'), {
    options: { list: 'bausparkassen' },
  }),
  ask(`${SAVINGS}.bausparsumme`, 'money-eur', t('Bausparsumme', 'Target amount'), {
    certainty: FULL,
    hint: t(
      'Steht im Vertrag: Angespartes und Darlehen zusammen.',
      'See the contract: savings and loan together.',
    ),
    bounds: [{ min: 0, else: 'block' }, ...usual(1_000, 2_000_000)],
  }),
  ask(`${SAVINGS}.angesparterBetrag`, 'money-eur', t('Angespart', 'Balance saved'), {
    ...must,
    certainty: FULL,
    bounds: [
      ...from0(1_000_000),
      {
        max: { of: `${SAVINGS}.bausparsumme` },
        else: 'block',
        text: t(
          'Angespart sein kann höchstens die Bausparsumme.',
          'The balance saved cannot exceed the target amount.',
        ),
      },
    ],
  }),
  ask(
    `${SAVINGS}.sparbeitragMonatlich`,
    'money-eur-monthly',
    t('Sparbeitrag pro Monat', 'Monthly contribution'),
    {
      certainty: FULL,
      bounds: from0(10_000),
    },
  ),
  ...putIn(
    SAVINGS,
    `${SAVINGS}.angesparterBetrag`,
    t('Wie möchten Sie den Vertrag einsetzen?', 'How will you use this contract?'),
    {
      assign: true,
    },
  ),
]

const policy: readonly Question[] = [
  ask(`${POLICY}.rueckkaufswert`, 'money-eur', t('Aktueller Rückkaufswert', 'Current surrender value'), {
    ...must,
    certainty: FULL,
    help: help(
      'Was ist der Rückkaufswert?',
      'What is the surrender value?',
      'Rückkaufswert: was die Versicherung auszahlt, wenn Sie heute kündigen. Er steht in der Jahresmitteilung.',
      'What the insurer would pay if you cancelled today; see the annual statement (Rückkaufswert).',
    ),
    bounds: from0(5_000_000),
  }),
  ask(`${POLICY}.praemieMonatlich`, 'money-eur-monthly', t('Beitrag pro Monat', 'Premium per month'), {
    certainty: FULL,
    bounds: from0(10_000),
  }),
  ...putIn(
    POLICY,
    `${POLICY}.rueckkaufswert`,
    t('Wie möchten Sie den Vertrag einsetzen?', 'How will you use this contract?'),
    {
      assign: true,
    },
  ),
]

const step = {
  id: 'vermoegen',
  part: 'geld',
  in: FULL,
  title: t('Vermögen und Eigenkapital', 'Assets and own money'),
  figures: ['finanzierung', 'beleihung'],
} as const

export const vermoegen: readonly Step[] = [
  {
    ...step,
    heading: t('Konten und Wertpapiere', 'Accounts and securities'),
    headings: ofHousehold('Konten und Wertpapiere', 'Accounts and securities'),
    intro: t(
      'Eigenkapital ist Geld, das Sie selbst einsetzen. Was Sie behalten möchten, bleibt Ihres.',
      'Own money is what you put in yourself. What you want to keep stays yours.',
    ),
    each: F.haushalt,
    questions: accounts,
  },
  {
    ...step,
    heading: t('Sparpläne und Sonstiges', 'Savings plans and other assets'),
    headings: ofHousehold('Sparpläne und Sonstiges', 'Savings plans and other assets'),
    each: F.haushalt,
    questions: plans,
  },
  {
    ...step,
    heading: t('Bausparen und Versicherungen', 'Home savings and insurance'),
    headings: ofHousehold('Bausparen und Versicherungen', 'Home savings and insurance'),
    each: F.haushalt,
    questions: [
      openList(F.bausparvertraege, t('Gibt es Bausparverträge?', 'Are there home savings contracts?'), {
        help: help(
          'Was ist ein Bausparvertrag?',
          'What is a home savings contract?',
          'Bausparvertrag: Sie sparen zuerst an und bekommen später ein Darlehen zu einem vorher vereinbarten Zins.',
          'You save first and later get a loan at a rate agreed beforehand (Bausparvertrag).',
        ),
      }),
      openList(
        F.versicherungen,
        t(
          'Gibt es Lebens- oder private Rentenversicherungen?',
          'Are there life or private pension policies?',
        ),
        {
          hint: t('Nur solche mit einem Rückkaufswert.', 'Only those with a surrender value.'),
        },
      ),
    ],
    lists: [F.bausparvertraege, F.versicherungen],
  },
  {
    ...step,
    heading: t('Bausparvertrag', 'Home savings contract'),
    headings: [{ text: t('{bausparvertrag}', '{bausparvertrag}') }],
    each: SAVINGS,
    questions: savings,
  },
  {
    ...step,
    heading: t('Versicherung', 'Policy'),
    headings: [{ text: t('{versicherung}', '{versicherung}') }],
    each: POLICY,
    questions: policy,
  },
]
