import { from0, from1 } from '@/lib/forms/common/bounds'
import { FULL } from '@/lib/forms/common/lengths'
import { ask, help, must, t } from '@/lib/forms/common/texts'
import type { Question, Step, Text } from '@/lib/forms/engine/types'
import { MONTHS, notInFuture } from './dates'
import { L, type ListName, openedBy } from './household-places'
import { owner } from './owner'

/** The yes or no that opens a list. It is never sent: this API has no place for "none". */
export const openList = (list: ListName, label: Text, extra: Partial<Question> = {}): Question => ({
  key: openedBy(list),
  kind: 'boolean',
  in: FULL,
  label,
  ...extra,
})

const monthly = (list: ListName, leaf: string, label: Text, most: number, hint?: Text): Question =>
  ask(`${L[list]}[].${leaf}`, 'money-eur-monthly', label, {
    ...must,
    certainty: FULL,
    bounds: from1(most),
    ...(hint && { hint }),
  })

const step = {
  id: 'haushalt',
  part: 'geld',
  in: FULL,
  title: t('Haushalt', 'Household'),
  figures: ['haushaltsrechnung'],
} as const

/** One page per item of a list, headed by what the item is called. */
const items = (list: ListName, as: string, heading: Text, questions: readonly Question[]): Step => ({
  ...step,
  heading,
  headings: [{ text: t(`{${as}}`, `{${as}}`) }],
  each: `${L[list]}[]`,
  questions,
})

const children: readonly Step[] = [
  {
    ...step,
    heading: t('Kinder', 'Children'),
    questions: [
      openList('kinder', t('Bekommen Sie Kindergeld?', 'Do you receive child benefit?'), {
        ...must,
        hint: t(
          'Bitte nennen Sie das älteste Kind zuerst. Nach der Reihenfolge richtet sich, was wir übermitteln.',
          'Please name the oldest child first. What we pass on depends on the order.',
        ),
      }),
    ],
    lists: [L.kinder],
  },
  items('kinder', 'kind', t('Kind', 'Child'), [
    ask(`${L.kinder}[].name`, 'text', t('Vorname des Kindes', "Child's first name"), must),
    owner(`${L.kinder}[]`, 'both', t('Zu wem gehört das Kind?', 'Whose child is it?')),
    ask(
      `${L.kinder}[].unterhaltseinnahmenMonatlich`,
      'money-eur-monthly',
      t('Unterhalt, den Sie für das Kind bekommen, pro Monat', 'Child support you receive per month'),
      {
        certainty: FULL,
        hint: t('Zum Beispiel vom anderen Elternteil.', 'For example from the other parent.'),
        bounds: from0(5_000),
      },
    ),
  ]),
]

const income: readonly Step[] = [
  {
    ...step,
    heading: t('Weitere Einnahmen', 'Other income'),
    intro: t('Was nicht zutrifft, lassen Sie leer.', 'Leave empty what does not apply.'),
    questions: [
      openList('nebentaetigkeit', t('Gibt es Nebentätigkeiten?', 'Are there any side jobs?'), {
        hint: t('Zum Beispiel ein Minijob.', 'For example a mini-job.'),
      }),
      openList(
        'ehegattenunterhalt',
        t('Bekommen Sie Ehegattenunterhalt?', 'Do you receive spousal support?'),
        {
          help: help(
            'Was ist Ehegattenunterhalt?',
            'What is spousal support?',
            'Geld, das ein früherer oder getrennt lebender Ehepartner für Sie selbst zahlt, nicht für Kinder.',
            'Money that a former or separated spouse pays for you yourself, not for children (Ehegattenunterhalt).',
          ),
        },
      ),
      openList('zusatzrenten', t('Bekommen Sie weitere Renten?', 'Do you receive other pensions?'), {
        hint: t(
          'Nur unbefristete, zum Beispiel eine Betriebsrente.',
          'Only permanent ones, for example a company pension.',
        ),
      }),
      openList('sonstigeEinnahmen', t('Gibt es sonstige Einnahmen?', 'Is there any other income?'), {
        hint: t(
          'Ohne Kindergeld und Mieten: Danach fragen wir an anderer Stelle.',
          'Without child benefit and rents: we ask for those elsewhere.',
        ),
      }),
    ],
    lists: [L.nebentaetigkeit, L.ehegattenunterhalt, L.zusatzrenten, L.sonstigeEinnahmen],
  },
  items('nebentaetigkeit', 'nebentaetigkeit', t('Nebentätigkeit', 'Side job'), [
    owner(`${L.nebentaetigkeit}[]`, 'one', t('Wer arbeitet dort?', 'Who works there?')),
    monthly('nebentaetigkeit', 'betragMonatlich', t('Netto pro Monat', 'Net per month'), 20_000),
    ask(`${L.nebentaetigkeit}[].beginnDerTaetigkeit`, 'date', t('Nebentätigkeit seit', 'Side job since'), {
      ...must,
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [notInFuture, { min: { today: { years: -60 } }, else: 'warn' }],
    }),
  ]),
  items('ehegattenunterhalt', 'ehegattenunterhalt', t('Ehegattenunterhalt', 'Spousal support'), [
    owner(`${L.ehegattenunterhalt}[]`, 'one', t('Wer bekommt ihn?', 'Who receives it?')),
    monthly('ehegattenunterhalt', 'betragMonatlich', t('Betrag pro Monat', 'Amount per month'), 20_000),
  ]),
  items('zusatzrenten', 'zusatzrente', t('Zusatzrente', 'Other pension'), [
    owner(`${L.zusatzrenten}[]`, 'one', t('Wer bekommt sie?', 'Who receives it?')),
    monthly('zusatzrenten', 'betragMonatlich', t('Rente pro Monat', 'Pension per month'), 20_000),
  ]),
  items('sonstigeEinnahmen', 'einnahme', t('Sonstige Einnahme', 'Other income'), [
    owner(`${L.sonstigeEinnahmen}[]`, 'one', t('Wer bekommt sie?', 'Who receives it?')),
    monthly(
      'sonstigeEinnahmen',
      'betragMonatlich',
      t('Betrag pro Monat', 'Amount per month'),
      50_000,
      t(
        'Gehört sie beiden? Dann bitte je zur Hälfte eintragen.',
        'Is it for both? Please enter half for each.',
      ),
    ),
  ]),
]

