import 'server-only'
import { sql } from 'drizzle-orm'
import type { TargetName } from '@/lib/cases/names'
import { database, tenantIds, withTenant } from '@/lib/db'
import { type DeliveryState, deliveryStates } from '@/lib/db/schema'
import { crowdedCampaigns } from '@/lib/limits/crowd'
import { daysKept } from '@/lib/submissions/retention'
import { unnumbered } from './balance'
import { breakers } from './gate/postgres'
import { lacking, type ReasonClass, reasonClass } from './reasons'
import { ended, open, waitingForPerson } from './states'

/** What metrics and alerts are made of. Counts and seconds only; nothing belongs to one person. */
export type Figures = {
  accepted: number
  states: Readonly<Record<DeliveryState, number>>
  /** The same by platform; only what there is. */
  targets: readonly { target: TargetName; state: DeliveryState; count: number }[]
  /** Age of the oldest that is on its way by itself, and of the oldest unknown outcome; null: there is none. */
  oldestOpenSeconds: number | null
  oldestUnknownSeconds: number | null
  /** Waiting for a person for over a day, and the advisor was not told. */
  untold: number
  /** Undelivered for longer than the privacy statement promises to keep it without a decision. */
  overdue: number
  withoutReference: number
  /** Cases of the last day that lack values which we sent. */
  lacking: number
  /** Tries of the last hour. */
  attempts: readonly { outcome: string; reason: ReasonClass; count: number }[]
  drafts: number
  /** Campaigns with more open or new drafts than people begin. */
  crowded: number
  mails: { open: number; failed: number }
  suspicions: readonly { kind: string; count: number }[]
  queue: { due: number; lagSeconds: number }
  breakers: readonly { gate: string; state: string; openSeconds: number }[]
  /** Youngest beat per role, youngest sweep, and the youngest sign that a worker works; null: none was ever seen. */
  heartbeat: { worker: number | null; app: number | null; sweep: number | null; work: number | null }
  /** Requests that the app processes refused as not ours within the last hour (lib/http/refused.ts). */
  refused: { address: number; others: number }
}

/**
 * Reads all figures: five queries per tenant over indexes or small sets, and four more in all. Seconds count by the database's clock, or
 * from `now` where a test gives it.
 */
export async function readFigures(now?: Date): Promise<Figures> {
  const sums = {
    accepted: 0,
    untold: 0,
    overdue: 0,
    withoutReference: 0,
    lacking: 0,
    drafts: 0,
    crowded: 0,
    mailFailed: 0,
  }
  const states = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<
    DeliveryState,
    number
  >
  const targets = new Map<string, Figures['targets'][number]>()
  const attempts = new Map<string, { outcome: string; reason: ReasonClass; count: number }>()
  const suspicions = new Map<string, number>()
  const oldest: { open: number | null; unknown: number | null } = { open: null, unknown: null }
  for (const tenantId of await tenantIds()) {
    const part = await ofTenant(tenantId, now)
    for (const row of part.states) {
      states[row.state] += row.count
      const { target, state } = row
      const known = targets.get(`${target} ${state}`)?.count ?? 0
      targets.set(`${target} ${state}`, { target, state, count: known + row.count })
      sums.untold += row.untold
      sums.overdue += row.overdue
      sums.withoutReference += row.unnumbered
      sums.lacking += row.lacking
      if (open.some((state) => state === row.state)) oldest.open = older(oldest.open, row.age)
      if (row.state === 'UNKNOWN' || row.state === 'RECONCILING') {
        oldest.unknown = older(oldest.unknown, row.unknown)
      }
    }
    for (const row of part.attempts) {
      const reason = reasonClass(row)
      const outcome = row.outcome ?? 'sending'
      const key = `${outcome} ${reason}`
      attempts.set(key, { outcome, reason, count: (attempts.get(key)?.count ?? 0) + row.count })
    }
    for (const { kind, count } of part.suspicions) suspicions.set(kind, (suspicions.get(kind) ?? 0) + count)
    sums.accepted += part.accepted
    sums.drafts += part.drafts
    sums.crowded += part.crowded
    sums.mailFailed += part.mailFailed
  }
  const shared = await ofAll(now)
  return {
    accepted: sums.accepted,
    states,
    targets: [...targets.values()],
    oldestOpenSeconds: oldest.open,
    oldestUnknownSeconds: oldest.unknown,
    untold: sums.untold,
    overdue: sums.overdue,
    withoutReference: sums.withoutReference,
    lacking: sums.lacking,
    attempts: [...attempts.values()],
    drafts: sums.drafts,
    crowded: sums.crowded,
    mails: { open: shared.mailsOpen, failed: sums.mailFailed },
    suspicions: [...suspicions].map(([kind, count]) => ({ kind, count })),
    queue: shared.queue,
    breakers: shared.breakers,
    heartbeat: shared.heartbeat,
    refused: shared.refused,
  }
}

const older = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b))

type StateRow = {
  target: TargetName
  state: DeliveryState
  count: number
  age: number | null
  unknown: number | null
  untold: number
  overdue: number
  unnumbered: number
  lacking: number
}
type AttemptRow = { outcome: string | null; status: number | null; reason: string | null; count: number }

