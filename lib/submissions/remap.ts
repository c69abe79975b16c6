import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { campaignById, importMetadatenFor } from '@/lib/campaigns'
import { recordKey } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import { berlinToday } from '@/lib/drafts/today'
import { formFor } from '@/lib/forms'
import { toDocument } from '@/lib/forms/engine'
import { buildPayload, isJsonObject, type Payload, payloadSha256 } from './payload'
import { insertSnapshot, readSnapshot, type Snapshot } from './snapshot'

/** `changed`: the new revision's payload differs from the one before. */
export type Revised =
  | { kind: 'revised'; revision: number; changed: boolean }
  | { kind: 'erased' }
  | { kind: 'formGone' }

/**
 * Builds the payload anew from the stored answers with this build's mapper and the campaign's present settings, and appends it as the next
 * revision. What must never change stays: the external id, the context (a test case never becomes a real one), the statement
 * shown, the attribution, and a partner chosen since.
 */
export async function remap(tx: Tx, submissionId: string): Promise<Revised> {
  const { submission } = schema
  const [sent] = await tx
    .select()
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, submissionId)))
  const snapshot = sent && (await readSnapshot(tx, submissionId))
  if (!snapshot) return { kind: 'erased' }
  const campaign = await campaignById(tx, sent.campaignId)
  const form = campaign && formFor(campaign.page.product)
  if (!form || form.id !== sent.formId) return { kind: 'formGone' }
  const env = { length: sent.length, lang: sent.lang, today: berlinToday(sent.acceptedAt) }
  const document = toDocument(form, snapshot.answers, env)
  if (!isJsonObject(document)) return { kind: 'formGone' }
  const { datenkontext } = snapshot.payload.importMetadaten
  const importMetadaten = withPartner(
    importMetadatenFor({ ...campaign, datenkontext }, snapshot.attribution, sent.externalId),
    snapshot.partner,
  )
  return append(tx, submissionId, {
    ...snapshot,
    payload: buildPayload({
      importMetadaten,
      document,
      privacy: snapshot.privacy,
      verified: snapshot.verified,
    }),
  })
}

/** Appends a revision that goes to another partner (Kundenbetreuer); nothing else of the payload changes. */
export async function reassign(tx: Tx, submissionId: string, partner: string): Promise<Revised> {
  const snapshot = await readSnapshot(tx, submissionId)
  if (!snapshot) return { kind: 'erased' }
  const { importMetadaten, kundenangaben } = snapshot.payload
  const payload = buildPayload({
    importMetadaten: withPartner(importMetadaten, partner),
    document: kundenangaben,
    privacy: snapshot.privacy,
    verified: snapshot.verified,
  })
  return append(tx, submissionId, { ...snapshot, payload, partner })
}

/** The editor belongs to the partner who could not be set, so it goes with him. */
const withPartner = (metadaten: Payload['importMetadaten'], partner: string | undefined) =>
  partner === undefined ? metadaten : { ...metadaten, betreuung: { kundenbetreuer: partner } }

async function append(tx: Tx, submissionId: string, snapshot: Snapshot): Promise<Revised> {
  const { submissionSnapshot } = schema
  const key = await recordKey(tx, submissionId, 'submission')
  if (!key) return { kind: 'erased' }
  const [last] = await tx
    .select({ revision: submissionSnapshot.revision, sha256: submissionSnapshot.payloadSha256 })
    .from(submissionSnapshot)
    .where(
      and(eq(submissionSnapshot.tenantId, tx.tenantId), eq(submissionSnapshot.submissionId, submissionId)),
    )
    .orderBy(desc(submissionSnapshot.revision))
    .limit(1)
  const revision = (last?.revision ?? 0) + 1
  const sha256 = payloadSha256(snapshot.payload)
  await insertSnapshot(tx, key, revision, snapshot, sha256)
  return { kind: 'revised', revision, changed: sha256 !== last?.sha256 }
}
