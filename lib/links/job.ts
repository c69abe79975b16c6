import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/lib/db'

/** Wakes the task `link` for a mailed link, now or at that time, inside the caller's transaction. One job per link. */
export async function enqueueLink(tx: Tx, linkId: string, at?: Date): Promise<void> {
  const runAt = at ? sql`${at.toISOString()}::timestamptz` : sql`now()`
  await tx.execute(sql`
    select graphile_worker.add_job(
      'link', json_build_object('linkId', ${linkId}::text), run_at := ${runAt}, job_key := ${`link:${linkId}`})`)
}
