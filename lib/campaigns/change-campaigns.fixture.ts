import { eq } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import { mustBeRight } from './settings'
import type { Product } from './shape'

type Row = typeof schema.campaign.$inferSelect
type Change = { page?: object; settings?: object; production?: boolean }

/**
 * Changes campaigns as they may be changed: through the gate, so that no test stands on settings that nobody could write. What is given
 * of `page` and `settings` takes the place of what stands there; undefined takes it away.
 */
export async function changeCampaigns(
  only: { slug?: string; product?: Product },
  change: Change | ((row: Row) => Change),
): Promise<void> {
  const { campaign } = schema
  for (const row of await database().select().from(campaign)) {
    if (row.slug !== (only.slug ?? row.slug) || row.product !== (only.product ?? row.product)) continue
    const { page = {}, settings = {}, production } = typeof change === 'function' ? change(row) : change
    const { id, ...next } = mustBeRight({
      ...row,
      page: { ...Object(row.page), ...page },
      settings: { ...Object(row.settings), ...settings },
      production: production ?? row.production,
    })
    await database().update(campaign).set(next).where(eq(campaign.id, id))
  }
}
