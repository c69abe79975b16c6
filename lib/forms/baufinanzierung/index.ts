import 'server-only'
import { banken } from '@/lib/forms/common/lists/banken'
import { laender } from '@/lib/forms/common/lists/laender'
import type { Form, LeafAt } from '@/lib/forms/engine/types'
import { derived, notes } from './derived'
import { figureSpecs } from './figure-specs'
import { adjusts } from './full/adjusts'
import { fullNotes } from './full/notes'
import { F } from './full/places'
import { fullPresets } from './full/presets'
import { HOUSEHOLDS } from './full/read'
import { moneyRules } from './full/rules-money'
import { peopleRules } from './full/rules-people'
import { abloesung, bank, noneIsEmpty, sameAddress } from './lenses'
import { bausparkassen } from './lists/bausparkassen'
import { berufe } from './lists/berufe'
import { P } from './paths'
import { phone } from './phone'
import { presets, stateIsOpen } from './presets'
import { rules } from './rules'
import { shape } from './shape.gen'
import { slots } from './slots'
import { parts, steps } from './steps'
import { twins } from './twins'

/** The mortgage self-disclosure; its document is the Kundenangaben object of the Kundenangaben API. */
export const baufinanzierung: Form = {
  id: 'baufinanzierung',
  version: 2,
  steps,
  slots,
  shape,
  derived,
  notes: [...notes, ...fullNotes],
  lenses: { phone, bank, abloesung, noneIsEmpty, sameAddress },
  rules: { ...rules, ...peopleRules, ...moneyRules },
  adjusts,
  presets: { ...presets, ...fullPresets },
  figures: figureSpecs,
  lists: { banken, bausparkassen, berufe, laender },
  twins,
  certainty: { to: P.weiterePraeferenz, about: 'ungefähr', unknown: 'nicht bekannt' },
  parts,
  infer: {
    [F.energieausweis]: (leaf) =>
      (leaf(F.ausweistyp) ?? leaf(F.endEnergie)) === undefined ? undefined : true,
    ...Object.fromEntries(
      HOUSEHOLDS.map((household) => [
        F.sonstigeSchuldDa.replace(F.haushalt, household),
        (leaf: LeafAt) =>
          leaf(F.sonstigeSchuld.replace(F.haushalt, household)) === undefined ? undefined : true,
      ]),
    ),
    [P.personen]: (leaf) => {
      if (leaf('haushalte.0.kunden.1') !== undefined || leaf('haushalte.1.kunden.0') !== undefined) return '2'
      return leaf('haushalte.0.kunden.0') === undefined ? undefined : '1'
    },
    [P.gemeinsamerHaushalt]: (leaf) => {
      if (leaf('haushalte.0.kunden.1') !== undefined) return true
      return leaf('haushalte.1.kunden.0') === undefined ? undefined : false
    },
  },
  facts: { [P.bundeslandOffen]: { reads: [P.plz], value: stateIsOpen } },
}
