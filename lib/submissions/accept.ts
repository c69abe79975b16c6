import 'server-only'
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Campaign, importMetadatenFor } from '@/lib/campaigns'
import { createRecordKey } from '@/lib/crypto/records'
import { randomReadable } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import { type Draft, deleteDraft } from '@/lib/drafts/store'
import { relevantAnswers, reviewView, toDocument } from '@/lib/forms/engine'
import type { Env, Form } from '@/lib/forms/engine/types'
import { provenAddresses } from '@/lib/links/store'
import type { PrivacyShown } from '@/lib/privacy'
import { contactsIn, sealContact } from './contact'
import { indexContacts } from './contact-index'
import { appendEvent } from './events'
import { newExternalId } from './external-id'
import { buildPayload, isJsonObject, payloadSha256 } from './payload'
import { type Consent, insertSnapshot } from './snapshot'
import { verifyAddress } from './verify'

/** A complete draft, locked by the caller's transaction, and what it is sent with. */
export type Acceptable = {
  draft: Draft
  campaign: Campaign
  form: Form
  env: Env
  privacy: PrivacyShown
  /** Absent: none. */
  consents?: readonly Consent[]
}

/**
 * Makes a submission of a draft: snapshot, proof, events, delivery and job, or nothing at all. Runs inside the
 * caller's transaction; only after its commit may a receipt be shown. The draft and its key are gone afterwards,
 * its secrets open the receipt. Errors of the database are thrown and roll everything back.
 */
export async function accept(tx: Tx, sending: Acceptable): Promise<{ submissionId: string }> {
  const { draft, campaign, form, env, privacy, consents = [] } = sending

  const submissionId = randomUUID()
  const externalId = newExternalId()
  const proven = await provenAddresses(tx, draft.id)
  const document = toDocument(form, draft.answers, env)
  if (!isJsonObject(document)) throw new Error('The document of a form is an object')
  const importMetadaten = importMetadatenFor(campaign, draft.attribution, externalId)
  const verified = campaign.settings.trustedClient ? proven : []
  const payload = buildPayload({ importMetadaten, document, privacy, verified })
  const sha256 = payloadSha256(payload)
  const contacts = contactsIn(document)
  const review = reviewView(form, draft.answers, env)

  const key = await createRecordKey(tx, submissionId, 'submission')
  const contactKey = await createRecordKey(tx, submissionId, 'contact')
  await insertWithReference(tx, {
    id: submissionId,
    tenantId: tx.tenantId,
    campaignId: campaign.id,
    draftId: draft.id,
    secretHash: draft.secretHash,
    externalId,
    formId: form.id,
    formVersion: form.version,
    length: env.length,
    lang: env.lang,
    test: campaign.page.test,
    persons: review.persons,
    contact: sealContact(contactKey, contacts[0] ?? {}),
  })
  await indexContacts(tx, submissionId, contacts)
  const snapshot = {
    answers: relevantAnswers(form, draft.answers, env),
    summary: review.sections,
    payload,
    privacy,
    attribution: draft.attribution,
    ...(consents.length > 0 && { consents }),
    ...(verified.length > 0 && { verified }),
  }
  await insertSnapshot(tx, key, 1, snapshot, sha256)
  await tx.insert(schema.privacyProof).values({
    tenantId: tx.tenantId,
    submissionId,
    draftId: draft.id,
    statementId: privacy.versionId,
    sha256: privacy.sha256,
    language: privacy.language,
    shownAt: new Date(privacy.shownAt),
    way: 'review page, sentence with link above the sending button',
    formId: form.id,
    formVersion: form.version,
  })
  await appendEvent(tx, submissionId, { type: 'privacy.shown', actor: 'person', detail: { ...privacy } })
  await appendEvent(tx, submissionId, {
    type: 'accepted',
    actor: 'person',
    detail: { payloadSha256: sha256 },
  })
  await verifyAddress(tx, submissionId, { address: contacts[0]?.email, proven, campaign, lang: env.lang })

  const deliveryId = randomUUID()
  await tx.insert(schema.delivery).values({
    id: deliveryId,
    tenantId: tx.tenantId,
    submissionId,
    target: 'kundenangaben',
    state: 'QUEUED',
  })
  await tx.execute(sql`select enqueue_delivery(${deliveryId}::uuid)`)
  await deleteDraft(tx, draft.id)
  return { submissionId }
}

/** 40 random bits: two equal references are rare but not impossible, then another is drawn. */
async function insertWithReference(tx: Tx, row: Omit<typeof schema.submission.$inferInsert, 'reference'>) {
  for (let draw = 1; draw <= 5; draw++) {
    const inserted = await tx
      .insert(schema.submission)
      .values({ ...row, reference: randomReadable(8) })
      .onConflictDoNothing({ target: schema.submission.reference })
      .returning({ id: schema.submission.id })
    if (inserted.length === 1) return
  }
  throw new Error('Five references in a row were taken')
}
