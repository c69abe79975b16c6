import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import type { Store } from './gate'
import { fresh, type GateState, readState } from './state'

/** Which row is whose: nobody can read a client id out of it. */
export const gateKey = (clientId: string, host: string) =>
  createHash('sha256').update(`${clientId}\n${host}`).digest('hex')

/**
 * The state of one client in Postgres, shared by any number of processes. A change reads it and writes it back unless somebody else has
 * written meanwhile; then it is made again with what stands there now. What a crash of the database takes with it is a turn or two,
 * so no write waits for the disk.
 * @param clock replaces the database's clock in tests
 */
export function postgresStore(key: string, clock?: () => Date): Store {
  const read = async () => {
    const { rows } = await database().execute<{ state: unknown; text: string; ms: number }>(sql`
      select state, state::text as text, (extract(epoch from clock_timestamp()) * 1000)::float8 as ms
      from platform_gate where key = ${key}`)
    return rows[0]
  }
  const writtenOver = async (text: string, state: GateState): Promise<boolean> => {
    const { rowCount } = await database().execute(sql`
      update platform_gate set state = ${JSON.stringify(state)}::jsonb, updated_at = clock_timestamp()
      where key = ${key} and state = ${text}::jsonb
      returning set_config('synchronous_commit', 'off', true)`)
    return rowCount === 1
  }
  return {
    change: async (work) => {
      for (;;) {
        const row = await read()
        if (!row) {
          const begin = fresh((clock?.() ?? new Date(0)).getTime())
          await database().insert(schema.platformGate).values({ key, state: begin }).onConflictDoNothing()
          continue
        }
        const { state, now } = readState(row.state, clock?.().getTime() ?? row.ms)
        if (await writtenOver(row.text, work(state, now))) return
      }
    },
  }
}

/** For metrics and alerts: the breakers of all clients. `since`: when one was last closed; null: it is closed. */
export async function breakers(): Promise<{ key: string; state: string; since: Date | null }[]> {
  const rows = await database().select().from(schema.platformGate)
  return rows.map(({ key, state: stored }) => {
    const { breaker } = readState(stored, Date.now()).state
    return { key, state: breaker.kind, since: breaker.kind === 'closed' ? null : new Date(breaker.brokenAt) }
  })
}
