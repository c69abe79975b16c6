import { DRAWN } from '@/lib/forms/common/figures/texts'
import { t } from '@/lib/forms/common/texts'
import type { Text } from '@/lib/forms/engine/types'
import type { ExpenseId, IncomeId } from './budget'

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

export const PICTURE = {
  ...DRAWN,
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

  rateIntro: t(
    'Wählen Sie einen Zins und eine Tilgung, um zu sehen, was herauskommt. Beides bleibt auf diesem Gerät und wird nicht gesendet.',
    'Choose interest and repayment to see what follows. Both stay on this device and are not sent.',
  ),
  interest: t('Sollzins pro Jahr', 'Nominal interest per year'),
  repayment: t('Tilgung im ersten Jahr', 'Repayment in the first year'),
  years: t('Zinsbindung', 'Fixed rate for'),
  yearsUnit: t('Jahre', 'years'),
  balance: t('Restschuld nach {years} Jahren', 'Balance after {years} years'),
  interestPaid: t('Zinsen bis dahin', 'Interest until then'),
  debtFree: t('Schuldenfrei nach', 'Debt-free after'),
  stress: t(
    'Rate danach, bei 2 Prozentpunkten mehr Zins',
    'Instalment afterwards, at 2 points more interest',
  ),
  affordable: t('So viel Darlehen tragen Sie mit diesem Zins', 'The loan you can carry at this rate'),
  rent: t('Warmmiete heute', 'Warm rent today'),
  owning: t('Rate und laufende Kosten', 'Instalment and running costs'),
  noLoan: t(
    'Sobald ein Darlehensbedarf feststeht, rechnen wir hier mit.',
    'As soon as a loan is needed, we work it out here.',
  ),
  course: t('Restschuld im Lauf der Jahre', 'Balance over the years'),
  courseSentence: t(
    'Die Restschuld sinkt von {loan} auf {balance} nach {years} Jahren und ist nach {end} null.',
    'The balance falls from {loan} to {balance} after {years} years and is zero after {end}.',
  ),
  leftThen: t('Restschuld', 'Balance'),

  ltvAbout: t('Beleihungsauslauf etwa {share}', 'Loan to value about {share}'),

  energy: t('Energieklasse', 'Energy class'),
  energySentence: t(
    'Energieklasse {class} auf der Skala von A+ bis H. Nur zur Ansicht.',
    'Energy class {class} on the scale from A+ to H. For information only.',
  ),
} as const satisfies { readonly [name: string]: Text }
