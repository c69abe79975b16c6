import 'server-only'
import { sql } from 'drizzle-orm'
import { codeOf } from './failure'
import { keptWithPool } from './kept'
import { database, inTransaction, type Transaction } from './pool'

/** A transaction of one tenant; data functions take nothing else. */
export type Tx = Transaction & { readonly tenantId: string }

const retryable = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction that belongs to the tenant. A deadlock or serialization failure is repeated up
 * to three times, so `work` must have no effect outside the transaction. Other errors roll back and are thrown. Its commit
 * waits for the disk, whatever the server's default is: a receipt and a mark before sending must outlive a crash. `settings` hold for
 * the transaction.
 */
export async function withTenant<T>(
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  settings: { readonly lock_timeout?: string } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction({ 'app.tenant_id': tenantId, synchronous_commit: 'on', ...settings }, (tx) =>
        work(Object.assign(tx, { tenantId })),
      )
    } catch (thrown) {
      if (attempt > 3 || !retryable.has(codeOf(thrown) ?? '')) throw thrown
    }
  }
}

async function tenantBy(query: ReturnType<typeof sql>): Promise<string | null> {
  const result = await database().execute<{ tenant: string | null }>(query)
  return result.rows[0]?.tenant ?? null
}

/** A campaign and a delivery never change hands, so a process asks once; what it has not found it asks again. */
const owners = keptWithPool(() => new Map<string, string>())
const mostOwners = 10_000

async function ownerOf(name: string, query: ReturnType<typeof sql>): Promise<string | null> {
  const known = owners().get(name)
  if (known) return known
  const found = await tenantBy(query)
  if (owners().size >= mostOwners) owners().clear()
  if (found) owners().set(name, found)
  return found
}

/** Whose campaign a public address is. */
export const tenantOfCampaign = (slug: string) =>
  ownerOf(`campaign ${slug}`, sql`select tenant_of_campaign(${slug}) as tenant`)
/** Whose draft or submission a secret opens, by its hash. */
export const tenantOfSecret = (hash: Buffer) => tenantBy(sql`select tenant_of_secret(${hash}) as tenant`)
/** Whose mailed link a secret is, by its hash, and whose a job's id is. */
export const tenantOfLink = (hash: Buffer) => tenantBy(sql`select tenant_of_link(${hash}) as tenant`)
export const tenantOfLinkId = (linkId: string) =>
  tenantBy(sql`select tenant_of_link_id(${linkId}::uuid) as tenant`)
/** Whose delivery a job's id is. */
export const tenantOfDelivery = (deliveryId: string) =>
  ownerOf(`delivery ${deliveryId}`, sql`select tenant_of_delivery(${deliveryId}::uuid) as tenant`)

/** All tenants, for sweeps. */
export async function tenantIds(): Promise<string[]> {
  const result = await database().execute<{ id: string }>(sql`select id from tenant order by id`)
  return result.rows.map((row) => row.id)
}
