import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/lib/db'

/**
 * Wakes the task `mail` for a delivery's submission at that time, inside the caller's transaction. One job per delivery: a
 * later call moves it, so a case that exists early brings the mail forward.
 */
export async function enqueueConfirmation(tx: Tx, deliveryId: string, at: Date): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      'mail', json_build_object('deliveryId', ${deliveryId}::text),
      run_at := ${at.toISOString()}::timestamptz, job_key := ${`mail:${deliveryId}`})`)
}
