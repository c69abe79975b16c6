import 'server-only'
import rangesFile from './ranges.gen.json'
import { type StateWithRate, stateByCode } from './rates'

const RANGES = rangesFile as readonly (readonly string[])[]

export type PlzState = StateWithRate | { ambiguous: readonly StateWithRate[] }

/**
 * The state in which a postcode lies, with its Grunderwerbsteuer in percent on `today`; several for the few postcodes
 * that cross a border; null for a postcode that the data do not know. Source: GeoNames, CC BY 4.0 (see README).
 */
export function stateOf(plz: string, today: string): PlzState | null {
  const range = RANGES.find(([from = '', to = '']) => from <= plz && plz <= to)
  const states = (range?.[2] ?? '').split('/').flatMap((code) => stateByCode(code, today) ?? [])
  const [first] = states
  if (!/^\d{5}$/.test(plz) || !first) return null
  return states.length === 1 ? first : { ambiguous: states }
}
