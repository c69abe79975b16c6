import 'server-only'
import { audit } from '@/lib/audit'
import { findCases } from '@/lib/cases/find'
import type { CaseReference, CaseTarget, Sending } from '@/lib/cases/target'
import { type Tx, withTenant } from '@/lib/db'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import { lockRow } from '../row'
import { type Acted, type Acting, act, actorOf, refused } from './act'
import { keeping, numbering, type Refusal } from './decide'
import { type Operator, sameName } from './operator'
import { type Subject, subjectOf } from './subject'

/** The operator's steps that believe a number only after asking the platform (trust §2.5). */

const numberShape = /^[\w-]{1,64}$/

/**
 * Stores a Vorgangsnummer by hand. It must be the platform's word that the case carries this submission's external id; where the case carries
 * none or cannot be read, a second person's name stands for it. A case with another external id is never taken.
 */
export async function numberByHand(
  acting: Acting,
  asked: string,
  vorgangsnummer: string,
  target: Pick<CaseTarget, 'identify'>,
  second?: Operator,
): Promise<Acted> {
  if (!numberShape.test(vorgangsnummer)) return refused('notOurs')
  if (second && sameName(second, acting.operator)) return refused('secondPerson')
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const { sending } = prepared
  const said = await target.identify?.({ vorgangsnummer }, sending.traceId)
  const carried = said?.kind === 'identified' ? said.externalId : null
  const ours = carried === sending.payload.importMetadaten.externeVorgangsId
  if (carried && !ours) return refused('notOurs')
  if (!ours && !second) return refused('secondPerson')
  return act(acting, asked, 'delivery.number', async (tx, row, now, { shown }) => {
    const decision = numbering(row, now)
    if (decision.kind === 'refused') return decision
    if (second) {
      await audit(tx, { actor: actorOf(second), action: 'delivery.number.second', subject: shown })
    }
    return {
      ...decision,
      reason: ours ? 'operatorNumber' : 'operatorNumberSecond',
      reference: { vorgangsnummer },
    }
  })
}

export type Kept = Acted | { kind: 'wouldArchive'; shown: string; others: readonly string[] }

/**
 * Of several cases with one external id keeps one and archives the others at the platform. Without `confirmed` it only says which
 * those are. Archiving comes first and may be repeated: a case that is archived already is no longer in the list.
 */
export async function keepOne(
  acting: Acting,
  asked: string,
  vorgangsnummer: string,
  target: CaseTarget,
  { confirmed, before }: { confirmed: boolean; before: number },
): Promise<Kept> {
  if (target.lookUp === 'none' || !target.archive) return refused('noLookUp')
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const { sending, since, subject } = prepared
  if (prepared.state !== 'DUPLICATE') return refused('state')
  const found = await findCases(target, sending, new Date(since.getTime() - before), new Date())
  if (!found.complete) return refused('platform')
  const numbers = found.references.map((reference: CaseReference) => reference.vorgangsnummer)
  if (!numbers.includes(vorgangsnummer)) return refused('notAmong')
  const others = numbers.filter((number) => number !== vorgangsnummer)
  if (!confirmed) return { kind: 'wouldArchive', shown: subject.shown, others }
  for (const other of others) {
    const archived = await target.archive({ vorgangsnummer: other }, sending.traceId)
    if (archived.kind !== 'archived') return refused('platform')
  }
  return act(acting, asked, 'delivery.keep', async (_tx, row, now) => {
    const decision = keeping(row, now)
    if (decision.kind === 'refused') return decision
    const note = `archived: ${others.join(', ') || 'none'}`
    return { ...decision, reason: 'operatorKeep', note, reference: { vorgangsnummer } }
  })
}

export type CheckedBody =
  | { kind: 'accepted' }
  | { kind: 'refusedBody'; reason: string; fields: readonly string[] }
  | { kind: 'refused'; why: Refusal }

/** Lets the platform check the stored payload without creating a case. It reads personal data there, so it is audited. */
export async function checkBody(
  acting: Acting,
  asked: string,
  target: Pick<CaseTarget, 'check'>,
): Promise<CheckedBody> {
  if (!target.check) return refused('noLookUp')
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const { subject, sending } = prepared
  await withTenant(subject.tenantId, (tx) =>
    audit(tx, { actor: actorOf(acting.operator), action: 'delivery.check', subject: subject.shown }),
  )
  const checked = await target.check(sending)
  switch (checked.kind) {
    case 'accepted':
      return checked
    case 'rejected': {
      const { reason, violations } = checked.problem
      return { kind: 'refusedBody', reason, fields: violations.map(({ field }) => field) }
    }
    case 'notSent':
    case 'unknown':
      return refused('platform')
  }
}

type Prepared =
  | { kind: 'sending'; subject: Subject; sending: Sending; since: Date; state: string }
  | { kind: 'refused'; why: Refusal }

/** What was sent last, for a question to the platform; `since` is from when on a case may exist. */
async function sendingOf(acting: Acting, asked: string): Promise<Prepared> {
  const subject = await subjectOf(acting.operator, asked)
  if (!subject) return refused('noSuchDelivery')
  return withTenant(subject.tenantId, async (tx): Promise<Prepared> => {
    const row = await lockRow(tx, subject.deliveryId)
    const payload = row && (await readable(tx, row.submissionId))
    if (!row) return refused('noSuchDelivery')
    if (!payload) return refused('erased')
    const sending = { payload, traceId: `${row.submissionId}-operator` }
    return { kind: 'sending', subject, sending, since: row.createdAt, state: row.state }
  })
}

async function readable(tx: Tx, submissionId: string) {
  try {
    return await payloadOf(tx, submissionId)
  } catch (thrown) {
    if (thrown instanceof UnreadableSubmission) return null
    throw thrown
  }
}
