import 'server-only'
import { sql } from 'drizzle-orm'
import { keptWithPool, schema, type Tx, tenantOfCampaign, withTenant } from '@/lib/db'
import type { Pace } from '@/lib/forms/engine'
import type { Form, Length } from '@/lib/forms/engine/types'

/** Below this a median says more about one person than about a page. */
const fewest = 20
const freshForMs = 10 * 60_000

const known = keptWithPool(() => new Map<string, { until: number; pace: Pace }>())

/**
 * Median seconds per page of each step, of the tenant's last 30 days; steps answered less than 20 times are missing
 * (look-and-words.md: time left comes from measured medians, hidden when unknown). Read anew every ten minutes.
 */
export async function paceOf(tx: Tx, form: Pick<Form, 'id'>, length: Length): Promise<Pace> {
  const name = `${tx.tenantId} ${form.id} ${length}`
  const last = known().get(name)
  if (last && last.until > Date.now()) return last.pace
  const { rows } = await tx.execute<{ step: string; seconds: number }>(sql`
    select page as step, percentile_cont(0.5) within group (order by seconds)::float8 as seconds
    from ${schema.funnelEvent}
    where tenant_id = ${tx.tenantId} and form_id = ${form.id} and length = ${length}
      and type = 'page.answered' and at > now() - interval '30 days'
    group by page having count(*) >= ${fewest}`)
  const pace = Object.fromEntries(rows.map(({ step, seconds }) => [step, seconds]))
  known().set(name, { until: Date.now() + freshForMs, pace })
  return pace
}

/** The same for a page that is shown before there is a draft. */
export async function paceAt(slug: string, form: Pick<Form, 'id'>, length: Length): Promise<Pace> {
  const tenantId = await tenantOfCampaign(slug)
  return tenantId ? withTenant(tenantId, (tx) => paceOf(tx, form, length)) : {}
}
