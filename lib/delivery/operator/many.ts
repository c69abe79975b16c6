import 'server-only'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { type AuditAction, audit } from '@/lib/audit'
import { schema, type Tx, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { showReference } from '@/lib/submissions/reference'
import { type Change, type DeliveryRow, databaseClock, lockRow, type Moved, moveTo, never } from '../row'
import { next } from '../states'
import { type Acting, actorOf, take } from './act'
import { replaying } from './decide'
import { provenUnsent } from './proof'
import { tenantsOf } from './subject'

/** Actions on many deliveries: each row is a transaction of its own, so that repeating after a crash goes on where it stopped. */

export type Requeued = { queued: number; unchecked: number }

/** Queues every dead letter of which it is known that nothing was sent; the others wait for somebody who has looked. */
export async function requeueDead(acting: Acting): Promise<Requeued> {
  const count = { queued: 0, unchecked: 0 }
  await eachRow(acting, ['DEAD'], 'delivery.requeue', async (tx, row, now) => {
    const decision = replaying(row, await provenUnsent(tx, row), false, now)
    if (decision.kind === 'refused') {
      count.unchecked += 1
      return null
    }
    count.queued += 1
    return take(tx, row, { ...decision, reason: 'operatorRequeue' }, acting.operator, now)
  })
  return count
}

export type Restored = { lookedUp: number; flagged: number }

/** What may have got a case in the time that the backup does not know. */
const undelivered: readonly DeliveryState[] = [
  'QUEUED',
  'RETRY_WAIT',
  'BLOCKED_CONFIG',
  'SENDING',
  'UNKNOWN',
  'RECONCILING',
  'NEEDS_FIX',
  'NEEDS_OPERATOR',
  'DEAD',
]

/**
 * After the database came from a backup taken at `since`: what it takes for unsent may have been sent meanwhile, so each such delivery
 * becomes UNKNOWN and is looked for before it is sent again (trust §3 row 44). What waits for a person goes on waiting, but
 * from now on counts as possibly sent. To be run before a worker starts; running it twice does no harm.
 */
export async function afterRestore(acting: Acting, since: Date): Promise<Restored> {
  const count = { lookedUp: 0, flagged: 0 }
  await eachRow(acting, undelivered, 'delivery.restored', async (tx, row, now) => {
    const to =
      next(row.state, 'restored') ?? (row.state === 'UNKNOWN' ? 'UNKNOWN' : next(row.state, 'leaseExpired'))
    if (to) count.lookedUp += 1
    else count.flagged += 1
    const early = to && next(row.state, 'restored') === null && row.sentAt && row.sentAt < since
    const change: Change = {
      to: to ?? row.state,
      reason: 'restored',
      dueAt: to ? now : never,
      look: { sentAt: early ? row.sentAt : since, sendDeadline: now, scans: 0, negatives: 0 },
      actor: 'operator',
      detail: { by: acting.operator.name },
    }
    return moveTo(tx, row, change, now)
  })
  return count
}

async function eachRow(
  acting: Acting,
  states: readonly DeliveryState[],
  action: AuditAction,
  work: (tx: Tx, row: DeliveryRow, now: Date) => Promise<Moved | null>,
): Promise<void> {
  const { delivery, submission } = schema
  for (const tenantId of await tenantsOf(acting.operator)) {
    const found = await withTenant(tenantId, (tx) =>
      tx
        .select({ id: delivery.id, reference: submission.reference })
        .from(delivery)
        .innerJoin(submission, eq(submission.id, delivery.submissionId))
        .where(and(eq(delivery.tenantId, tenantId), inArray(delivery.state, [...states])))
        .orderBy(asc(delivery.createdAt)),
    )
    for (const { id, reference } of found) {
      const moved = await withTenant(tenantId, async (tx) => {
        const row = await lockRow(tx, id)
        if (!row || !states.includes(row.state)) return null
        const done = await work(tx, row, await (acting.clock ?? databaseClock)(tx))
        if (done) {
          await audit(tx, { actor: actorOf(acting.operator), action, subject: showReference(reference) })
        }
        return done
      })
      if (moved) log.info('delivery.operator', moved.fields)
    }
  }
}
