import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'

/**
 * Wakes the task `mail` for a delivery's submission at that time, inside the caller's transaction. One job per delivery: a
 * later call moves it, so a case that exists early brings the mail forward. Without a mail server nobody is woken.
 */
export async function enqueueConfirmation(tx: Tx, deliveryId: string, at: Date): Promise<void> {
  if (!env().SMTP_URL) return
  await tx.execute(sql`
    select graphile_worker.add_job(
      'mail', json_build_object('deliveryId', ${deliveryId}::text),
      run_at := ${at.toISOString()}::timestamptz, job_key := ${`mail:${deliveryId}`})`)
}
