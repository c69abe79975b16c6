import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { type Campaign, campaignById } from '@/lib/campaigns'
import { kundenangabenPayload } from '@/lib/cases/europace/payload'
import type { Payload } from '@/lib/cases/payload'
import { recordKey } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import { berlinToday } from '@/lib/drafts/today'
import { formFor } from '@/lib/forms'
import { payloadSha256 } from './payload'
import { payloadFor, withPartner } from './payload-for'
import { insertSnapshot, readSnapshot, type Snapshot } from './snapshot'

/** `changed`: the new revision's payload differs from the one before. */
export type Revised =
  | { kind: 'revised'; revision: number; changed: boolean }
  | { kind: 'erased' }
  | { kind: 'formGone' }
  /** The campaign goes to another platform now. */
  | { kind: 'otherTarget' }
  /** This build's payload does not fit the platform's model either; places only. */
  | { kind: 'model'; violations: readonly string[] }
  /** The platform itself decides who gets the case. */
  | { kind: 'noPartner' }

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
  const to = sameStage(campaign.to, snapshot.payload)
  if (!to) return { kind: 'otherTarget' }
  const { answers, attribution, privacy, partner, verified: proven = [] } = snapshot
  const { externalId } = sent
  const made = payloadFor(to, { form, answers, env, attribution, externalId, privacy, proven, partner })
  const { payload, violations } = made
  if (violations.length > 0) return { kind: 'model', violations }
  return append(tx, submissionId, { ...snapshot, payload })
}

/** The campaign's settings of today, but never another stage: a test case does not become a real one. null: another platform. */
function sameStage(to: Campaign['to'], payload: Payload): Campaign['to'] | null {
  if (to.target === 'vorgang') {
    return payload.target === to.target ? { ...to, environment: payload.environment } : null
  }
  return payload.target === undefined ? { ...to, datenkontext: payload.importMetadaten.datenkontext } : null
}

/** Appends a revision that goes to another partner (Kundenbetreuer); nothing else of the payload changes. */
export async function reassign(tx: Tx, submissionId: string, partner: string): Promise<Revised> {
  const snapshot = await readSnapshot(tx, submissionId)
  if (!snapshot) return { kind: 'erased' }
  if (snapshot.payload.target !== undefined) return { kind: 'noPartner' }
  const { importMetadaten, kundenangaben } = snapshot.payload
  const payload = kundenangabenPayload({
    importMetadaten: withPartner(importMetadaten, partner),
    document: kundenangaben,
    privacy: snapshot.privacy,
    verified: snapshot.verified,
  })
  return append(tx, submissionId, { ...snapshot, payload, partner })
}

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
