import 'server-only'
import type { Form } from '@/lib/forms/engine/types'
import { derived, notes } from './derived'
import { figureSpecs } from './figure-specs'
import { apart, loanExists, P, together } from './paths'
import { phone } from './phone'
import { presets, stateIsOpen } from './presets'
import { rules } from './rules'
import { shape } from './shape.gen'
import { steps } from './steps'

const secondPerson = { de: 'Zweite Person', en: 'Second person' }

/** The mortgage self-disclosure; its document is the Kundenangaben object of the Kundenangaben API. */
export const baufinanzierung: Form = {
  id: 'baufinanzierung',
  version: 1,
  steps,
  slots: [
    { path: 'haushalte', max: 4, exists: { 'haushalte.0': true, 'haushalte.1': apart } },
    {
      path: 'haushalte[].kunden',
      max: 2,
      exists: {
        'haushalte.0.kunden.0': true,
        'haushalte.0.kunden.1': together,
        'haushalte.1.kunden.0': apart,
      },
      name: {
        'haushalte.0.kunden.0': { de: 'Sie', en: 'You' },
        'haushalte.0.kunden.1': secondPerson,
        'haushalte.1.kunden.0': secondPerson,
      },
    },
    { path: P.darlehensliste, max: 10, exists: { [`${P.darlehensliste}.0`]: loanExists } },
  ],
  shape,
  derived,
  notes,
  lenses: { phone },
  rules,
  presets,
  figures: figureSpecs,
  lists: {},
  infer: {
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
