import 'server-only'
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import type { Store } from './gate'
import { fresh, readState } from './state'

/** Which row is whose: nobody can read a client id out of it. */
export const gateKey = (clientId: string, host: string) =>
  createHash('sha256').update(`${clientId}\n${host}`).digest('hex')

/**
 * The state of one client in Postgres, shared by any number of processes. Each change is a short transaction of its own that locks
 * the row; what a crash of the database takes with it is a turn or two, so it need not wait for the disk.
 * @param clock replaces the database's clock in tests
 */
export function postgresStore(key: string, clock?: () => Date): Store {
  return {
    change: (work) =>
      database().transaction(async (tx) => {
        const locked = () =>
          tx.execute<{ state: unknown; ms: number }>(sql`
            select state, (extract(epoch from clock_timestamp()) * 1000)::float8 as ms,
              set_config('synchronous_commit', 'off', true)
            from platform_gate where key = ${key} for update`)
        let [row] = (await locked()).rows
        if (!row) {
          const begin = fresh((clock?.() ?? new Date(0)).getTime())
          await tx.insert(schema.platformGate).values({ key, state: begin }).onConflictDoNothing()
          ;[row] = (await locked()).rows
        }
        const { state, now } = readState(row?.state, clock?.().getTime() ?? row?.ms ?? Number.NaN)
        await tx
          .update(schema.platformGate)
          .set({ state: work(state, now), updatedAt: sql`clock_timestamp()` })
          .where(eq(schema.platformGate.key, key))
      }),
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
