import 'server-only'
import { and, asc, eq, gte, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { Datenkontext } from '@/lib/cases/europace/settings'
import { schema, type Tx } from '@/lib/db'
import { contextOf, isIn, latestDelivered } from './known'
import { type Here, later } from './means'
import { type DeliveryRow, lockRowNow, type Moved, moveTo } from './row'
import { step } from './states'

const { delivery, submission } = schema

/** The scan's own number for a row fences what comes of it, as the attempt's does for a send. */
export type Looked = { deliveryId: string; externalId: string; scan: number }
/** Deliveries of unknown outcome that one scan decides. */
export type Batch = {
  rows: readonly Looked[]
  moved: readonly Moved[]
  target: DeliveryRow['target']
  datenkontext: Datenkontext
  begun: Date
  since: Date
  traceId: string
}

/** One page of the list; more would keep the others waiting for their decisions. */
const mostRows = 100

/**
 * Takes every delivery of this tenant, target and context whose outcome is unknown and that is due, so that a thousand of them after an
 * outage are ten scans. Who is being looked at by another worker is left out, and so is who was sent at quite another time: a try of
 * weeks ago would make the window of all others too wide to read.
 * @param scans how often the caller's own row had been looked for when it was leased
 * @returns null when the lease was lost meanwhile
 */
export async function takeBatch(tx: Tx, here: Here, scans: number): Promise<Batch | null> {
  const locked = await lockRowNow(tx, here)
  if (!locked) return null
  const { row: own, now } = locked
  const { owner, timings } = here.means
  const held = own.state === 'UNKNOWN' && own.leaseOwner === owner && own.scans === scans
  if (!held || !own.leaseUntil || own.leaseUntil <= now) return null
  const [sent] = await tx
    .select({ externalId: submission.externalId, test: submission.test })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, own.submissionId)))
  if (!sent) return null
  const datenkontext = contextOf(sent.test)
  const others = await dueBeside(tx, own, datenkontext, { now, within: timings.reconcile.control })
  const all = [{ row: own, externalId: sent.externalId }, ...others]
  const until = later(now, timings.lease)
  const rows: Looked[] = []
  const moved: Moved[] = []
  for (const { row, externalId } of all) {
    const scan = row.scans + 1
    const change = { to: step(row.state, 'lookUp'), reason: 'lookUp', look: { scans: scan } }
    moved.push(await moveTo(tx, row, { ...change, lease: { owner, until } }, now))
    rows.push({ deliveryId: row.id, externalId, scan })
  }
  const since = await windowBegin(
    tx,
    all.map(({ row }) => row),
    datenkontext,
    { now, timings },
  )
  const traceId = `${own.submissionId}-${own.attemptNo}-scan${own.scans + 1}`
  return { rows, moved, target: own.target, datenkontext, begun: now, since, traceId }
}

/** When the oldest request that may have made a case began. */
const triedAt = (row: DeliveryRow) => row.sentAt ?? row.createdAt

function dueBeside(
  tx: Tx,
  own: DeliveryRow,
  datenkontext: Datenkontext,
  { now, within }: { now: Date; within: number },
) {
  const tried = sql<Date>`coalesce(${delivery.sentAt}, ${delivery.createdAt})`.mapWith(delivery.createdAt)
  return tx
    .select({ row: delivery, externalId: submission.externalId })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(
      and(
        eq(delivery.tenantId, tx.tenantId),
        eq(delivery.target, own.target),
        eq(delivery.state, 'UNKNOWN'),
        ne(delivery.id, own.id),
        lte(delivery.dueAt, now),
        or(isNull(delivery.leaseUntil), lte(delivery.leaseUntil, now)),
        gte(tried, later(triedAt(own), -within)),
        lte(tried, later(triedAt(own), within)),
        isIn(datenkontext),
      ),
    )
    .orderBy(asc(delivery.dueAt))
    .limit(mostRows - 1)
    .for('update', { of: delivery, skipLocked: true })
}

/**
 * The list is read from before the oldest try. Where nothing of ours was delivered since, it reaches back to the latest case that was,
 * but not beyond `timings.reconcile.control`: a quiet tenant has a positive control too.
 */
async function windowBegin(
  tx: Tx,
  rows: readonly DeliveryRow[],
  datenkontext: Datenkontext,
  { now, timings }: { now: Date; timings: Here['means']['timings'] },
): Promise<Date> {
  const { before, control } = timings.reconcile
  const sent = Math.min(...rows.map((row) => triedAt(row).getTime()))
  const target = rows[0]?.target ?? 'kundenangaben'
  const latest = await latestDelivered(tx, target, datenkontext, later(now, -control))
  return new Date(Math.min(sent, latest?.getTime() ?? sent) - before)
}
