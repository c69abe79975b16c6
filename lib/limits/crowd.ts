import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { keptWithPool, type Tx } from '@/lib/db'
import { env } from '@/lib/env'

/**
 * Whether more comes to a campaign than people send. `crowded`: so many drafts are open, or so many were begun within the hour, that a
 * browser that begins another is asked for a proof of work. `flood`: the latter; then what looks like a program's waits for a person.
 */
export type Crowd = { crowded: boolean; flood: boolean }
type Counted = { open: number; begun: number }

/** Looked at no more often than this by one process: counting must cost a flood, not us. */
const freshMs = 5_000
const known = keptWithPool(() => new Map<string, { at: number; crowd: Crowd }>())

/** Counts no further than it matters. Drafts that were sent within the hour have been begun, too. */
const counts = (tx: Tx, campaign: SQL): SQL => {
  const { LIMIT_OPEN_DRAFTS: open, SUSPICIOUS_STARTS_PER_HOUR: begun } = env()
  return sql`
    (select count(*)::int from (select 1 from draft d where d.tenant_id = ${tx.tenantId}::uuid
      and d.campaign_id = ${campaign} and d.erased_at is null and d.expires_at > now() limit ${open + 1}) held) as open,
    (select count(*)::int from (select 1 from draft d where d.tenant_id = ${tx.tenantId}::uuid
      and d.campaign_id = ${campaign} and d.created_at > now() - interval '1 hour' limit ${begun + 1}) fresh)
    + (select count(*)::int from (select 1 from submission s where s.tenant_id = ${tx.tenantId}::uuid
      and s.campaign_id = ${campaign} and s.accepted_at > now() - interval '1 hour' limit ${begun + 1}) sent) as begun`
}

const crowdIn = ({ open, begun }: Counted): Crowd => {
  const flood = begun > env().SUSPICIOUS_STARTS_PER_HOUR
  return { crowded: flood || open > env().LIMIT_OPEN_DRAFTS, flood }
}

export async function crowdOf(tx: Tx, campaignId: string): Promise<Crowd> {
  const seen = known().get(campaignId)
  if (seen && Date.now() - seen.at < freshMs) return seen.crowd
  const found = await tx.execute<Counted>(sql`select ${counts(tx, sql`${campaignId}::uuid`)}`)
  const crowd = crowdIn(found.rows[0] ?? { open: 0, begun: 0 })
  known().set(campaignId, { at: Date.now(), crowd })
  return crowd
}

/** How many of the tenant's campaigns are crowded now; for the alert. */
export async function crowdedCampaigns(tx: Tx): Promise<number> {
  const found = await tx.execute<Counted>(
    sql`select ${counts(tx, sql`c.id`)} from campaign c where c.tenant_id = ${tx.tenantId}::uuid`,
  )
  return found.rows.filter((row) => crowdIn(row).crowded).length
}
