import 'server-only'
import { and, eq } from 'drizzle-orm'
import { campaignById } from '@/lib/campaigns'
import type { Outcome } from '@/lib/cases/target'
import { schema, type Tx } from '@/lib/db'
import { reassign } from '@/lib/submissions/remap'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { type DeliveryRow, type Moved, moveTo } from '../row'
import { step } from '../states'

/**
 * The platform cannot set the advisor (409). Where the campaign names a fallback partner, the same data goes to that one, as a new
 * revision and a new attempt, at most once (trust §2.4). null: a person decides.
 * @param row as it stands after the refusal, in NEEDS_OPERATOR
 */
export async function toFallbackPartner(
  tx: Tx,
  row: DeliveryRow,
  outcome: Outcome,
  now: Date,
): Promise<Moved | null> {
  if (outcome.kind !== 'rejected' || outcome.problem.cause !== 'advisor') return null
  const partner = await fallbackOf(tx, row.submissionId)
  const snapshot = partner && (await readSnapshot(tx, row.submissionId))
  if (!snapshot || snapshot.partner !== undefined) return null
  const { payload } = snapshot
  if (payload.target || payload.importMetadaten.betreuung?.kundenbetreuer === partner) return null
  const revised = await reassign(tx, row.submissionId, partner)
  if (revised.kind !== 'revised') return null
  return moveTo(tx, row, { to: step(row.state, 'replay'), reason: 'fallbackPartner', dueAt: now }, now)
}

async function fallbackOf(tx: Tx, submissionId: string): Promise<string | undefined> {
  const { submission } = schema
  const [sent] = await tx
    .select({ campaignId: submission.campaignId })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, submissionId)))
  const campaign = sent && (await campaignById(tx, sent.campaignId))
  return campaign?.to.target === 'kundenangaben' ? campaign.to.settings.fallbackPartner : undefined
}
