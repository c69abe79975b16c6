import 'server-only'
import { sql } from 'drizzle-orm'
import { database } from '@/lib/db'

/**
 * Gives back the jobs, of every task, that a worker without a sign of life holds locked; graphile-worker itself would after four
 * hours. Alive is a pool that a worker's heartbeat named within `lockMs`. As long as a worker runs that names none (a version before this
 * one, in a rolling deploy) nothing is given back. A job that a newer one of its key has replaced goes. Rows that somebody is just
 * working on are passed over, so this never waits for a lock.
 * @param lockMs milliseconds that a lock must be old
 * @returns how many jobs were given back
 */
export async function freeDeadLocks(lockMs: number): Promise<number> {
  const since = sql`clock_timestamp() - make_interval(secs => ${lockMs / 1000})`
  const freed = await database().execute(sql`
    with alive as (
      select pools from heartbeat where role = 'worker' and beat_at > ${since}
    ), dead as (
      select id, key is null and attempts >= max_attempts as replaced from graphile_worker._private_jobs job
      where locked_at < ${since}
        and not exists (select from alive where pools is null or job.locked_by = any(pools))
      order by id limit 100
      for update of job skip locked
    ), gone as (
      delete from graphile_worker._private_jobs job using dead where dead.replaced and job.id = dead.id
    )
    update graphile_worker._private_jobs job
    set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
    from dead where not dead.replaced and job.id = dead.id`)
  return freed.rowCount ?? 0
}
