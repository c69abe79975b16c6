import 'server-only'
import { onlyTownOf } from '@/lib/forms/common/towns'
import type { AmountOrPercent, Env, Preset, Read } from '@/lib/forms/engine/types'
import { P } from './paths'
import { type PlzState, stateOf } from './plz'
import { type StateWithRate, stateByCode } from './plz/rates'

const NOTHING: AmountOrPercent = { wert: 0, einheit: 'EURO' }
const percent = (wert: number): AmountOrPercent => ({ wert, einheit: 'PROZENT' })

function plzState(read: Read, env: Env): PlzState | null {
  const plz = read(P.plz)
  return typeof plz === 'string' ? stateOf(plz, env.today) : null
}

/** The postcode is there, but does not tell one state: then the form asks for it. */
export function stateIsOpen(read: Read, env: Env): boolean {
  const state = plzState(read, env)
  return read(P.plz) !== undefined && (state === null || 'ambiguous' in state)
}

/** The state of the property from its postcode or, where that does not tell, from the person's own answer. */
export function stateOfProperty(read: Read, env: Env): StateWithRate | null {
  const state = plzState(read, env)
  if (state && !('ambiguous' in state)) return state
  const chosen = read(P.bundesland)
  return typeof chosen === 'string' ? stateByCode(chosen, env.today) : null
}

/** The plot is bought and paid: neither agent nor tax is still to come (self-disclosure §5.15). */
const plotIsPaid = (read: Read): boolean => read(P.grundstueckBereitsBezahlt) === true

export const presets: { readonly [name: string]: Preset } = {
  ort: {
    reads: [P.plz],
    value: (read) => onlyTownOf(read(P.plz)),
  },
  maklergebuehr: {
    reads: [P.makler, P.grundstueckBereitsBezahlt],
    value: (read) => {
      if (plotIsPaid(read)) return NOTHING
      const agent = read(P.makler)
      // Who has not said whether there is an agent has not said that there is none.
      if (agent === undefined) return undefined
      return agent === true ? percent(3.57) : NOTHING
    },
  },
  notargebuehr: { reads: [], value: () => percent(2) },
  grunderwerbsteuer: {
    reads: [P.plz, P.bundesland, P.grundstueckBereitsBezahlt],
    value: (read, env) => {
      if (plotIsPaid(read)) return NOTHING
      const state = stateOfProperty(read, env)
      return state ? percent(state.rate) : undefined
    },
  },
}
