import { abroad } from './abroad'
import type { Persona } from './build'
import { full } from './full'
import { short } from './short'

export type { Persona } from './build'

/** Both lengths, alone and as a couple, every kind of work, every purpose, every permit. */
export const personas: readonly Persona[] = [...short, ...full, ...abroad]
