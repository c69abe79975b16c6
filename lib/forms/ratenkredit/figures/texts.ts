import { DRAWN } from '@/lib/forms/common/figures/texts'
import { t } from '@/lib/forms/common/texts'
import type { Text } from '@/lib/forms/engine/types'
import type { ExpenseId, IncomeId } from './budget'

/** Words of the pictures of this form; they load with them, when the browser is idle. */
export const LINES: { readonly [id in IncomeId | ExpenseId]: Text } = {
  einkommen: t('Gehalt, Rente, Gewinn', 'Pay, pension, profit'),
  weitere: t('Weitere Einnahmen', 'Other income'),
  kinder: t('Kindergeld und Unterhalt', 'Child benefit and support'),
  mieten: t('Kaltmieten, zu drei Vierteln', 'Cold rents, three quarters'),
  leben: t('Leben und Sonstiges', 'Living and other'),
  miete: t('Miete', 'Rent'),
  immobilie: t('Immobilien mit Darlehen', 'Property with its loans'),
  raten: t('Raten, die weiterlaufen', 'Instalments that go on'),
  vorsorge: t('Private Krankenversicherung', 'Private health insurance'),
  unterhalt: t('Unterhalt', 'Maintenance'),
  sparen: t('Sparen und Vorsorge', 'Savings and provision'),
}

export const PICTURE = {
  ...DRAWN,
  rate: t('Rate und Kosten', 'Instalment and cost'),
  rateIntro: t(
    'Wählen Sie einen Zins, um zu sehen, was herauskommt. Er ist Ihr Beispiel, bleibt auf diesem Gerät und wird nicht gesendet.',
    'Choose a rate to see what follows. It is your example, stays on this device and is not sent.',
  ),
  effective: t('Effektiver Jahreszins (Ihr Beispiel)', 'Effective annual rate (your example)'),
  effectiveShown: t(
    'Gerechnet mit {rate} effektivem Jahreszins',
    'Worked out at an effective annual rate of {rate}',
  ),
  term: t('Laufzeit', 'Term'),
  termUnit: t('Monate', 'months'),
  months: t('{months} Monate', '{months} months'),
  instalmentWish: t('Wunschrate pro Monat', 'Desired instalment per month'),
  euro: t('€', '€'),
  last: t('Letzte Rate', 'Last instalment'),
  total: t('Alle Raten zusammen', 'All instalments together'),
  amount: t('Kreditbetrag', 'Loan amount'),
  interest: t('Zinsen', 'Interest'),
  course: t('So setzen sich Ihre Raten zusammen', 'What your instalments are made of'),
  tooLow: t(
    'Diese Rate deckt nicht einmal die Zinsen dieses Beispiels. Wählen Sie eine höhere Rate oder einen anderen Zins.',
    'This instalment does not even cover the interest of this example. Choose a higher instalment or another rate.',
  ),
  tooLong: t(
    'Mit dieser Rate läuft der Kredit {months} Monate. Üblich sind höchstens {most}.',
    'With this instalment the loan runs for {months} months. At most {most} are usual.',
  ),
  rateOpen: t(
    'Sobald Kreditbetrag und Laufzeit oder Rate feststehen, rechnen wir hier mit.',
    'As soon as the amount and the term or instalment are known, we work it out here.',
  ),

  refinancing: t('Umschuldung', 'Refinancing'),
  replaced: t('Kredite, die abgelöst werden', 'Loans that are replaced'),
  owed: t('Restschuld dieser Kredite', 'Balance of these loans'),
  fresh: t('Darüber hinaus für Sie', 'Left for you on top'),
  tooSmall: t(
    'Der Kreditbetrag reicht für diese Kredite nicht: Es fehlen {amount}.',
    'The loan amount does not cover these loans: {amount} is lacking.',
  ),
  freed: t('Raten, die wegfallen', 'Instalments that end'),
  newRate: t('Neue Rate (Ihr Beispiel)', 'New instalment (your example)'),
  saving: t('Weniger pro Monat', 'Less per month'),
  extra: t('Mehr pro Monat', 'More per month'),
  savingAbout: t('Etwa {amount} weniger pro Monat', 'About {amount} less per month'),
  extraAbout: t('Etwa {amount} mehr pro Monat', 'About {amount} more per month'),
  noSaving: t(
    'Wählen Sie beim Kreditwunsch einen Beispielzins, um alte und neue Raten zu vergleichen.',
    'Choose an example rate with your loan to compare old and new instalments.',
  ),
  longer: t(
    'Eine kleinere Rate heißt nicht immer weniger Kosten: Läuft der Kredit länger, zahlen Sie länger Zinsen.',
    'A smaller instalment does not always cost less: the longer the loan runs, the longer you pay interest.',
  ),
  today: t('Heute', 'Today'),
  afterwards: t('Danach', 'Afterwards'),

  affordable: t('So viel Rate trägt Ihr Monat', 'The instalment that your month carries'),
} as const satisfies { readonly [name: string]: Text }
