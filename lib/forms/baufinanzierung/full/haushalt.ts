import { from0, from1, within } from '@/lib/forms/common/bounds'
import { ask, help, must, t } from '@/lib/forms/common/texts'
import type { Condition, Path, Question, Step, Text } from '@/lib/forms/engine/types'
import { apart, FULL } from '../paths'
import { OWN_BUSINESS } from './conditions'
import { F } from './places'

/** The yes or no that opens a list without a tag of its own. */
export const openList = (path: Path, label: Text, extra: Partial<Question> = {}): Question => ({
  key: path,
  path,
  kind: 'boolean',
  in: FULL,
  lens: 'noneIsEmpty',
  label,
  ...extra,
})

/** A heading that names the household where there are two. */
export const ofHousehold = (de: string, en: string) => [
  { when: apart, text: t(`${de}: Haushalt von {haushalt}`, `${en}: {haushalt}'s household`) },
  { text: t(de, en) },
]

const sum = (path: Path, de: string, en: string, max: number, extra: Partial<Question> = {}): Question =>
  ask(path, 'money-eur-monthly', t(de, en), { certainty: FULL, bounds: from0(max), ...extra })

const step = {
  id: 'haushalt',
  part: 'geld',
  in: FULL,
  title: t('Einnahmen und Ausgaben', 'Income and expenses'),
  figures: ['haushaltsrechnung'],
} as const

const SIDE_JOB = `${F.nebentaetigkeit}[]`

/** Private health insurance is asked of those who may have it: by their work, or by a high income. */
const maybePrivatelyInsured: Condition = {
  some: [
    'haushalte[].kunden',
    {
      any: [
        { in: ['finanzielles.beschaeftigung.@type', ['BEAMTER', ...OWN_BUSINESS]] },
        { above: ['finanzielles.einkommenNetto', 3_500] },
      ],
    },
  ],
}

const income: readonly Question[] = [
  openList(F.nebentaetigkeit, t('Gibt es Nebentätigkeiten?', 'Are there any side jobs?'), {
    hint: t('Zum Beispiel ein Minijob.', 'For example a mini-job.'),
  }),
  sum(
    `${F.einnahmen}.summeVariablerEinkuenfteMonatlich`,
    'Variable Einkünfte pro Monat',
    'Variable income per month',
    50_000,
    {
      hint: t(
        'Boni, Provisionen, Zulagen: Jahresbetrag geteilt durch 12.',
        'Bonuses, commission: yearly amount divided by 12.',
      ),
    },
  ),
  sum(
    `${F.einnahmen}.summeEinkuenfteAusKapitalvermoegen`,
    'Kapitalerträge pro Monat',
    'Investment income per month',
    50_000,
    {
      hint: t(
        'Zinsen und Dividenden: Jahresbetrag geteilt durch 12.',
        'Interest and dividends: yearly amount divided by 12.',
      ),
    },
  ),
  sum(
    `${F.einnahmen}.summeEhegattenunterhalt`,
    'Ehegattenunterhalt, den Sie erhalten, pro Monat',
    'Spousal support received per month',
    20_000,
  ),
  sum(
    `${F.einnahmen}.summeUnbefristeteZusatzrentenMonatlich.betrag`,
    'Zusätzliche Renten pro Monat',
    'Additional pensions per month',
    20_000,
    {
      hint: t(
        'Nur unbefristete, zum Beispiel eine Betriebsrente.',
        'Only permanent ones, for example a company pension.',
      ),
    },
  ),
  sum(
    `${F.einnahmen}.summeSonstigeEinnahmenMonatlich.betrag`,
    'Sonstige Einnahmen pro Monat',
    'Other income per month',
    50_000,
    {
      hint: t(
        'Ohne Kindergeld und Mieten: Danach fragen wir an anderer Stelle.',
        'Without child benefit and rents: we ask for those elsewhere.',
      ),
    },
  ),
]

