/**
 * The energy class of a building from its final energy in kWh per m² and year (GEG Anlage 10). A figure only: the
 * platform computes the class itself and ignores a written one.
 */
const LIMITS = [
  ['A+', 30],
  ['A', 50],
  ['B', 75],
  ['C', 100],
  ['D', 130],
  ['E', 160],
  ['F', 200],
  ['G', 250],
] as const

/** From the best to the worst. */
export const energyClasses: readonly string[] = [...LIMITS.map(([name]) => name), 'H']

export const energyClass = (endEnergie: number): string =>
  LIMITS.find(([, most]) => endEnergie <= most)?.[0] ?? 'H'
