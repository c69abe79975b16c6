import 'server-only'
import { banken } from '@/lib/forms/common/lists/banken'
import { laender } from '@/lib/forms/common/lists/laender'
import { t } from '@/lib/forms/common/texts'
import type { Form } from '@/lib/forms/engine/types'
import { figureSpecs } from './figures/specs'
import * as household from './household-lists'
import { inferOpened } from './household-places'
import { inferWish } from './kreditwunsch'
import { aufenthaltstitel, miete, sharedHome, titel } from './lenses'
import { notes } from './notes'
import { inferPerson } from './person'
import { personPresets } from './presets'
import { workPresets } from './presets-work'
import { householdPresets, householdRules } from './rules-household'
import { personRules } from './rules-person'
import { slots } from './slots'
import { parts, steps } from './steps'

/**
 * The consumer credit form; its document is the object `vorgang` of the Vorgang API without `leadquelle`. What has no
 * field there (`notes`, answers that are about or unknown) the target's envelope takes from `notesOf` as `kommentare`.
 */
export const ratenkredit: Form = {
  id: 'ratenkredit',
  version: 1,
  steps,
  slots: [...slots, ...household.slots],
  // The API tells variants apart by which object is there, not by a tag in it.
  shape: {},
  derived: household.derived,
  notes,
  lenses: { titel, aufenthaltstitel, sharedHome, miete },
  rules: { ...personRules, ...householdRules },
  presets: { ...personPresets, ...workPresets, ...householdPresets },
  figures: figureSpecs,
  // Beside ISO 3166-1 the API knows Kosovo and "another one".
  lists: {
    banken,
    laender: [
      ...laender,
      { value: 'XK', label: t('Kosovo', 'Kosovo') },
      { value: 'SONSTIGE', label: t('Anderes Land', 'Another country') },
    ],
  },
  certainty: { about: 'ungefähr', unknown: 'nicht bekannt' },
  parts,
  infer: { ...inferWish, ...inferPerson, ...inferOpened },
}
