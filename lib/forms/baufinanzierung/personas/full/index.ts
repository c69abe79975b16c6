import type { FullPersona } from './build'
import { buying } from './buying'
import { owning } from './owning'

export type { FullPersona } from './build'

/** Every purpose; alone, together, apart; every kind of work; permits, let property, new builds, addresses abroad. */
export const fullPersonas: readonly FullPersona[] = [...buying, ...owning]
