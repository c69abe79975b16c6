import 'server-only'
import { sql } from 'drizzle-orm'
import type { TargetName } from '@/lib/cases/names'
import { tenantIds, withTenant } from '@/lib/db'
import { open, waitingForPerson } from './states'

/** What was accepted on one day (Germany's), or in all, and where it is now. */
export type Sheet = {
  accepted: number
  delivered: number
  open: number
  waiting: number
  cancelled: number
  /** Accepted, but nothing would ever deliver it. */
  withoutDelivery: number
  /** Said to be delivered, but without the number of a case. */
  withoutReference: number
}
export type Balance = {
  days: readonly (Sheet & { day: string })[]
  /** What has a delivery, by the platform it is for. */
  targets: readonly (Sheet & { target: TargetName })[]
  all: Sheet
}

const delivered = ['DELIVERED', 'VERIFIED'] as const

/** accepted − (delivered + open + waiting for a person + cancelled); 0 when every submission is in exactly one place. */
export const difference = (sheet: Sheet): number =>
  sheet.accepted - sheet.delivered - sheet.open - sheet.waiting - sheet.cancelled

export const isExact = (sheet: Sheet): boolean =>
  difference(sheet) === 0 && sheet.withoutDelivery === 0 && sheet.withoutReference === 0

/**
 * The daily balance over all tenants (trust §1 #14): counts submissions and deliveries apart from one another, so that a lost or a doubled row shows.
 */
export async function balance(): Promise<Balance> {
  const days = new Map<string, Sheet>()
  const targets = new Map<TargetName, Sheet>()
  const all = { ...empty }
  for (const tenantId of await tenantIds()) {
    for (const { day, target, ...counts } of await ofTenant(tenantId)) {
      // Days and platforms are counted apart: a submission with two deliveries is one on its day.
      const sheets = day ? [all, sheetOf(days, day)] : target ? [sheetOf(targets, target)] : []
      for (const sheet of sheets) for (const name of columns) sheet[name] += counts[name]
    }
  }
  return {
    days: sorted(days).map(([day, sheet]) => ({ day, ...sheet })),
    targets: sorted(targets).map(([target, sheet]) => ({ target, ...sheet })),
    all,
  }
}

function sheetOf<K>(sheets: Map<K, Sheet>, name: K): Sheet {
  const sheet = sheets.get(name) ?? { ...empty }
  sheets.set(name, sheet)
  return sheet
}
const sorted = <K extends string>(sheets: ReadonlyMap<K, Sheet>) =>
  [...sheets].sort(([a], [b]) => (a < b ? -1 : 1))

const empty: Sheet = {
  accepted: 0,
  delivered: 0,
  open: 0,
  waiting: 0,
  cancelled: 0,
  withoutDelivery: 0,
  withoutReference: 0,
}
const columns = [
  'accepted',
  'delivered',
  'open',
  'waiting',
  'cancelled',
  'withoutDelivery',
  'withoutReference',
] as const satisfies readonly (keyof Sheet)[]

/** Delivered, but we do not know as what. An answer of Dr. Klein may lack its numbers: there that we have one is enough. */
export const unnumbered = (delivery: ReturnType<typeof sql>) => sql`(${delivery}.reference is null
  or ${delivery}.target = 'kundenangaben' and coalesce(${delivery}.reference ->> 'vorgangsnummer', '') = '')`

const among = (states: readonly string[]) =>
  sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )

/** Of one day, or of one platform; of neither: what has no delivery, once more. */
type Row = Sheet & { day: string | null; target: TargetName | null }

async function ofTenant(tenantId: string): Promise<Row[]> {
  const n = (condition: ReturnType<typeof sql>) => sql`count(*) filter (where ${condition})::int`
  const { rows } = await withTenant(tenantId, (tx) =>
    tx.execute<Row>(sql`
      select to_char(s.accepted_at at time zone 'Europe/Berlin', 'YYYY-MM-DD') as day, d.target as target,
        count(distinct s.id)::int as accepted,
        ${n(sql`d.state in (${among(delivered)})`)} as delivered,
        ${n(sql`d.state in (${among(open)})`)} as open,
        ${n(sql`d.state in (${among(waitingForPerson)})`)} as waiting,
        ${n(sql`d.state = 'CANCELLED'`)} as cancelled,
        ${n(sql`d.id is null`)} as "withoutDelivery",
        ${n(sql`d.state in (${among(delivered)}) and ${unnumbered(sql`d`)}`)} as "withoutReference"
      from submission s left join delivery d on d.submission_id = s.id
      where s.tenant_id = ${tenantId}::uuid
      group by grouping sets ((1), (2))`),
  )
  return rows
}
