import 'server-only'
import { and, eq, or } from 'drizzle-orm'
import { schema, tenantIds, withTenant } from '@/lib/db'
import { showReference } from '@/lib/submissions/reference'
import type { Operator } from './operator'

/** Which delivery an operator means. `shown` is the reference as people read it. */
export type Subject = { tenantId: string; deliveryId: string; submissionId: string; shown: string }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Finds a delivery by its reference (`SA-7K4M-Q2XD`, with or without prefix and dashes) or by the id of its submission, among the
 * operator's tenants only. null: there is none.
 */
export async function subjectOf(operator: Operator, text: string): Promise<Subject | null> {
  const id = uuid.test(text.trim()) ? text.trim().toLowerCase() : null
  const reference = text
    .toUpperCase()
    .replace(/^\s*SA-/, '')
    .replace(/[^A-Z0-9]/g, '')
  const { submission, delivery } = schema
  const wanted = id ? or(eq(submission.id, id), eq(delivery.id, id)) : eq(submission.reference, reference)
  for (const tenantId of await tenantsOf(operator)) {
    const [row] = await withTenant(tenantId, (tx) =>
      tx
        .select({ deliveryId: delivery.id, submissionId: submission.id, reference: submission.reference })
        .from(delivery)
        .innerJoin(submission, eq(submission.id, delivery.submissionId))
        .where(and(eq(delivery.tenantId, tenantId), wanted)),
    )
    if (row) {
      const { deliveryId, submissionId } = row
      return { tenantId, deliveryId, submissionId, shown: showReference(row.reference) }
    }
  }
  return null
}

export const tenantsOf = async (operator: Operator): Promise<readonly string[]> =>
  operator.tenants === 'all' ? tenantIds() : [operator.tenants]
