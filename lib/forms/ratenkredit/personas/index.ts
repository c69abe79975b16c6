import type { Persona } from './build'
import { short } from './short'

export type { Persona } from './build'

/** Both lengths, alone and as a couple, every kind of work, every purpose, every permit. */
export const personas: readonly Persona[] = [...short]
