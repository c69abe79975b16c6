import 'server-only'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { env } from '@/lib/env'
import { errorFields, log } from '@/lib/log'
import * as schema from './schema'

export type Database = NodePgDatabase<typeof schema>

/**
 * One pool per process. Limits are short on purpose: a stuck query must not hold a form back for longer than a
 * person waits. Reloading modules in development must not open a second pool, hence the global symbol.
 */
const slot = Symbol.for('selbstauskunft.pool')
type Holder = { [slot]?: Pool }

export function pool(): Pool {
  const holder = globalThis as Holder
  if (!holder[slot]) {
    const made = new Pool({
      connectionString: env().DATABASE_URL,
      max: 10,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 20_000,
      application_name: 'selbstauskunft',
    })
    // An idle connection that the server closes must not end the process.
    made.on('error', (thrown) => log.warn('database.connection', errorFields(thrown)))
    holder[slot] = made
  }
  return holder[slot]
}

export const database = (): Database => drizzle(pool(), { schema })

/** Ends the pool; for the end of a process and for tests. */
export async function closeDatabase(): Promise<void> {
  const holder = globalThis as Holder
  const open = holder[slot]
  holder[slot] = undefined
  await open?.end()
}
