import 'server-only'
import { sql } from 'drizzle-orm'
import { tenantIds, withTenant } from '@/lib/db'
import { type Clock, databaseClock } from './row'
import { atWork, type State, workable } from './states'
import { deliveryTimings } from './timings'

/** So few at once that nobody waits long for what one round holds. */
const batch = 100
/** A sweep ends all the same; the next one goes on. */
const mostBatches = 100

/**
 * Adds a job for every delivery that a worker has something to do for, due or left behind with an expired lease, and that has none: none that
 * is to run by now, and none that somebody took within a lease and is about to claim it with. In small transactions, each in the order of
 * the ids; what falls into a deadlock all the same is repeated (`withTenant`).
 * @param lease milliseconds that a claim holds
 * @returns how many deliveries were woken
 */
export async function sweep(
  clock: Clock = databaseClock,
  { lease }: { lease: number } = deliveryTimings,
): Promise<number> {
  let woken = 0
  for (const tenantId of await tenantIds()) {
    for (let round = 0; round < mostBatches; round += 1) {
      const count = await sweepBatch(tenantId, clock, lease)
      woken += count
      if (count < batch) break
    }
  }
  return woken
}

function sweepBatch(tenantId: string, clock: Clock, lease: number): Promise<number> {
  return withTenant(tenantId, async (tx) => {
    const now = (await clock(tx)).toISOString()
    const result = await tx.execute(sql`
      with due as materialized (
        select id from delivery
        where tenant_id = ${tenantId}::uuid and state in (${listed(workable)})
          and (lease_until is null or lease_until <= ${now}::timestamptz)
          and (due_at <= ${now}::timestamptz or state in (${listed(atWork)}))
          and not exists (
            select from graphile_worker._private_jobs job
            where job.key = 'deliver:' || delivery.id and job.attempts < job.max_attempts
              and case when job.locked_at is null then job.run_at <= now()
                else job.locked_at > now() - make_interval(secs => ${lease / 1000}) end)
        order by id limit ${batch})
      select enqueue_delivery(id) from due`)
    return result.rowCount ?? 0
  })
}

const listed = (states: readonly State[]) =>
  sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )
