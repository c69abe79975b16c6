import 'server-only'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient } from 'pg'
import { env } from '@/lib/env'
import { errorFields, log } from '@/lib/log'
import { unavailable } from './failure'
import { prepareEach } from './prepared'

/** Without drizzle's relational queries, which nobody uses: they would read the whole schema anew for every transaction. */
export type Database = NodePgDatabase

/**
 * One pool per process. Limits are short on purpose: a stuck query must not hold a form back for longer than a
 * person waits. `query_timeout` is ours, for a server that has gone silent; the others are the server's. Reloading modules in development must not open a second pool, hence the global symbol.
 */
const slot = Symbol.for('selbstauskunft.pool')
type Holder = { [slot]?: Pool }

export function pool(): Pool {
  const holder = globalThis as Holder
  if (!holder[slot]) {
    const made = new Pool({
      connectionString: env().DATABASE_URL,
      max: env().DATABASE_CONNECTIONS,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      query_timeout: 20_000,
      keepAlive: true,
      idle_in_transaction_session_timeout: 20_000,
      application_name: 'selbstauskunft',
    })
    // A connection that the server closes must not end the process: the first listener hears idle ones, the second also
    // those that are just in use, whose query fails anyway.
    made.on('error', (thrown) => log.warn('database.connection', errorFields(thrown)))
    made.on('connect', (client) => {
      client.on('error', () => undefined)
      prepareEach(client)
    })
    holder[slot] = made
  }
  return holder[slot]
}

export const database = (): Database => drizzle(pool())

/** What stands between BEGIN and COMMIT; there is none inside another. */
export type Transaction = Omit<Database, 'transaction'>

/**
 * Runs `work` in one transaction on one connection of the pool, with these settings for its duration. They go out together with
 * BEGIN: a round trip less, and a delivery has fifteen transactions. The connection goes back whatever happens, and is closed if the
 * failure leaves it in doubt. Throws what the database throws, and an error of the pool after 5 s without a free connection.
 */
export async function inTransaction<T>(
  settings: { readonly [name: string]: string },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client: PoolClient = await pool().connect()
  const literal = (text: string) => client.escapeLiteral(text)
  const set = Object.entries(settings).map(
    ([name, value]) => `set_config(${literal(name)}, ${literal(value)}, true)`,
  )
  let doubtful = false
  try {
    await client.query(`begin; select ${set.join(', ')}`)
    const result = await work(drizzle(client))
    await client.query('commit')
    return result
  } catch (thrown) {
    doubtful = unavailable(thrown) !== null
    doubtful ||= await client.query('rollback').then(
      () => false,
      () => true,
    )
    throw thrown
  } finally {
    client.release(doubtful)
  }
}

/** Ends the pool; for the end of a process and for tests. */
export async function closeDatabase(): Promise<void> {
  const holder = globalThis as Holder
  const open = holder[slot]
  holder[slot] = undefined
  await open?.end()
}
