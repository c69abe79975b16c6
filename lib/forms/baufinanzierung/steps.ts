import { t } from '@/lib/forms/common/texts'
import type { Step, Text } from '@/lib/forms/engine/types'
import { einkommen as einkommenVoll } from './full/einkommen'
import { haushalt } from './full/haushalt'
import { immobilien } from './full/immobilien'
import { kontakt as kontaktVoll } from './full/kontakt'
import { kosten as kostenVoll } from './full/kosten'
import { objekt } from './full/objekt'
import { objektdarlehen } from './full/objektdarlehen'
import { personen } from './full/personen'
import { verbindlichkeiten } from './full/verbindlichkeiten'
import { vermoegen } from './full/vermoegen'
import { vorhaben as vorhabenVoll } from './full/vorhaben'
import { wohnen } from './full/wohnen'
import { wuensche } from './full/wuensche'
import { einkommen } from './steps/einkommen'
import { immobilie } from './steps/immobilie'
import { kontakt } from './steps/kontakt'
import { kosten } from './steps/kosten'
import { vorhaben } from './steps/vorhaben'

/**
 * The two journeys, read aloud: five short steps, then the full ones. The review page follows by itself; identity and
 * bank data are for existing cases only.
 */
export const steps: readonly Step[] = [
  vorhaben,
  immobilie,
  kosten,
  einkommen,
  kontakt,
  ...vorhabenVoll,
  ...objekt,
  ...kostenVoll,
  ...objektdarlehen,
  ...personen,
  ...wohnen,
  ...einkommenVoll,
  ...haushalt,
  ...immobilien,
  ...vermoegen,
  ...verbindlichkeiten,
  ...wuensche,
  ...kontaktVoll,
]

/** The five larger parts of the full journey. */
export const parts: { readonly [part: string]: Text } = {
  vorhaben: t('Vorhaben', 'Plan'),
  immobilie: t('Immobilie', 'Property'),
  personen: t('Personen', 'People'),
  geld: t('Geld', 'Money'),
  abschluss: t('Abschluss', 'Finish'),
}
