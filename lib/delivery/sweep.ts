import 'server-only'
import { sql } from 'drizzle-orm'
import { tenantIds, withTenant } from '@/lib/db'
import { type Clock, databaseClock } from './row'
import { atWork, type State, workable } from './states'

/**
 * Adds the job again for every delivery that a worker has something to do for: due, or left behind with an expired
 * lease. graphile-worker itself frees a dead worker's job only after four hours.
 * @returns how many deliveries were woken
 */
export async function sweep(clock: Clock = databaseClock): Promise<number> {
  let woken = 0
  for (const tenantId of await tenantIds()) {
    woken += await withTenant(tenantId, async (tx) => {
      const now = (await clock(tx)).toISOString()
      const result = await tx.execute(sql`
        select enqueue_delivery(id) from delivery
        where tenant_id = ${tenantId}::uuid and state in (${listed(workable)})
          and (lease_until is null or lease_until <= ${now}::timestamptz)
          and (due_at <= ${now}::timestamptz or state in (${listed(atWork)}))
        limit 1000`)
      return result.rowCount ?? 0
    })
  }
  return woken
}

const listed = (states: readonly State[]) =>
  sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )
