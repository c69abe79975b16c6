import { t } from '@/lib/forms/common/texts'
import type { Step, Text } from '@/lib/forms/engine/types'
import { absicherung } from './absicherung'
import { beschaeftigungFull, beschaeftigungShort } from './beschaeftigung'
import { haushalt } from './haushalt'
import { immobilien } from './immobilien'
import { kontaktFull, kontaktShort } from './kontakt'
import { konto } from './konto'
import { kreditwunschFull, kreditwunschShort } from './kreditwunsch'
import { personFull, personShort } from './person'
import { verbindlichkeiten } from './verbindlichkeiten'
import { wohnen } from './wohnen'

/** The two journeys, read aloud: four short steps, then the full ones. The review page follows by itself. */
export const steps: readonly Step[] = [
  ...kreditwunschShort,
  ...personShort,
  ...beschaeftigungShort,
  ...kontaktShort,
  ...kreditwunschFull,
  ...personFull,
  ...wohnen,
  ...beschaeftigungFull,
  ...haushalt,
  ...immobilien,
  ...verbindlichkeiten,
  ...konto,
  ...absicherung,
  ...kontaktFull,
]

/** The larger parts of the full journey. */
export const parts: { readonly [part: string]: Text } = {
  kredit: t('Kredit', 'Loan'),
  personen: t('Personen', 'People'),
  geld: t('Geld', 'Money'),
  abschluss: t('Abschluss', 'Finish'),
}