const expenses: readonly Step[] = [
  {
    ...step,
    heading: t('Ausgaben', 'Expenses'),
    intro: t(
      'Ohne Miete und ohne Raten: Danach fragen wir an anderer Stelle.',
      'Without rent and instalments: we ask for those elsewhere.',
    ),
    questions: [
      openList(
        'krankenversicherung',
        t('Zahlen Sie für eine private Krankenversicherung?', 'Do you pay for private health insurance?'),
        {
          hint: t(
            'Gesetzlich versichert? Dann Nein. Bitte nichts über Ihre Gesundheit.',
            'Public insurance? Then no. Please nothing about your health.',
          ),
        },
      ),
      openList('unterhalt', t('Zahlen Sie Unterhalt?', 'Do you pay maintenance?'), {
        help: help(
          'Welcher Unterhalt ist gemeint?',
          'Which maintenance is meant?',
          'Was Sie für Kinder oder an einen früheren Partner regelmäßig zahlen. Jede Verpflichtung einzeln.',
          'What you regularly pay for children or to a former partner. Each obligation separately.',
        ),
      }),
      openList('sonstigeAusgaben', t('Gibt es sonstige feste Ausgaben?', 'Are there other fixed expenses?'), {
        hint: t(
          'Zum Beispiel Versicherungen oder ein Abonnement.',
          'For example insurance or a subscription.',
        ),
      }),
    ],
    lists: [L.krankenversicherung, L.unterhalt, L.sonstigeAusgaben],
  },
  items(
    'krankenversicherung',
    'krankenversicherung',
    t('Private Krankenversicherung', 'Private health insurance'),
    [
      owner(`${L.krankenversicherung}[]`, 'one', t('Wer ist versichert?', 'Who is insured?')),
      monthly('krankenversicherung', 'betragMonatlich', t('Beitrag pro Monat', 'Premium per month'), 5_000),
    ],
  ),
  items('unterhalt', 'unterhalt', t('Unterhalt', 'Maintenance'), [
    owner(`${L.unterhalt}[]`, 'one', t('Wer zahlt ihn?', 'Who pays it?')),
    monthly('unterhalt', 'betragMonatlich', t('Unterhalt pro Monat', 'Maintenance per month'), 10_000),
  ]),
  items('sonstigeAusgaben', 'ausgabe', t('Sonstige Ausgabe', 'Other expense'), [
    owner(`${L.sonstigeAusgaben}[]`, 'both', t('Zu wem gehört die Ausgabe?', 'Whose expense is it?')),
    monthly('sonstigeAusgaben', 'betragMonatlich', t('Betrag pro Monat', 'Amount per month'), 20_000),
  ]),
]

const saving: readonly Step[] = [
  {
    ...step,
    heading: t('Sparen und Vorsorge', 'Savings and provision'),
    intro: t('Hier zählt nur, was Sie regelmäßig einzahlen.', 'Only what you pay in regularly counts here.'),
    questions: [
      openList(
        'bausparvertraege',
        t('Zahlen Sie in einen Bausparvertrag ein?', 'Do you pay into a home savings contract?'),
        {
          help: help(
            'Was ist ein Bausparvertrag?',
            'What is a home savings contract?',
            'Bausparvertrag: Sie sparen zuerst an und bekommen später ein Darlehen zu einem vorher vereinbarten Zins.',
            'You save first and later receive a loan at a rate agreed beforehand (Bausparvertrag).',
          ),
        },
      ),
      openList(
        'lebensversicherungen',
        t(
          'Zahlen Sie in eine Lebens- oder Rentenversicherung ein?',
          'Do you pay into a life or pension policy?',
        ),
      ),
    ],
    lists: [L.bausparvertraege, L.lebensversicherungen],
  },
  items('bausparvertraege', 'bausparvertrag', t('Bausparvertrag', 'Home savings contract'), [
    owner(`${L.bausparvertraege}[]`, 'both', t('Wem gehört der Vertrag?', 'Whose contract is it?')),
    monthly(
      'bausparvertraege',
      'sparbeitragMonatlich',
      t('Sparbeitrag pro Monat', 'Savings per month'),
      5_000,
    ),
  ]),
  items('lebensversicherungen', 'versicherung', t('Versicherung', 'Policy'), [
    owner(`${L.lebensversicherungen}[]`, 'both', t('Wem gehört die Versicherung?', 'Whose policy is it?')),
    monthly('lebensversicherungen', 'praemieMonatlich', t('Beitrag pro Monat', 'Premium per month'), 5_000),
  ]),
]

/** r5 without property: children, other income, expenses, regular savings. */
export const haushalt: readonly Step[] = [...children, ...income, ...expenses, ...saving]
