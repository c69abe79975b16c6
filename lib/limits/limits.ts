import 'server-only'
import { sql } from 'drizzle-orm'
import { type BlindIndex, blindIndex } from '@/lib/crypto/keyring'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import type { Suspicions } from './suspicion'

/** Hard limits stand per draft (trust.md S20); a network only ever becomes suspicious, since carriers share addresses. */
export type Limit = 'autosave' | 'load' | 'submit' | 'mail' | 'pdf'
const limits = (): Readonly<Record<Limit, { max: number; windowSeconds: number }>> => ({
  autosave: { max: env().LIMIT_SAVES_PER_MINUTE, windowSeconds: 60 },
  load: { max: env().LIMIT_LOADS_PER_MINUTE, windowSeconds: 60 },
  submit: { max: env().LIMIT_SUBMITS_PER_HOUR, windowSeconds: 3600 },
  pdf: { max: env().LIMIT_PDFS_PER_HOUR, windowSeconds: 3600 },
  mail: { max: env().LIMIT_MAILS_PER_DAY, windowSeconds: 24 * 3600 },
})
export const suspicions = (): Suspicions => ({
  humanSeconds: env().SUSPICIOUS_BELOW_SECONDS,
  draftsPerHour: env().SUSPICIOUS_DRAFTS_PER_HOUR,
})
export type Consumed = { kind: 'ok' } | { kind: 'limited'; minutes: number }

/** Where uses are counted, and where they were while an older version of INDEX_KEY was current: changing it forgives nobody. */
type Bucket = { name: string; older: readonly string[] }
const bucketOf = (kind: string, { hash, older }: BlindIndex): Bucket => {
  const named = (one: Buffer) => kind + one.toString('base64url')
  return { name: named(hash), older: older.map(named) }
}

/** Counts one use by a draft or a submission, by its id. The counter stands in the database and survives a restart. */
export async function consume(tx: Tx, limit: Limit, id: string): Promise<Consumed> {
  const { max, windowSeconds } = limits()[limit]
  const result = await tx.execute<{ count: number; seconds: number }>(sql`
    insert into rate_limit (tenant_id, bucket, window_start, count)
    values (${tx.tenantId}, ${`draft:${limit}:${id}`}, to_timestamp(floor(extract(epoch from now()) / ${windowSeconds}) * ${windowSeconds}), 1)
    on conflict (tenant_id, bucket, window_start) do update set count = rate_limit.count + 1
    returning count, extract(epoch from window_start)::float8 + ${windowSeconds} - extract(epoch from now())::float8 as seconds`)
  const used = result.rows[0]
  if (!used) throw new Error('A counter returned no row')
  return used.count <= max
    ? { kind: 'ok' }
    : { kind: 'limited', minutes: Math.max(1, Math.ceil(used.seconds / 60)) }
}

/**
 * Counts a draft that a start token made beyond its first one; `limited` when its allowance for reloads is used up. Looked at before it is
 * counted, so that whoever goes on asking waits for nobody's row and writes nothing.
 * @param nonce the token's own random bits, never stored as they are
 */
export async function consumeStart(tx: Tx, nonce: string, issuedAt: number): Promise<'ok' | 'limited'> {
  const bucket = bucketOf(startBucket, blindIndex(tx.tenantId, 'start', nonce))
  const allowed = env().LIMIT_DRAFTS_PER_TOKEN - 1
  const window = new Date(issuedAt).toISOString()
  const counted = await tx.execute<{ count: number }>(sql`
    select coalesce(sum(count), 0)::int as count from rate_limit
    where tenant_id = ${tx.tenantId}::uuid and bucket in ${[bucket.name, ...bucket.older]} and window_start = ${window}::timestamptz`)
  if ((counted.rows[0]?.count ?? 0) >= allowed) return 'limited'
  const result = await tx.execute<{ count: number }>(sql`
    insert into rate_limit (tenant_id, bucket, window_start, count)
    values (${tx.tenantId}::uuid, ${bucket.name}, ${window}::timestamptz, 1)
    on conflict (tenant_id, bucket, window_start) do update set count = rate_limit.count + 1
    returning count + ${
      bucket.older.length === 0
        ? sql`0`
        : sql`(select coalesce(sum(before.count), 0)::int from rate_limit before where before.tenant_id = rate_limit.tenant_id
            and before.bucket in ${[...bucket.older]} and before.window_start = rate_limit.window_start)`
    } as count`)
  return (result.rows[0]?.count ?? 0) <= allowed ? 'ok' : 'limited'
}
const startBucket = 'token:start:'

/** The network of an address: IPv4 as it is, IPv6 its first 64 bits. Text that is no address is its own network. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1]) return mapped[1]
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

export type Suspicion = 'draft.created' | 'input.ignored' | 'limit.hit' | 'start.unproven'

/** Without a trusted proxy all clients share this address, which says nothing about any of them. */
export const unknownIp = '0.0.0.0'

/**
 * Transactions that count in one network at the same time do so in rows of their own: a row stays locked until its transaction ends, and
 * a network can be a whole carrier, or everybody where no address is known. So nobody waits for a stranger; what would need one more
 * lane is not counted.
 */
const lanes = Array.from({ length: 32 }, (_, lane) => (lane === 0 ? '' : `:${lane}`))
const networkBucket = (tx: Tx, ip: string, suspicion: Suspicion): Bucket =>
  bucketOf(`net:${suspicion}:`, blindIndex(tx.tenantId, 'network', networkOf(ip)))
const hourStart = sql`to_timestamp(floor(extract(epoch from now()) / 3600) * 3600)`

/** Counts per network and hour, under a keyed hash of the network. Nothing is refused because of it, and nobody waits for it. */
export async function noteSuspicion(tx: Tx, ip: string, suspicion: Suspicion, by = 1): Promise<void> {
  const { name } = networkBucket(tx, ip, suspicion)
  await tx.execute(sql`
    insert into rate_limit (tenant_id, bucket, window_start, count)
    select ${tx.tenantId}::uuid, ${name} || lane, ${hourStart}, ${by}::int
    from unnest(${sql.param(lanes)}::text[]) lane
    where pg_try_advisory_xact_lock(hashtextextended(${`${tx.tenantId} ${name}`} || lane, 0))
    limit 1
    on conflict (tenant_id, bucket, window_start) do update set count = rate_limit.count + excluded.count`)
}

/** How many drafts this network began within the hour; null: its address is not known. */
export async function draftsOfNetwork(tx: Tx, ip: string): Promise<number | null> {
  if (ip === unknownIp) return null
  const { name, older } = networkBucket(tx, ip, 'draft.created')
  const buckets = [name, ...older].flatMap((one) => lanes.map((lane) => `${one}${lane}`))
  const found = await tx.execute<{ count: number }>(sql`
    select coalesce(sum(count), 0)::int as count from rate_limit
    where tenant_id = ${tx.tenantId}::uuid and bucket in ${buckets} and window_start = ${hourStart}`)
  return found.rows[0]?.count ?? 0
}

/** Removes counters of windows that began over two days ago, those of start tokens once no token is that old; answers how many. */
export async function purgeLimits(tx: Tx, now: Date): Promise<number> {
  const result = await tx.execute(sql`
    delete from rate_limit
    where tenant_id = ${tx.tenantId} and window_start < ${now.toISOString()}::timestamptz -
      case when starts_with(bucket, ${startBucket}) then interval '8 days' else interval '2 days' end`)
  return result.rowCount ?? 0
}