const expenses: readonly Question[] = [
  sum(
    `${F.ausgaben}.summePrivaterKrankenversicherungenMonatlich`,
    'Private Krankenversicherung pro Monat',
    'Private health insurance per month',
    5_000,
    {
      when: maybePrivatelyInsured,
      hint: t(
        'Alle Personen zusammen. Gesetzlich versichert? Dann 0.',
        'All people together. Public insurance? Enter 0.',
      ),
    },
  ),
  openList(F.unterhalt, t('Zahlen Sie Unterhalt?', 'Do you pay maintenance?')),
  sum(
    `${F.ausgaben}.summeSonstigerVersicherungsausgabenMonatlich.betrag`,
    'Andere Versicherungen pro Monat',
    'Other insurance per month',
    5_000,
    {
      hint: t('Zum Beispiel Haftpflicht, Hausrat, Auto.', 'For example liability, contents, car.'),
    },
  ),
  sum(
    `${F.ausgaben}.summeSonstigerAusgabenMonatlich.betrag`,
    'Sonstige regelmäßige Ausgaben pro Monat',
    'Other regular expenses per month',
    20_000,
    {
      hint: t('Ohne Miete und ohne Raten für Kredite.', 'Without rent and without loan instalments.'),
    },
  ),
  ask(F.autos, 'count', t('Autos im Haushalt', 'Cars in the household'), { bounds: within(0, 10) }),
  sum(F.lebenshaltung, 'Lebenshaltungskosten pro Monat', 'Cost of living per month', 20_000, {
    hint: t(
      'Essen, Kleidung, Telefon, Freizeit. Der Vorschlag ist eine übliche Pauschale.',
      'Food, clothes, phone, leisure. The suggestion is a usual flat rate.',
    ),
    preset: { name: 'lebenshaltung', send: 'touched' },
  }),
]

export const haushalt: readonly Step[] = [
  {
    ...step,
    heading: t('Weitere Einnahmen', 'Other income'),
    headings: ofHousehold('Weitere Einnahmen', 'Other income'),
    intro: t('Was nicht zutrifft, lassen Sie leer.', 'Leave empty what does not apply.'),
    each: F.haushalt,
    questions: income,
    lists: [F.nebentaetigkeit],
  },
  {
    ...step,
    heading: t('Nebentätigkeit', 'Side job'),
    headings: [{ text: t('{nebentaetigkeit}', '{nebentaetigkeit}') }],
    each: SIDE_JOB,
    questions: [
      ask(`${SIDE_JOB}.betragMonatlich`, 'money-eur-monthly', t('Netto pro Monat', 'Net per month'), {
        ...must,
        certainty: FULL,
        bounds: from1(20_000),
      }),
      ask(`${SIDE_JOB}.beginnDerTaetigkeit`, 'date', t('Nebentätigkeit seit', 'Side job since'), {
        ...must,
        certainty: FULL,
        monthMeans: 'first',
        hint: t('Monat und Jahr reichen.', 'Month and year are enough.'),
        bounds: [
          { min: { today: { years: -60 } }, else: 'warn' },
          {
            max: { today: { years: 1 } },
            else: 'block',
            text: t('Bitte höchstens ein Jahr in der Zukunft.', 'Please at most one year ahead.'),
          },
        ],
      }),
    ],
  },
  {
    ...step,
    heading: t('Ausgaben', 'Expenses'),
    headings: ofHousehold('Ausgaben', 'Expenses'),
    each: F.haushalt,
    questions: expenses,
    lists: [F.unterhalt],
  },
  {
    ...step,
    heading: t('Unterhalt', 'Maintenance'),
    headings: [{ text: t('{unterhalt}', '{unterhalt}') }],
    each: `${F.unterhalt}[]`,
    questions: [
      ask(
        `${F.unterhalt}[]`,
        'money-eur-monthly',
        t('Unterhalt, den Sie zahlen, pro Monat', 'Maintenance paid per month'),
        {
          ...must,
          help: help(
            'Welcher Unterhalt ist gemeint?',
            'Which maintenance is meant?',
            'Was Sie für Kinder oder an einen früheren Partner regelmäßig zahlen. Jede Verpflichtung einzeln.',
            'What you regularly pay for children or to a former partner. Each obligation separately.',
          ),
          bounds: from1(10_000),
        },
      ),
    ],
  },
]
