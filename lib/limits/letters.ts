import 'server-only'
import { domainToASCII } from 'node:url'
import { sql } from 'drizzle-orm'
import { blindIndex } from '@/lib/crypto/keyring'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import type { Consumed } from './limits'

/**
 * The mailbox that an address leads to, however it is written: upper and lower case, `+anything`, a domain's umlauts and at Gmail the
 * dots are the sender's choice, so that all of them are counted as one. For counting only; a letter goes to the address as it was
 * typed. Pure.
 */
export function mailboxOf(address: string): string {
  const text = address.normalize('NFKC').trim().toLowerCase()
  const cut = text.lastIndexOf('@')
  if (cut < 0) return text
  const local = text.slice(0, cut)
  const plus = local.indexOf('+')
  const name = plus > 0 ? local.slice(0, plus) : local
  const typed = text.slice(cut + 1)
  const domain = domainToASCII(typed) || typed
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return gmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}

/** One counter for all firms: whoever is written to does not care for whom. */
const allTenants = '*'
/** An hour more than a day, since what is counted is counted by the hour: never more within any 24 hours. */
const counted = sql`interval '25 hours'`

/**
 * Counts a letter of any kind for the mailbox it would go to, over the last 24 hours and all tenants: nobody can use us to fill somebody
 * else's. Taken in the transaction that queues the letter, one at a time of each mailbox. Where it is `limited` the letter stays
 * unwritten, is not counted, and everything else goes on. Who has shown that an address is theirs is no stranger to it and is not asked.
 */
export async function consumeLetter(tx: Tx, address: string): Promise<Consumed> {
  const { hash, older } = blindIndex(allTenants, 'letters', mailboxOf(address))
  const hashes = [hash, ...older].sort(Buffer.compare)
  // Under every version of INDEX_KEY, in one order: a process that knows another one as the last waits here, too.
  for (const one of hashes)
    await tx.execute(sql`select pg_advisory_xact_lock(${one.readBigInt64BE().toString()}::bigint)`)
  const result = await tx.execute<{ taken: number; seconds: number | null }>(sql`
    with held as (
      select coalesce(sum(count), 0)::int as n, min(window_start) as oldest from letter_count
      where mailbox_hash in ${hashes} and window_start > now() - ${counted}),
    taken as (
      insert into letter_count (mailbox_hash, window_start, count)
      select ${hash}, date_trunc('hour', now(), 'UTC'), 1 from held where n < ${env().LIMIT_LETTERS_PER_ADDRESS}
      on conflict (mailbox_hash, window_start) do update set count = letter_count.count + 1
      returning 1)
    select (select count(*) from taken)::int as taken, extract(epoch from oldest + ${counted} - now())::float8 as seconds from held`)
  const row = result.rows[0]
  if (row?.taken === 1) return { kind: 'ok' }
  return { kind: 'limited', minutes: Math.max(1, Math.ceil((row?.seconds ?? 0) / 60)) }
}

/** Removes hours that count no longer; answers how many. */
export async function purgeLetters(tx: Tx, now: Date): Promise<number> {
  const result = await tx.execute(sql`
    delete from letter_count where window_start <= ${now.toISOString()}::timestamptz - ${counted}`)
  return result.rowCount ?? 0
}
