import type { FullPersona } from './build'
import { building } from './building'
import { buying } from './buying'
import { owning } from './owning'
import { searching } from './searching'

export type { FullPersona } from './build'

/** Every purpose; alone, together, apart; every kind of work; permits, let property, new builds, addresses abroad. */
export const fullPersonas: readonly FullPersona[] = [...buying, ...searching, ...building, ...owning]