const at = (now: Date | undefined) => (now ? sql`${now.toISOString()}::timestamptz` : sql`now()`)
const seconds = (now: Date | undefined, moment: ReturnType<typeof sql>) =>
  sql`extract(epoch from ${at(now)} - ${moment})::float8`
const among = (states: readonly string[]) =>
  sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  )

function ofTenant(tenantId: string, now: Date | undefined) {
  return withTenant(tenantId, async (tx) => {
    const one = async (query: ReturnType<typeof sql>) =>
      (await tx.execute<{ n: number }>(query)).rows[0]?.n ?? 0
    const tenant = sql`tenant_id = ${tenantId}::uuid`
    const states = await tx.execute<StateRow>(sql`
      select target, state, count(*)::int as count,
        ${seconds(now, sql`min(created_at)`)} as age,
        ${seconds(now, sql`min(coalesce(send_deadline, updated_at))`)} as unknown,
        count(*) filter (where state in (${among(waitingForPerson)}) and notice_sent_at is null
          and updated_at <= ${at(now)} - interval '24 hours')::int as untold,
        count(*) filter (where state not in (${among(ended)})
          and created_at <= ${at(now)} - make_interval(days => ${daysKept.undelivered}))::int as overdue,
        count(*) filter (where state in ('DELIVERED', 'VERIFIED') and ${unnumbered(sql`delivery`)})::int as unnumbered,
        count(*) filter (where last_reason in (${among(Object.values(lacking))})
          and updated_at > ${at(now)} - interval '1 day')::int as lacking
      from delivery where ${tenant} group by target, state`)
    const attempts = await tx.execute<AttemptRow>(sql`
      select outcome, http_status as status, reason, count(*)::int as count from delivery_attempt
      where ${tenant} and started_at > ${at(now)} - interval '1 hour' group by 1, 2, 3`)
    const suspicions = await tx.execute<{ kind: string; count: number }>(sql`
      select split_part(bucket, ':', 2) as kind, sum(count)::int as count from rate_limit
      where ${tenant} and bucket like 'net:%' and window_start > ${at(now)} - interval '1 day' group by 1`)
    return {
      states: states.rows,
      attempts: attempts.rows,
      suspicions: suspicions.rows,
      accepted: await one(sql`select count(*)::int as n from submission where ${tenant}`),
      drafts: await one(sql`select count(*)::int as n from draft where ${tenant}`),
      crowded: await crowdedCampaigns(tx),
      mailFailed: await one(sql`
        select count(*)::int as n from submission_event
        where ${tenant} and type = 'mail.failed' and at > ${at(now)} - interval '1 day'`),
    }
  })
}

/** How long the queue's oldest due job waits, and the signs of life and work: what `workersState` judges. Two queries. */
export async function readWorkers(now?: Date) {
  const queue = await database().execute<{
    task: string
    due: number
    waiting: number
    lag: number | null
  }>(sql`
    select task_identifier as task, count(*)::int as waiting,
      count(*) filter (where run_at <= ${at(now)} and locked_at is null)::int as due,
      ${seconds(now, sql`min(run_at) filter (where run_at <= ${at(now)} and locked_at is null)`)} as lag
    from graphile_worker.jobs where attempts < max_attempts group by 1`)
  const beats = await database().execute<{
    role: 'worker' | 'app'
    beat: number
    sweep: number
    work: number
    address: number
    others: number
  }>(sql`
    select role, ${seconds(now, sql`max(beat_at)`)} as beat,
      ${seconds(now, sql`coalesce(max(swept_at), max(started_at))`)} as sweep,
      ${seconds(now, sql`coalesce(max(worked_at), max(started_at))`)} as work,
      sum(refused_address)::int as address, sum(refused_others)::int as others
    from heartbeat group by role`)
  const of = (role: 'worker' | 'app') => beats.rows.find((row) => row.role === role)
  return {
    queue: {
      due: queue.rows.reduce((sum, row) => sum + row.due, 0),
      lagSeconds: Math.max(0, ...queue.rows.map((row) => row.lag ?? 0)),
    },
    mailsOpen: queue.rows.find((row) => row.task === 'mail')?.waiting ?? 0,
    heartbeat: {
      worker: of('worker')?.beat ?? null,
      app: of('app')?.beat ?? null,
      sweep: of('worker')?.sweep ?? null,
      work: of('worker')?.work ?? null,
    },
    refused: { address: of('app')?.address ?? 0, others: of('app')?.others ?? 0 },
  }
}

/** What belongs to no tenant: the queue, the gates and the processes. */
async function ofAll(now: Date | undefined) {
  const time = now?.getTime() ?? Date.now()
  return {
    ...(await readWorkers(now)),
    breakers: (await breakers()).map(({ key, state, since }) => ({
      gate: key.slice(0, 8),
      state,
      openSeconds: since ? Math.max(0, (time - since.getTime()) / 1000) : 0,
    })),
  }
}
