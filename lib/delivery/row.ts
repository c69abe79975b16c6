import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { schema, type Tx } from '@/lib/db'
import type { LogFields } from '@/lib/log'
import { type Actor, appendEvent } from '@/lib/submissions/events'
import type { State } from './states'

export type DeliveryRow = typeof schema.delivery.$inferSelect
/** What happened in a transaction, to be logged after its commit. */
export type Moved = { state: State; fields: LogFields }

/** The database's clock, so that several workers agree about leases; a test gives its own. */
export type Clock = (tx: Tx) => Promise<Date>
const nowMs = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::float8`
export const databaseClock: Clock = async (tx) => {
  const result = await tx.execute<{ ms: number }>(sql`select ${nowMs} as ms`)
  return new Date(result.rows[0]?.ms ?? Number.NaN)
}

const one = (tx: Tx, deliveryId: string) =>
  and(eq(schema.delivery.tenantId, tx.tenantId), eq(schema.delivery.id, deliveryId))

/** Locks the row; null: it does not exist, or (with `skipLocked`) somebody else is just working on it. */
export async function lockRow(tx: Tx, deliveryId: string, skipLocked = false): Promise<DeliveryRow | null> {
  const query = tx.select().from(schema.delivery).where(one(tx, deliveryId))
  const [row] = await (skipLocked ? query.for('update', { skipLocked }) : query.for('update'))
  return row ?? null
}

/**
 * Locks the row, as `lockRow` does, and says what time it is; without a test's clock that is one round trip. Who had to wait for the lock
 * gets the time from before the wait, which makes a lease shorter and a deadline nearer, never longer.
 */
export async function lockRowNow(
  tx: Tx,
  { deliveryId, clock }: { deliveryId: string; clock: Clock | undefined },
  skipLocked = false,
): Promise<{ row: DeliveryRow; now: Date } | null> {
  if (clock) {
    const row = await lockRow(tx, deliveryId, skipLocked)
    return row && { row, now: await clock(tx) }
  }
  const query = tx
    .select({ row: schema.delivery, ms: nowMs })
    .from(schema.delivery)
    .where(one(tx, deliveryId))
  const [found] = await (skipLocked ? query.for('update', { skipLocked }) : query.for('update'))
  return found ? { row: found.row, now: new Date(found.ms) } : null
}

/** `due_at` of a delivery that waits for nothing but a person. */
export const never = new Date('9999-12-31T00:00:00Z')

export type Change = {
  to: State
  reason: string
  dueAt?: Date
  reference?: DeliveryRow['reference']
  traceId?: string
  status?: number
  /** Columns of the look-up: a new try starts them afresh, a scan counts in them. */
  look?: Partial<Pick<DeliveryRow, 'sentAt' | 'sendDeadline' | 'scans' | 'negatives' | 'replayedAt'>>
  /** Absent: the worker. */
  actor?: Actor
  /** The worker that makes this step keeps the row for what it does next; absent: the lease is free. */
  lease?: { owner: string; until: Date }
  /** The worker that makes this step goes on with the row itself: nobody is woken, and the sweep finds it if that worker dies. */
  goesOn?: true
  /** Stored encrypted with the event: what the operator needs and no log may hold. */
  detail?: {
    violations?: readonly { field: string; message: string }[]
    lost?: readonly string[]
    /** The platform's own words about what it changed or could not take; they may quote a value. */
    messages?: readonly string[]
    /** Every case found under one external id. */
    found?: readonly string[]
    /** Who acted and why, in the operator's own words. */
    by?: string
    note?: string
  }
}

/** The one place that writes a state: frees the lease or keeps it, keeps history, wakes the worker when the row is due. */
export async function moveTo(tx: Tx, row: DeliveryRow, change: Change, now: Date): Promise<Moved> {
  const { to, reason, dueAt = never, reference = row.reference, traceId, status, detail = {} } = change
  await tx
    .update(schema.delivery)
    .set({
      state: to,
      reference,
      lastReason: reason,
      dueAt,
      leaseUntil: change.lease?.until ?? null,
      leaseOwner: change.lease?.owner ?? null,
      updatedAt: now,
      ...(to === 'DELIVERED' && !row.deliveredAt && { deliveredAt: now }),
      ...(to === 'VERIFIED' && { verifiedAt: now }),
      ...change.look,
    })
    .where(one(tx, row.id))
  await appendEvent(tx, row.submissionId, {
    type: to === 'VERIFIED' ? 'delivery.verified' : 'delivery.state',
    actor: change.actor ?? 'worker',
    detail: {
      from: row.state,
      to,
      reason,
      attempt: row.attemptNo,
      ...(traceId !== undefined && { traceId }),
      ...(status !== undefined && { status }),
      ...(reference && { ...reference }),
      ...(detail.violations && { violations: detail.violations.map((item) => ({ ...item })) }),
      ...(detail.lost && { lost: [...detail.lost] }),
      ...(detail.messages?.length && { messages: [...detail.messages] }),
      ...(detail.found && { found: [...detail.found] }),
      ...(detail.by !== undefined && { by: detail.by }),
      ...(detail.note !== undefined && { note: detail.note }),
    },
  })
  if (dueAt < never && !change.goesOn) await wakeAt(tx, row.id, dueAt)
  const fields = { deliveryId: row.id, submissionId: row.submissionId, state: to, reason, traceId, status }
  const count = detail.lost?.length ?? detail.messages?.length
  return { state: to, fields: { ...fields, target: row.target, attempt: row.attemptNo, count } }
}

/** Frees the lease and comes back later: nothing was tried, so neither state nor history nor any count changes. */
export async function putOff(tx: Tx, row: DeliveryRow, dueAt: Date): Promise<void> {
  await tx.update(schema.delivery).set({ dueAt, leaseUntil: null, leaseOwner: null }).where(one(tx, row.id))
  await wakeAt(tx, row.id, dueAt)
}

const wakeAt = (tx: Tx, deliveryId: string, at: Date) =>
  tx.execute(sql`select enqueue_delivery(${deliveryId}::uuid, ${at.toISOString()}::timestamptz)`)

/** Takes or prolongs the lease; a claim to send also raises the fencing number. */
export async function holdLease(
  tx: Tx,
  deliveryId: string,
  lease: { owner: string; until: Date; attemptNo?: number },
): Promise<void> {
  await tx
    .update(schema.delivery)
    .set({ leaseOwner: lease.owner, leaseUntil: lease.until, attemptNo: lease.attemptNo })
    .where(one(tx, deliveryId))
}
