import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/lib/db'
import { consumeLetter } from '@/lib/limits/letters'
import { addressOf, issueLink, lastLink } from './store'

/**
 * Issues the one reminder for drafts that end in 24 to 36 hours and whose link somebody asked for; drafts without a link are nobody's
 * business. Asking again on the form begins a new 28 days and with them a new reminder. Answers how many.
 */
export async function remind(tx: Tx, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const due = await tx.execute<{ id: string }>(sql`
    select d.id from draft d
    where d.tenant_id = ${tx.tenantId}::uuid and d.erased_at is null
      and d.expires_at > ${at} + interval '24 hours' and d.expires_at <= ${at} + interval '36 hours'
      and exists (
        select 1 from mailed_link asked where asked.record_id = d.id and asked.kind = 'resume'
          and not exists (
            select 1 from mailed_link told
            where told.record_id = d.id and told.kind = 'reminder' and told.created_at >= asked.created_at))
    order by d.expires_at limit 100
    for update skip locked`)
  let issued = 0
  for (const { id } of due.rows) {
    const last = await lastLink(tx, id)
    const address = last && (await addressOf(tx, last))
    // Looked at again in ten minutes: the reminder has twelve hours to go out.
    if (!address || (await consumeLetter(tx, address)).kind === 'limited') continue
    await issueLink(tx, { kind: 'reminder', recordId: id, address })
    issued += 1
  }
  return issued
}
