import { from0, usual } from '@/lib/forms/common/bounds'
import { ask, help, must, t } from '@/lib/forms/common/texts'
import type { Condition, Path, Question, Step } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { ofHousehold, openList } from './haushalt'
import { F } from './places'

/** A debt, wherever it stands in the document. */
function debt(at: Path, when?: Condition): readonly Question[] {
  const also = when ? { when } : {}
  return [
    ask(`${at}.glaeubiger`, 'text', t('Wem schulden Sie das Geld?', 'Who is the creditor?'), {
      ...also,
      hint: t('Bank, Firma oder Person.', 'Bank, firm or person.'),
    }),
    ask(`${at}.rateMonatlich`, 'money-eur-monthly', t('Rate pro Monat', 'Instalment per month'), {
      ...must,
      ...also,
      certainty: FULL,
      bounds: from0(20_000),
    }),
    ask(`${at}.restschuld`, 'money-eur', t('Restschuld', 'Outstanding balance'), {
      ...must,
      ...also,
      certainty: FULL,
      rules: ['sameLoanTwice'],
      help: help(
        'Was ist die Restschuld?',
        'What is the balance?',
        'Restschuld: was vom Darlehen noch offen ist.',
        'What is still to be repaid of the loan (Restschuld).',
      ),
      bounds: from0(2_000_000),
    }),
    ask(`${at}.laufzeitende`, 'date', t('Läuft bis', 'Ends on'), {
      ...also,
      certainty: FULL,
      monthMeans: 'last',
      hint: t('Monat und Jahr reichen.', 'Month and year are enough.'),
      bounds: [
        {
          min: { today: { days: 0 } },
          else: 'block',
          text: t(
            'Das Datum ist vorbei. Ist der Kredit zurückgezahlt, entfernen Sie ihn bitte.',
            'This date has passed. If the loan is paid back, please remove it.',
          ),
        },
        ...usual({ today: { days: 0 } }, { today: { years: 30 } }),
      ],
    }),
    ask(
      `${at}.wirdAbgeloest`,
      'boolean',
      t('Soll er mit der Finanzierung abgelöst werden?', 'Shall it be paid off with the financing?'),
      also,
    ),
  ]
}

const step = {
  id: 'verbindlichkeiten',
  part: 'geld',
  in: FULL,
  title: t('Kredite und Verpflichtungen', 'Debts'),
  figures: ['haushaltsrechnung', 'finanzierung'],
} as const
const hasOther: Condition = { is: [F.sonstigeSchuldDa, true] }

export const verbindlichkeiten: readonly Step[] = [
  {
    ...step,
    heading: t('Welche Kredite laufen?', 'What debts are there?'),
    headings: ofHousehold('Laufende Kredite', 'Current debts'),
    intro: t('Ohne Darlehen auf Immobilien.', 'Without loans on property.'),
    each: F.haushalt,
    questions: [
      openList(F.ratenkredite, t('Gibt es Ratenkredite?', 'Are there instalment loans?'), {
        ...must,
        hint: t(
          'Zum Beispiel für Auto, Möbel oder Elektronik.',
          'For example for a car, furniture or electronics.',
        ),
      }),
      openList(F.privatdarlehen, t('Gibt es private Darlehen?', 'Are there private loans?'), {
        ...must,
        hint: t('Von Familie oder Freunden.', 'From family or friends.'),
      }),
      {
        key: F.sonstigeSchuldDa,
        kind: 'boolean',
        in: FULL,
        ...must,
        label: t('Gibt es andere Verpflichtungen?', 'Are there other obligations?'),
        hint: t(
          'Zum Beispiel Leasing oder eine Bürgschaft. Mehrere bitte zusammenzählen.',
          'For example leasing or a guarantee. Please add several together.',
        ),
      },
    ],
    lists: [F.ratenkredite, F.privatdarlehen],
  },
  {
    ...step,
    heading: t('Ratenkredit', 'Instalment loan'),
    headings: [{ text: t('{ratenkredit}', '{ratenkredit}') }],
    each: `${F.ratenkredite}[]`,
    questions: debt(`${F.ratenkredite}[]`),
  },
  {
    ...step,
    heading: t('Privates Darlehen', 'Private loan'),
    headings: [{ text: t('{privatdarlehen}', '{privatdarlehen}') }],
    each: `${F.privatdarlehen}[]`,
    questions: debt(`${F.privatdarlehen}[]`),
  },
  {
    ...step,
    heading: t('Andere Verpflichtungen', 'Other obligations'),
    headings: ofHousehold('Andere Verpflichtungen', 'Other obligations'),
    each: F.haushalt,
    questions: debt(F.sonstigeSchuld, hasOther),
  },
]
