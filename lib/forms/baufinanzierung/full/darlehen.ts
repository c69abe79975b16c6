import { from0, from1, usual, within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t } from '@/lib/forms/common/texts'
import type { Path, Question } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { restschuld, zinsbindungBis } from '../questions/kosten'

/** What an existing loan is, wherever it stands in the document. */
export function loanQuestions(loan: Path, extra: { fixedUntil: boolean }): readonly Question[] {
  const ends = `${loan}.zinsbindungBis`
  return [
    ask(`${loan}.@type`, 'choice', t('Art des Darlehens', 'Type of loan'), {
      ...must,
      options: [
        option('BESTEHENDES_IMMOBILIENDARLEHEN', 'Immobiliendarlehen', 'Mortgage loan'),
        option('BESTEHENDES_BAUSPARDARLEHEN', 'Bauspardarlehen', 'Building society loan'),
        option(
          'BESTEHENDES_FOERDERDARLEHEN',
          'Förderdarlehen, zum Beispiel KfW',
          'Subsidised loan, for example KfW',
        ),
        option('BESTEHENDES_PRIVATDARLEHEN', 'Privatdarlehen', 'Private loan'),
        option('BESTEHENDES_SONSTIGES_DARLEHEN', 'Anderes Darlehen', 'Other loan'),
      ],
    }),
    ask(`${loan}.darlehensgeber`, 'text', t('Bank', 'Bank'), {
      lens: 'bank',
      suggest: 'banken',
      hint: t(
        'Name eingeben. Nicht in der Liste? Einfach stehen lassen.',
        'Enter the name. Not in the list? Just leave it.',
      ),
    }),
    {
      ...restschuld,
      path: `${loan}.restschuld.aktuell`,
      items: undefined,
      in: FULL,
      required: FULL,
      when: undefined,
    },
    ask(`${loan}.rateMonatlich`, 'money-eur-monthly', t('Rate pro Monat', 'Instalment per month'), {
      ...must,
      certainty: FULL,
      hint: t('Zins und Tilgung zusammen.', 'Interest and repayment together.'),
      bounds: from0(30_000),
      rules: ['instalmentPaysInterest'],
    }),
    {
      ...zinsbindungBis,
      path: ends,
      items: undefined,
      in: FULL,
      required: extra.fixedUntil ? FULL : undefined,
      certainty: FULL,
      when: undefined,
    },
  ]
}

/** Its terms, on a page of their own. */
export function loanTerms(loan: Path): readonly Question[] {
  const ends = `${loan}.zinsbindungBis`
  return [
    ask(`${loan}.sollzins`, 'percent', t('Sollzins pro Jahr', 'Nominal interest rate per year'), {
      certainty: FULL,
      help: help(
        'Was ist der Sollzins?',
        'What is the nominal rate?',
        'Sollzins: der Zins auf das Darlehen, ohne die übrigen Kosten.',
        'The interest on the loan itself, without other costs (Sollzins).',
      ),
      bounds: within(0, 15),
    }),
    ask(`${loan}.darlehensbetrag`, 'money-eur', t('Ursprünglicher Darlehensbetrag', 'Original loan amount'), {
      certainty: FULL,
      bounds: [
        ...from1(5_000_000),
        {
          min: { of: `${loan}.restschuld.aktuell` },
          else: 'block',
          text: t(
            'Der ursprüngliche Betrag kann nicht kleiner sein als die Restschuld.',
            'The original amount cannot be less than the current balance.',
          ),
        },
      ],
    }),
    ask(
      `${loan}.restschuld.zumAbloesetermin`,
      'money-eur',
      t('Restschuld am Ende der Zinsbindung', 'Balance at the end of the fixed-rate period'),
      {
        certainty: FULL,
        hint: t('Steht im Tilgungsplan.', 'See the repayment schedule.'),
        preset: { name: 'restschuldAmEnde', send: 'touched' },
        bounds: [
          { min: 0, else: 'block' },
          {
            max: { of: `${loan}.restschuld.aktuell` },
            else: 'block',
            text: t(
              'Am Ende kann nicht mehr offen sein als heute.',
              'At the end no more can be open than today.',
            ),
          },
        ],
      },
    ),
    ask(`${loan}.laufzeitende`, 'date', t('Laufzeit endet am', 'Loan ends on'), {
      certainty: FULL,
      hint: t(
        'Monat und Jahr reichen, zum Beispiel 12.2041.',
        'Month and year are enough, for example 12/2041.',
      ),
      monthMeans: 'last',
      bounds: [
        {
          min: { of: ends },
          else: 'block',
          text: t(
            'Das Darlehen kann nicht vor der Zinsbindung enden.',
            'The loan cannot end before the fixed-rate period.',
          ),
        },
        ...usual({ today: { days: 0 } }, { today: { years: 45 } }),
      ],
    }),
  ]
}
