import 'server-only'
import type { Pool } from 'pg'
import { pool } from './pool'

/**
 * Keeps what a process remembers of its database, e.g. for some seconds, and forgets it with the pool: another database never gets the
 * answers of the first.
 */
export function keptWithPool<T>(make: () => T): () => T {
  const kept = new WeakMap<Pool, { value: T }>()
  return () => {
    const now = pool()
    const found = kept.get(now) ?? { value: make() }
    kept.set(now, found)
    return found.value
  }
}
