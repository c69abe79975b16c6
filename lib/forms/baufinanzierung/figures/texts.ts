import type { Text } from '@/lib/forms/engine/types'
import type { ExpenseId, IncomeId, Light } from './budget'

const t = (de: string, en: string): Text => ({ de, en })

/** Words of the picture of the full form; they load with it, when the browser is idle. */
export const INCOME_LABELS: { readonly [id in IncomeId]: Text } = {
  einkommen: t('Gehalt, Rente, Gewinn', 'Pay, pension, profit'),
  weitere: t('Weitere Einnahmen', 'Other income'),
  kinder: t('Kindergeld und Unterhalt', 'Child benefit and support'),
  mieten: t('Mieten, zu drei Vierteln', 'Rents, three quarters'),
}

export const EXPENSE_LABELS: { readonly [id in ExpenseId]: Text } = {
  leben: t('Leben und Sonstiges', 'Living and other'),
  miete: t('Miete, die weiterläuft', 'Rent that goes on'),
  immobilie: t('Laufende Kosten der Immobilie', 'Running costs of the property'),
  raten: t('Raten, die weiterlaufen', 'Instalments that go on'),
  vorsorge: t('Versicherungen', 'Insurance'),
  unterhalt: t('Unterhalt', 'Maintenance'),
  sparen: t('Sparen', 'Savings'),
}

export const LIGHT_LABELS: { readonly [light in Light]: Text } = {
  good: t(
    'Das passt: Ein Zehntel des Einkommens oder mehr bleibt übrig.',
    'This fits: a tenth of the income or more is left.',
  ),
  tight: t(
    'Das wird knapp: Weniger als ein Zehntel bleibt übrig.',
    'This is tight: less than a tenth is left.',
  ),
  short: t(
    'Das reicht nicht: Die Ausgaben sind höher als die Einnahmen.',
    'This is not enough: expenses exceed income.',
  ),
}

export const PICTURE = {
  emptyMonth: t(
    'Sobald Sie das Einkommen eintragen, rechnen wir hier mit.',
    'As soon as you enter the income, we work it out here.',
  ),
  budget: t('Ihr Monat', 'Your month'),
  income: t('Einnahmen', 'Income'),
  expenses: t('Ausgaben', 'Expenses'),
  instalment: t('Neue Rate (Ihr Beispiel)', 'New instalment (your example)'),
  left: t('Bleibt übrig', 'Left over'),
  lacking: t('Es fehlen', 'Lacking'),
  before: t('Vor der neuen Rate', 'Before the new instalment'),
  after: t('Mit der neuen Rate', 'With the new instalment'),
  table: t('Als Tabelle', 'As a table'),
  refinance: t(
    'Kredite, die abgelöst werden, mitrechnen ({amount})',
    'Include debts that are paid off ({amount})',
  ),

  ltv: t('Beleihungsauslauf', 'Loan to value'),
  ltvHelp: t(
    'Wie groß das Darlehen im Verhältnis zum Wert der Immobilie ist.',
    'How large the loan is compared with the value of the property.',
  ),
  ltvSentence: t(
    '{share}: {debt} Darlehen bei einem Wert von {value}.',
    '{share}: {debt} of loans against a value of {value}.',
  ),
  ltvScale: t(
    'Skala von 0 bis 120 Prozent. Der Beleihungsauslauf ist {share} und liegt im Bereich {band}.',
    'Scale from 0 to 120 per cent. The loan to value is {share}, in the range {band}.',
  ),
  upTo: t('bis {limit} %', 'up to {limit} %'),
  above: t('über 100 %', 'above 100 %'),
  cautious: t('Vorsichtig gerechnet, mit 10 % weniger Wert', 'Cautiously, with 10 % less value'),
  secured: t('Mit der zusätzlichen Sicherheit', 'With the additional security'),

  rate: t('Ihr Beispiel', 'Your example'),
  rateIntro: t(
    'Wählen Sie einen Zins und eine Tilgung, um zu sehen, was herauskommt. Beides bleibt auf diesem Gerät und wird nicht gesendet.',
    'Choose interest and repayment to see what follows. Both stay on this device and are not sent.',
  ),
  interest: t('Sollzins pro Jahr', 'Nominal interest per year'),
  repayment: t('Tilgung im ersten Jahr', 'Repayment in the first year'),
  years: t('Zinsbindung', 'Fixed rate for'),
  percent: t('%', '%'),
  yearsUnit: t('Jahre', 'years'),
  open: t('noch nicht gewählt', 'not chosen yet'),
  between: t('Bitte eine Zahl von {min} bis {max}.', 'Please a number from {min} to {max}.'),
  perMonth: t('Rate pro Monat', 'Instalment per month'),
  balance: t('Restschuld nach {years} Jahren', 'Balance after {years} years'),
  interestPaid: t('Zinsen bis dahin', 'Interest until then'),
  debtFree: t('Schuldenfrei nach', 'Debt-free after'),
  stress: t(
    'Rate danach, bei 2 Prozentpunkten mehr Zins',
    'Instalment afterwards, at 2 points more interest',
  ),
  affordable: t('So viel Darlehen tragen Sie mit diesem Zins', 'The loan you can carry at this rate'),
  burden: t('Anteil der Rate am Einkommen', 'Instalment as a share of income'),
  burdenHigh: t(
    'Das ist mehr als 40 %. Viele Banken prüfen dann genauer.',
    'This is more than 40 %. Many banks then look more closely.',
  ),
  rent: t('Warmmiete heute', 'Warm rent today'),
  owning: t('Rate und laufende Kosten', 'Instalment and running costs'),
  exampleOf: t('Repräsentatives Beispiel, Stand {date}:', 'Representative example as of {date}:'),
  noLoan: t(
    'Sobald ein Darlehensbedarf feststeht, rechnen wir hier mit.',
    'As soon as a loan is needed, we work it out here.',
  ),
  course: t('Restschuld im Lauf der Jahre', 'Balance over the years'),
  courseSentence: t(
    'Die Restschuld sinkt von {loan} auf {balance} nach {years} Jahren und ist nach {end} null.',
    'The balance falls from {loan} to {balance} after {years} years and is zero after {end}.',
  ),
  year: t('Jahr', 'Year'),
  leftThen: t('Restschuld', 'Balance'),
  period: t('{years} Jahren und {months} Monaten', '{years} years and {months} months'),
  wholeYears: t('{years} Jahren', '{years} years'),

  leftAbout: t('Es bleiben etwa {amount}', 'About {amount} left'),
  lackingAbout: t('Es fehlen etwa {amount}', 'About {amount} lacking'),
  rateAbout: t('Rate etwa {amount}', 'Instalment about {amount}'),
  ltvAbout: t('Beleihungsauslauf etwa {share}', 'Loan to value about {share}'),

  energy: t('Energieklasse', 'Energy class'),
  energySentence: t(
    'Energieklasse {class} auf der Skala von A+ bis H. Nur zur Ansicht.',
    'Energy class {class} on the scale from A+ to H. For information only.',
  ),
} as const satisfies { readonly [name: string]: Text }
