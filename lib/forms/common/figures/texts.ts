import { t } from '@/lib/forms/common/texts'
import type { Text } from '@/lib/forms/engine/types'
import type { Light } from './month'

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

/** Words that the pictures of both forms use; they load with them, when the browser is idle. */
export const DRAWN = {
  budget: t('Ihr Monat', 'Your month'),
  income: t('Einnahmen', 'Income'),
  expenses: t('Ausgaben', 'Expenses'),
  instalment: t('Neue Rate (Ihr Beispiel)', 'New instalment (your example)'),
  left: t('Bleibt übrig', 'Left over'),
  lacking: t('Es fehlen', 'Lacking'),
  before: t('Vor der neuen Rate', 'Before the new instalment'),
  after: t('Mit der neuen Rate', 'With the new instalment'),
  table: t('Als Tabelle', 'As a table'),
  rate: t('Ihr Beispiel', 'Your example'),
  percent: t('%', '%'),
  open: t('noch nicht gewählt', 'not chosen yet'),
  between: t('Bitte eine Zahl von {min} bis {max}.', 'Please a number from {min} to {max}.'),
  perMonth: t('Rate pro Monat', 'Instalment per month'),
  burden: t('Anteil der Rate am Einkommen', 'Instalment as a share of income'),
  burdenHigh: t(
    'Das ist mehr als 40 %. Viele Banken prüfen dann genauer.',
    'This is more than 40 %. Many banks then look more closely.',
  ),
  exampleOf: t('Repräsentatives Beispiel, Stand {date}:', 'Representative example as of {date}:'),
  year: t('Jahr', 'Year'),
  period: t('{years} Jahren und {months} Monaten', '{years} years and {months} months'),
  wholeYears: t('{years} Jahren', '{years} years'),
  leftAbout: t('Es bleiben etwa {amount}', 'About {amount} left'),
  lackingAbout: t('Es fehlen etwa {amount}', 'About {amount} lacking'),
  rateAbout: t('Rate etwa {amount}', 'Instalment about {amount}'),
} as const satisfies { readonly [name: string]: Text }
