import 'server-only'
import { and, asc, eq, inArray, lte, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import { audit } from '@/lib/audit'
import type { CaseReference, TargetName } from '@/lib/cases/names'
import type { Payload } from '@/lib/cases/payload'
import { lookUpOf } from '@/lib/cases/target'
import { openJson, recordKey } from '@/lib/crypto/records'
import { schema, type Tx, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { type PdfFile, submissionPdf } from '@/lib/pdf'
import { type Contact, contactOf } from '@/lib/submissions/contact'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import { showReference } from '@/lib/submissions/reference'
import type { DeliveryRow } from '../row'
import { ended } from '../states'
import { type Acting, actorOf, refused } from './act'
import type { Operator } from './operator'
import { provenUnsent } from './proof'
import { subjectOf, tenantsOf } from './subject'

/** What an operator may see. Nothing here holds an answer of the person unless it is called reveal, and that is audited. */

export type Listed = {
  shown: string
  target: TargetName
  state: DeliveryState
  reason: string | null
  acceptedAt: Date
  attempt: number
  dueAt: Date
}
export type ListWish = { states?: readonly DeliveryState[]; olderThan?: Date; limit: number }

/** Deliveries that have not ended, or those in the states asked for; oldest first, over all tenants of the operator. */
export async function listDeliveries(operator: Operator, wish: ListWish): Promise<Listed[]> {
  const { delivery, submission } = schema
  const found: Listed[] = []
  for (const tenantId of await tenantsOf(operator)) {
    const rows = await withTenant(tenantId, (tx) =>
      tx
        .select({
          reference: submission.reference,
          target: delivery.target,
          state: delivery.state,
          reason: delivery.lastReason,
          acceptedAt: delivery.createdAt,
          attempt: delivery.attemptNo,
          dueAt: delivery.dueAt,
        })
        .from(delivery)
        .innerJoin(submission, eq(submission.id, delivery.submissionId))
        .where(
          and(
            eq(delivery.tenantId, tenantId),
            wish.states ? inArray(delivery.state, [...wish.states]) : notInArray(delivery.state, [...ended]),
            wish.olderThan && lte(delivery.createdAt, wish.olderThan),
          ),
        )
        .orderBy(asc(delivery.createdAt))
        .limit(wish.limit),
    )
    found.push(...rows.map(({ reference, ...row }) => ({ shown: showReference(reference), ...row })))
  }
  found.sort((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime())
  return found.slice(0, wish.limit)
}

/** An event's detail as `moveTo` writes it; read tolerantly, because old ones stay for ever. */
const detailShape = z.looseObject({
  from: z.string().optional(),
  to: z.string().optional(),
  reason: z.string().optional(),
  traceId: z.string().optional(),
  status: z.number().optional(),
  vorgangsnummer: z.string().optional(),
  by: z.string().optional(),
  note: z.string().optional(),
  late: z.boolean().optional(),
  outcome: z.string().optional(),
  lost: z.array(z.string()).catch([]).optional(),
  messages: z.array(z.string()).catch([]).optional(),
  found: z.array(z.string()).catch([]).optional(),
  violations: z
    .array(z.looseObject({ field: z.string(), message: z.string().optional() }))
    .catch([])
    .optional(),
})
type Detail = z.infer<typeof detailShape>
export type TimelineEntry = { at: Date; type: string; actor: string; detail: Detail | null }

export type Shown = {
  shown: string
  submissionId: string
  target: TargetName
  externalId: string
  state: DeliveryState
  reason: string | null
  acceptedAt: Date
  dueAt: Date
  /** Every number that the platform gave. */
  reference: CaseReference | null
  /** The last request may have made a case, and the platform cannot be asked: a person has to look there. */
  toLookFor: { from: Date; until: Date } | null
  attempts: readonly {
    attemptNo: number
    traceId: string
    startedAt: Date
    finishedAt: Date | null
    outcome: string | null
    status: number | null
    reason: string | null
  }[]
  timeline: readonly TimelineEntry[]
  /** Only with `reveal`. */
  contact?: Contact | null
}

/**
 * Everything about one delivery. Without `reveal` neither contact nor the platform's words (they may quote a value) nor
 * operators' notes are opened; with it they are, and an audit entry says who looked.
 */
export async function showDelivery(
  acting: Acting,
  asked: string,
  reveal: boolean,
): Promise<Shown | ReturnType<typeof refused>> {
  const subject = await subjectOf(acting.operator, asked)
  if (!subject) return refused('noSuchDelivery')
  const { delivery, submission, deliveryAttempt } = schema
  return withTenant(subject.tenantId, async (tx) => {
    const [row] = await tx
      .select({ delivery, externalId: submission.externalId })
      .from(delivery)
      .innerJoin(submission, eq(submission.id, delivery.submissionId))
      .where(and(eq(delivery.tenantId, tx.tenantId), eq(delivery.id, subject.deliveryId)))
    if (!row) return refused('noSuchDelivery')
    const attempts = await tx
      .select()
      .from(deliveryAttempt)
      .where(
        and(eq(deliveryAttempt.tenantId, tx.tenantId), eq(deliveryAttempt.deliveryId, subject.deliveryId)),
      )
      .orderBy(asc(deliveryAttempt.attemptNo))
    if (reveal) {
      await audit(tx, {
        actor: actorOf(acting.operator),
        action: 'delivery.reveal',
        subject: subject.shown,
      })
    }
    return {
      shown: subject.shown,
      submissionId: subject.submissionId,
      target: row.delivery.target,
      externalId: row.externalId,
      state: row.delivery.state,
      reason: row.delivery.lastReason,
      acceptedAt: row.delivery.createdAt,
      dueAt: row.delivery.dueAt,
      reference: row.delivery.reference,
      toLookFor: await toLookFor(tx, row.delivery),
      attempts: attempts.map((attempt) => ({ ...attempt, status: attempt.httpStatus })),
      timeline: await timelineOf(tx, subject.submissionId, reveal),
      ...(reveal && { contact: await contactOf(tx, subject.submissionId) }),
    }
  })
}

/** When a case of a delivery can have come to be that only a person can look for; null: that is no question here. */
async function toLookFor(tx: Tx, row: DeliveryRow): Promise<Shown['toLookFor']> {
  if (lookUpOf[row.target] === 'list' || row.reference || ended.some((state) => state === row.state))
    return null
  if (row.sentAt === null || (await provenUnsent(tx, row))) return null
  return { from: row.sentAt, until: row.sendDeadline ?? row.updatedAt }
}

async function timelineOf(tx: Tx, submissionId: string, reveal: boolean): Promise<TimelineEntry[]> {
  const { submissionEvent } = schema
  const key = await recordKey(tx, submissionId, 'submission')
  const rows = await tx
    .select()
    .from(submissionEvent)
    .where(and(eq(submissionEvent.tenantId, tx.tenantId), eq(submissionEvent.submissionId, submissionId)))
    .orderBy(asc(submissionEvent.seq))
  return rows.map(({ at, type, actor, detail }) => {
    const opened = key && detail && openJson<unknown>(key, 'submission_event.detail.v1', detail)
    const read = detailShape.safeParse(opened)
    return { at, type, actor, detail: read.success ? (reveal ? read.data : masked(read.data)) : null }
  })
}

/** Free text goes: the platform's messages may quote what a person typed, a note may say anything. */
function masked(detail: Detail): Detail {
  const { note, violations, messages, ...rest } = detail
  return {
    ...rest,
    ...(note !== undefined && { note: '…' }),
    ...(messages && { messages: messages.map(() => '…') }),
    ...(violations && { violations: violations.map(({ field }) => ({ field })) }),
  }
}

/** The payload as it goes out, for a case that must be made by hand. Audited before it is given out. */
export async function exportPayload(
  acting: Acting,
  asked: string,
): Promise<{ kind: 'payload'; shown: string; payload: Payload } | ReturnType<typeof refused>> {
  const subject = await subjectOf(acting.operator, asked)
  if (!subject) return refused('noSuchDelivery')
  return withTenant(subject.tenantId, async (tx) => {
    try {
      const payload = await payloadOf(tx, subject.submissionId)
      await audit(tx, { actor: actorOf(acting.operator), action: 'delivery.export', subject: subject.shown })
      return { kind: 'payload', shown: subject.shown, payload }
    } catch (thrown) {
      if (thrown instanceof UnreadableSubmission) return refused('erased')
      throw thrown
    }
  })
}

/** The person's copy as PDF, as the person gets it. Audited before it is given out. */
export async function exportPdf(
  acting: Acting,
  asked: string,
): Promise<{ kind: 'pdf'; shown: string; file: PdfFile } | ReturnType<typeof refused>> {
  const subject = await subjectOf(acting.operator, asked)
  if (!subject) return refused('noSuchDelivery')
  return withTenant(subject.tenantId, async (tx) => {
    const file = await submissionPdf(tx, subject.submissionId)
    if (!file) return refused('erased')
    await audit(tx, { actor: actorOf(acting.operator), action: 'delivery.pdf', subject: subject.shown })
    return { kind: 'pdf', shown: subject.shown, file }
  })
}
