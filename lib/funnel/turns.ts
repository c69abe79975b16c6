import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/lib/db'

const { draft, funnelEvent } = schema

/** Longer on one page is a pause, not an answer. */
const longestSeconds = 30 * 60

/** A page that was answered: the step's id and the page's 1-based place in the journey. */
export type Answered = { step: string; at: number }

/**
 * Another page is on screen now. What was answered before is counted with its time, by the database's clock, the first time this
 * draft comes past it; who goes back to correct is faster there and would make the pace look better than it is.
 */
export async function noteTurn(tx: Tx, draftId: string, answered?: Answered): Promise<void> {
  const mine = and(eq(draft.tenantId, tx.tenantId), eq(draft.id, draftId))
  if (!answered) {
    await tx.update(draft).set({ turnedAt: sql`now()` }).where(mine)
    return
  }
  const { step, at } = answered
  await tx.execute(sql`
    with turned as (
      update ${draft} set turned_at = now(), furthest = greatest(furthest, ${at}::smallint) where ${mine}
    )
    insert into ${funnelEvent} (tenant_id, campaign_id, type, form_id, length, page, seconds, at)
    select tenant_id, campaign_id, 'page.answered', form_id, length, ${step}, seconds, date_trunc('hour', now())
    from (
      select tenant_id, campaign_id, form_id, length, extract(epoch from now() - turned_at)::integer as seconds from ${draft}
      where ${mine} and furthest < ${at}
    ) as shown
    where seconds between 1 and ${longestSeconds}`)
}

/** Removes counts older than 90 days: no figure looks back further. For the worker's purge. */
export async function purgeFunnel(tx: Tx, now: Date): Promise<number> {
  const gone = await tx.execute(sql`
    delete from ${funnelEvent} where seq in (
      select seq from ${funnelEvent}
      where tenant_id = ${tx.tenantId} and at < ${now.toISOString()}::timestamptz - interval '90 days' limit 5000
    )`)
  return gone.rowCount ?? 0
}
