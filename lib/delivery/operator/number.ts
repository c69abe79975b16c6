import 'server-only'
import { audit } from '@/lib/audit'
import { findCases } from '@/lib/cases/find'
import type { CaseReference, TargetName } from '@/lib/cases/names'
import { externalIdOf } from '@/lib/cases/payload'
import { type CaseTarget, lookUpOf, type Sending } from '@/lib/cases/target'
import { type Tx, withTenant } from '@/lib/db'
import { payloadOf, UnreadableSubmission } from '@/lib/submissions/payload'
import { lockRow } from '../row'
import { type Acted, type Acting, act, actorOf, refused } from './act'
import { keeping, numbering, type Refusal } from './decide'
import { type Operator, sameName } from './operator'
import { type Subject, subjectOf } from './subject'

/** The operator's steps that believe a number only after asking the platform (trust §2.5). */

const numberShape = /^[\w-]{1,64}$/

/** The platforms of this process; the delivery says which of them is asked. */
type Asking = { readonly [name in TargetName]?: { target: CaseTarget } }

export type ByHand = {
  vorgangsnummer: string
  /** Another person who has looked too. */
  second?: Operator
  /** The operator has looked at the platform and says that this case is this enquiry's. */
  checked: boolean
}

/**
 * Stores a Vorgangsnummer by hand. It must be the platform's word that the case carries this submission's external id; where the case carries
 * none or cannot be read, a second person's name stands for it. A case with another external id is never taken. A platform that cannot be
 * asked for any case proves nothing: there the operator's word is needed, and stands in the audit as what it is.
 */
export async function numberByHand(
  acting: Acting,
  asked: string,
  { vorgangsnummer, second, checked }: ByHand,
  platforms: Asking,
): Promise<Acted> {
  if (!numberShape.test(vorgangsnummer)) return refused('notOurs')
  if (second && sameName(second, acting.operator)) return refused('secondPerson')
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const { sending } = prepared
  const confirms = lookUpOf[prepared.target] === 'list'
  const said = await platforms[prepared.target]?.target.identify?.({ vorgangsnummer }, sending.traceId)
  const carried = said?.kind === 'identified' ? said.externalId : null
  const ours = carried === externalIdOf(sending.payload)
  if (carried && !ours) return refused('notOurs')
  if (!ours && confirms && !second) return refused('secondPerson')
  if (!confirms && !checked) return refused('unconfirmed')
  return act(acting, asked, 'delivery.number', async (tx, row, now, { shown }) => {
    const decision = numbering(row, now)
    if (decision.kind === 'refused') return decision
    if (!confirms) {
      const actor = actorOf(acting.operator)
      await audit(tx, { actor, action: 'delivery.number.unconfirmed', subject: shown })
    }
    if (second) {
      await audit(tx, { actor: actorOf(second), action: 'delivery.number.second', subject: shown })
    }
    return {
      ...decision,
      reason: ours ? 'operatorNumber' : confirms ? 'operatorNumberSecond' : 'operatorNumberUnconfirmed',
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
  platforms: Asking,
  { confirmed, before }: { confirmed: boolean; before: number },
): Promise<Kept> {
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const target = platforms[prepared.target]?.target
  if (!target) return refused('notConfigured')
  const { payload, traceId } = prepared.sending
  // What can be looked up are Kundenangaben.
  if (target.lookUp === 'none' || !target.archive || payload.target) return refused('noLookUp')
  const { since, subject } = prepared
  if (prepared.state !== 'DUPLICATE') return refused('state')
  const found = await findCases(target, { payload, traceId }, new Date(since.getTime() - before), new Date())
  if (!found.complete) return refused('platform')
  const numbers = found.references.map((reference: CaseReference) => reference.vorgangsnummer)
  if (!numbers.includes(vorgangsnummer)) return refused('notAmong')
  const others = numbers.filter((number) => number !== vorgangsnummer)
  if (!confirmed) return { kind: 'wouldArchive', shown: subject.shown, others }
  for (const other of others) {
    const archived = await target.archive({ vorgangsnummer: other }, traceId)
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
export async function checkBody(acting: Acting, asked: string, platforms: Asking): Promise<CheckedBody> {
  const prepared = await sendingOf(acting, asked)
  if (prepared.kind === 'refused') return prepared
  const target = platforms[prepared.target]?.target
  if (!target) return refused('notConfigured')
  if (!target.check) return refused('noLookUp')
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
  | { kind: 'sending'; target: TargetName; subject: Subject; sending: Sending; since: Date; state: string }
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
    const { target, state, createdAt: since } = row
    return { kind: 'sending', target, subject, sending, since, state }
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
