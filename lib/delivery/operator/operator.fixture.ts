import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { openJson, recordKey } from '@/lib/crypto/records'
import { database, schema, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { showReference } from '@/lib/submissions/reference'
import { never } from '../row'
import { type Operator, operatorNamed } from './operator'

export function operator(name: string, tenants: 'all' | string = 'all'): Operator {
  const made = operatorNamed(name, tenants)
  if (!made) throw new Error(`not a name: ${name}`)
  return made
}

type Made = { tenantId: string; submissionId: string; deliveryId: string }

export async function referenceOf({ submissionId }: { submissionId: string }): Promise<string> {
  const [row] = await database()
    .select({ reference: schema.submission.reference })
    .from(schema.submission)
    .where(eq(schema.submission.id, submissionId))
  return showReference(row?.reference ?? '')
}

/** Puts a delivery where a test needs it, without a history. */
export const put = (
  made: Made,
  state: DeliveryState,
  more: Partial<typeof schema.delivery.$inferInsert> = {},
) =>
  database()
    .update(schema.delivery)
    .set({ state, dueAt: never, leaseUntil: null, leaseOwner: null, ...more })
    .where(eq(schema.delivery.id, made.deliveryId))

/** Who did what to it, in order. */
export async function auditOf(shown: string): Promise<string[]> {
  const { auditEvent } = schema
  const rows = await database()
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.subject, shown))
    .orderBy(auditEvent.seq)
  return rows.map(({ actor, action }) => `${actor} ${action}`)
}

/** The last event of a submission, opened. */
export const lastEvent = (made: Made) =>
  withTenant(made.tenantId, async (tx) => {
    const { submissionEvent } = schema
    const key = await recordKey(tx, made.submissionId, 'submission')
    const rows = await tx
      .select()
      .from(submissionEvent)
      .where(eq(submissionEvent.submissionId, made.submissionId))
      .orderBy(submissionEvent.seq)
    const last = rows.at(-1)
    const detail =
      key && last?.detail
        ? openJson<{ [name: string]: unknown }>(key, 'submission_event.detail.v1', last.detail)
        : null
    return { type: last?.type, actor: last?.actor, detail }
  })

export const revisionsOf = ({ submissionId }: Made) =>
  database()
    .select()
    .from(schema.submissionSnapshot)
    .where(eq(schema.submissionSnapshot.submissionId, submissionId))
    .orderBy(schema.submissionSnapshot.revision)

export const fallbackIs = (partner: string | null) =>
  changeCampaigns({ product: 'baufinanzierung' }, { settings: { fallbackPartner: partner ?? undefined } })

/** A delivery of a second firm, copied from one of the first with its own reference; its data cannot be opened. */
export async function ofAnotherTenant(made: Made): Promise<Made> {
  // Behind the first one, which is the one that other fixtures take.
  const tenantId = `f${randomUUID().slice(1)}`
  await database().insert(schema.tenant).values({ id: tenantId, name: 'Zweite Beratung' })
  const [row] = await database()
    .select()
    .from(schema.submission)
    .where(and(eq(schema.submission.id, made.submissionId)))
  if (!row) throw new Error('nothing to copy')
  const submissionId = randomUUID()
  const deliveryId = randomUUID()
  await database()
    .insert(schema.submission)
    .values({
      ...row,
      id: submissionId,
      tenantId,
      draftId: randomUUID(),
      secretHash: Buffer.from(randomUUID()),
      reference: randomUUID().slice(0, 8).toUpperCase().replaceAll(/[01]/g, '2'),
      externalId: `SA-${randomUUID()}`,
    })
  await database().insert(schema.delivery).values({
    id: deliveryId,
    tenantId,
    submissionId,
    target: 'kundenangaben',
    state: 'NEEDS_FIX',
    dueAt: never,
  })
  return { tenantId, submissionId, deliveryId }
}
