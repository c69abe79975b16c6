import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { schema, type Tx, tenantIds, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { submissionsOf } from '@/lib/submissions/contact-index'
import { showReference } from '@/lib/submissions/reference'

/** How a person is named by whoever asks. A full name is not enough to hand out or erase: many people share one. */
export type Asked = { by: 'email' | 'phone' | 'name' | 'reference'; value: string }

/** One enquiry that the person sent or is part of. Holds nothing they said. */
export type Enquiry = {
  tenantId: string
  submissionId: string
  deliveryId: string
  /** As people read it: SA-XXXX-XXXX. */
  reference: string
  acceptedAt: Date
  persons: number
  state: DeliveryState
  vorgangsnummer?: string
  /** Its keys are gone: nobody can read it any more. */
  erased: boolean
}

/**
 * Every enquiry of a person, over all tenants, by blind index or reference (GDPR 15; trust §5.2 P10). Both applicants are found.
 * Drafts are not: nothing but their secret leads to them, and they end by themselves 24 hours after the last input, or 28 days after the person asked to go on later.
 */
export async function findEnquiries(asked: Asked): Promise<Enquiry[]> {
  const found: Enquiry[] = []
  for (const tenantId of await tenantIds()) {
    found.push(...(await withTenant(tenantId, (tx) => findIn(tx, asked))))
  }
  return found
}

const bareReference = (shown: string) =>
  shown
    .toUpperCase()
    .replace(/^\s*SA-/, '')
    .replace(/[^A-Z0-9]/g, '')

async function findIn(tx: Tx, asked: Asked): Promise<Enquiry[]> {
  const { submission, delivery, dataKey } = schema
  const ids = asked.by === 'reference' ? null : await submissionsOf(tx, asked.by, asked.value)
  if (ids?.length === 0) return []
  const rows = await tx
    .select({
      submissionId: submission.id,
      deliveryId: delivery.id,
      reference: submission.reference,
      acceptedAt: submission.acceptedAt,
      persons: submission.persons,
      state: delivery.state,
      case: delivery.reference,
      keys: sql<number>`(select count(*)::int from ${dataKey} where ${dataKey.recordId} = ${submission.id})`,
    })
    .from(submission)
    .innerJoin(delivery, eq(delivery.submissionId, submission.id))
    .where(
      and(
        eq(submission.tenantId, tx.tenantId),
        ids ? inArray(submission.id, ids) : eq(submission.reference, bareReference(asked.value)),
      ),
    )
    .orderBy(asc(submission.acceptedAt))
  return rows.map(({ case: found, keys, reference, ...row }) => ({
    ...row,
    tenantId: tx.tenantId,
    reference: showReference(reference),
    ...(found && { vorgangsnummer: found.vorgangsnummer }),
    erased: keys === 0,
  }))
}
