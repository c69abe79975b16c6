import 'server-only'
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Campaign } from '@/lib/campaigns'
import type { TargetName } from '@/lib/cases/names'
import { createRecordKey } from '@/lib/crypto/records'
import { randomReadable } from '@/lib/crypto/secret'
import { schema, type Tx } from '@/lib/db'
import { type Draft, deleteDraft } from '@/lib/drafts/store'
import { keptAnswers, reviewView } from '@/lib/forms/engine'
import type { Env, Form } from '@/lib/forms/engine/types'
import { provenAddresses } from '@/lib/links/store'
import { log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail/job'
import type { PrivacyShown } from '@/lib/privacy'
import { contactsIn, sealContact } from './contact'
import { indexContacts } from './contact-index'
import { appendEvent } from './events'
import { newExternalId } from './external-id'
import { payloadSha256 } from './payload'
import { payloadFor } from './payload-for'
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
  /** Looks like a program's while the campaign is under a flood: kept, and no case before a person says so. */
  held?: boolean
}

/**
 * Makes a submission of a draft: snapshot, proof, events, delivery and job, or nothing at all. Runs inside the
 * caller's transaction; only after its commit may a receipt be shown. The draft and its key are gone afterwards,
 * its secrets open the receipt. Errors of the database are thrown and roll everything back.
 */
export async function accept(tx: Tx, sending: Acceptable): Promise<{ submissionId: string }> {
  const { draft, campaign, form, env, privacy, consents = [], held = false } = sending

  const submissionId = randomUUID()
  const externalId = newExternalId()
  const proven = await provenAddresses(tx, draft.id)
  const { attribution } = draft
  const answers = keptAnswers(form, draft.answers, env)
  const making = { form, answers, env, attribution, externalId, privacy, proven }
  const { payload, verified, violations } = payloadFor(campaign.to, making)
  const sha256 = payloadSha256(payload)
  const contacts = contactsIn(payload)
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
    answers,
    summary: review.sections,
    payload,
    privacy,
    attribution,
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
  await appendEvent(
    tx,
    submissionId,
    { type: 'privacy.shown', actor: 'person', detail: { ...privacy } },
    { type: 'accepted', actor: 'person', detail: { payloadSha256: sha256 } },
  )
  // A flood names addresses of people who know nothing of it.
  const ask = campaign.page.doubleOptIn === true && !held
  await verifyAddress(tx, submissionId, { address: contacts[0]?.email, proven, ask, lang: env.lang })

  await queue(tx, submissionId, campaign.to.target, violations, held)
  await deleteDraft(tx, draft.id)
  return { submissionId }
}

/**
 * The delivery, and the job that wakes it. What our own model of the platform refuses is a fault of this program: values would be
 * dropped there in silence. The lead is kept and a person is told; nothing is sent before somebody has repaired the mapper
 * (`remap`) or decided to send it as it is (`retry`). `held` waits likewise, for somebody who says that it is a person's.
 */
async function queue(
  tx: Tx,
  submissionId: string,
  target: TargetName,
  violations: readonly string[],
  held: boolean,
) {
  const id = randomUUID()
  const fits = violations.length === 0
  await tx.insert(schema.delivery).values({
    id,
    tenantId: tx.tenantId,
    submissionId,
    target,
    ...(!fits
      ? { state: 'NEEDS_FIX', lastReason: 'model', dueAt: never }
      : held
        ? { state: 'NEEDS_OPERATOR', lastReason: heldReason, dueAt: never }
        : { state: 'QUEUED' }),
  })
  if (fits && held) {
    const detail = { to: 'NEEDS_OPERATOR', reason: heldReason }
    await appendEvent(tx, submissionId, { type: 'delivery.state', actor: 'person', detail })
    return
  }
  if (fits) {
    await tx.execute(sql`select enqueue_delivery(${id}::uuid)`)
    return
  }
  log.error('payload.model', { submissionId, count: violations.length, reason: violations.join(' ') })
  const detail = { to: 'NEEDS_FIX', reason: 'model', violations: violations.map((field) => ({ field })) }
  await appendEvent(tx, submissionId, { type: 'delivery.state', actor: 'person', detail })
  await enqueueConfirmation(tx, id, new Date())
}

/** Far away: not by itself. */
const never = new Date('9999-12-31T00:00:00Z')
/** `last_reason` of a delivery that was held in a flood. */
export const heldReason = 'flood'

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
