import 'server-only'
import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Datenkontext } from '@/lib/cases/europace/settings'
import { schema, type Tx } from '@/lib/db'
import type { DeliveryRow } from './row'

const { delivery, submission } = schema

/** A case exists and we hold its number. */
const delivered = ['DELIVERED', 'VERIFIED'] as const
type Target = DeliveryRow['target']

/** `submission.test` was taken from the payload's own context at accept, so it says in which context we sent. */
export const isIn = (datenkontext: Datenkontext) => eq(submission.test, datenkontext === 'TEST_MODUS')
export const contextOf = (test: boolean): Datenkontext => (test ? 'TEST_MODUS' : 'ECHT_GESCHAEFT')

/** One parameter however many ids there are. */
const amongst = (externalIds: readonly string[]) =>
  sql`${submission.externalId} = any(${sql.param([...externalIds])}::text[])`
const ofTenant = (tx: Tx, target: Target) =>
  and(eq(delivery.tenantId, tx.tenantId), eq(delivery.target, target))

/** Whether one of these external ids is a case known to be ours: the positive control of trust §2.4. */
export async function anyDelivered(tx: Tx, target: Target, externalIds: readonly string[]): Promise<boolean> {
  const [known] = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(and(ofTenant(tx, target), inArray(delivery.state, [...delivered]), amongst(externalIds)))
    .limit(1)
  return known !== undefined
}

/** When the latest case that can serve as a control was asked for, on our clock; null: there is none since then. */
export async function latestDelivered(
  tx: Tx,
  target: Target,
  datenkontext: Datenkontext,
  since: Date,
): Promise<Date | null> {
  const [row] = await tx
    .select({ at: delivery.sentAt })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(
      and(
        ofTenant(tx, target),
        inArray(delivery.state, [...delivered]),
        gte(delivery.sentAt, since),
        isIn(datenkontext),
      ),
    )
    .orderBy(desc(delivery.sentAt))
    .limit(1)
  return row?.at ?? null
}

export type Known = { deliveryId: string; externalId: string }

/** The tenant's deliveries behind these external ids, whatever their state. */
export async function knownAmong(
  tx: Tx,
  target: Target,
  externalIds: readonly string[],
): Promise<readonly Known[]> {
  return tx
    .select({ deliveryId: delivery.id, externalId: submission.externalId })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(and(ofTenant(tx, target), amongst(externalIds)))
}

/** What was delivered in that time, and should therefore stand in the platform's list. */
export async function deliveredBetween(
  tx: Tx,
  target: Target,
  datenkontext: Datenkontext,
  [from, to]: readonly [Date, Date],
): Promise<readonly Known[]> {
  return tx
    .select({ deliveryId: delivery.id, externalId: submission.externalId })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(
      and(
        ofTenant(tx, target),
        inArray(delivery.state, [...delivered]),
        gte(delivery.sentAt, from),
        lte(delivery.deliveredAt, to),
        isIn(datenkontext),
      ),
    )
}
