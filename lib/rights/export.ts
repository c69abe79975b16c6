import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { audit } from '@/lib/audit'
import { statementById } from '@/lib/campaigns'
import { openJson, recordKey } from '@/lib/crypto/records'
import { schema, type Tx, withTenant } from '@/lib/db'
import { statementHash } from '@/lib/privacy'
import { contactOf } from '@/lib/submissions/contact'
import { eventDetail } from '@/lib/submissions/events'
import { readSnapshot, type Snapshot } from '@/lib/submissions/snapshot'
import type { Enquiry } from './find'

/**
 * Everything held about one enquiry, as JSON that a person can read (GDPR 15, 20; trust §5.2 P2, P10): answers with the questions'
 * labels as they were shown, what was sent, the proof of the privacy statement with its exact text, history and delivery. What was
 * erased or cannot be opened is said to be so. Writes who exported which reference.
 */
export async function exportEnquiry(enquiry: Enquiry, actor: string) {
  const { tenantId, submissionId, reference } = enquiry
  return withTenant(tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(schema.submission)
      .where(and(eq(schema.submission.tenantId, tenantId), eq(schema.submission.id, submissionId)))
    const snapshot = await readSnapshot(tx, submissionId)
    await audit(tx, { actor, action: 'person.export', subject: reference })
    return {
      reference,
      acceptedAt: enquiry.acceptedAt.toISOString(),
      language: row?.lang,
      form: row && { id: row.formId, version: row.formVersion, length: row.length },
      readable: snapshot !== null,
      contact: await contactOf(tx, submissionId),
      answers: snapshot && answersIn(snapshot),
      sent: snapshot?.payload ?? null,
      campaignLink: snapshot?.attribution ?? null,
      /** Beyond sending: purpose, the words beside the box, and when it was sent ticked. */
      consents: snapshot?.consents ?? [],
      privacyProofs: await proofsOf(tx, submissionId),
      history: await historyOf(tx, submissionId),
      delivery: await deliveryOf(tx, enquiry),
    }
  })
}
export type Exported = Awaited<ReturnType<typeof exportEnquiry>>

/** Question, answer as shown, and the value as stored; answers that no page showed come last. */
function answersIn({ summary, answers }: Snapshot) {
  const shown = summary.flatMap((section) =>
    section.groups.flatMap((group) =>
      group.rows.map(({ key, label, value }) => ({
        page: section.title,
        ...(group.name && { person: group.name }),
        question: label,
        answer: value,
        key,
        stored: answers[key] ?? null,
      })),
    ),
  )
  const keys = new Set(shown.map(({ key }) => key))
  const others = Object.entries(answers)
    .filter(([key]) => !keys.has(key))
    .map(([key, stored]) => ({ key, stored }))
  return { shown, others }
}

async function proofsOf(tx: Tx, submissionId: string) {
  const { privacyProof } = schema
  const rows = await tx
    .select()
    .from(privacyProof)
    .where(and(eq(privacyProof.tenantId, tx.tenantId), eq(privacyProof.submissionId, submissionId)))
    .orderBy(asc(privacyProof.createdAt))
  return Promise.all(
    rows.map(async ({ statementId, sha256, language, shownAt, way, formId, formVersion, draftId }) => {
      const statement = await statementById(tx, statementId)
      return {
        shownAt: shownAt.toISOString(),
        way,
        language,
        form: { id: formId, version: formVersion },
        draftId,
        statement: {
          id: statementId,
          sha256,
          /** The text below is the one that was shown: its hash is the one of the proof. */
          unchanged: statement !== null && statementHash(statement, language) === sha256,
          date: statement?.date,
          title: statement?.title[language],
          text: statement?.body[language],
          controllers: statement?.controllers,
        },
      }
    }),
  )
}

async function historyOf(tx: Tx, submissionId: string) {
  const { submissionEvent } = schema
  const key = await recordKey(tx, submissionId, 'submission')
  const rows = await tx
    .select()
    .from(submissionEvent)
    .where(and(eq(submissionEvent.tenantId, tx.tenantId), eq(submissionEvent.submissionId, submissionId)))
    .orderBy(asc(submissionEvent.seq))
  return rows.map(({ at, type, actor, detail }) => ({
    at: at.toISOString(),
    type,
    actor,
    detail: key && detail ? openJson<unknown>(key, eventDetail, detail) : null,
  }))
}

async function deliveryOf(tx: Tx, enquiry: Enquiry) {
  const { delivery, deliveryAttempt } = schema
  const [row] = await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.tenantId, tx.tenantId), eq(delivery.id, enquiry.deliveryId)))
  const attempts = await tx
    .select()
    .from(deliveryAttempt)
    .where(and(eq(deliveryAttempt.tenantId, tx.tenantId), eq(deliveryAttempt.deliveryId, enquiry.deliveryId)))
    .orderBy(asc(deliveryAttempt.attemptNo))
  return {
    target: row?.target,
    state: row?.state,
    /** Every number that the platform gave the case. */
    ...row?.reference,
    deliveredAt: row?.deliveredAt?.toISOString(),
    verifiedAt: row?.verifiedAt?.toISOString(),
    attempts: attempts.map(({ attemptNo, startedAt, finishedAt, outcome, reason, payloadSha256 }) => ({
      attempt: attemptNo,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString(),
      outcome,
      reason,
      payloadSha256,
    })),
  }
}
