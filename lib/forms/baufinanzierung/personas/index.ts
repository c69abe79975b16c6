import { buying } from './buying'
import { owning } from './owning'
import type { Persona } from './persona'

export type { Persona, Typed } from './persona'

/** Every purpose alone and as a couple, every employment kind at least once, a searcher and the API's own example. */
export const personas: readonly Persona[] = [...buying, ...owning]
