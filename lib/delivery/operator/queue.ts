import 'server-only'
import { audit } from '@/lib/audit'
import { lookUpOf } from '@/lib/cases/target'
import type { Tx } from '@/lib/db'
import { type Revised, reassign, remap } from '@/lib/submissions/remap'
import type { DeliveryRow } from '../row'
import { type Acted, type Acting, act, actorOf, type Deed, refused } from './act'
import { cancelling, lookingAgain, replaying } from './decide'
import { provenUnsent } from './proof'

/** The operator's steps that need no answer of the platform (trust §2.5). Each is one transaction with its audit entry. */

/** Looks for the case at the platform now, whatever was planned. */
export const reconcileNow = (acting: Acting, asked: string): Promise<Acted> =>
  act(acting, asked, 'delivery.reconcile', async (_tx, row, now) => {
    if (lookUpOf[row.target] === 'none') return refused('noLookUp')
    const decision = lookingAgain(row, now)
    return decision.kind === 'refused' ? decision : { ...decision, reason: row.lastReason ?? 'unknown' }
  })

/** `checked`: the operator has looked at the platform and says that no case exists there. */
export type Sending = { checked: boolean }

/** Sends again what is stored. */
export const retry = (acting: Acting, asked: string, { checked }: Sending): Promise<Acted> =>
  act(acting, asked, 'delivery.retry', (tx, row, now, { shown }) =>
    queued(tx, row, now, { acting, shown, checked, reason: 'operatorRetry' }),
  )

/** Builds the payload anew with this build's mapper and sends that. */
export const remapAndRetry = (acting: Acting, asked: string, { checked }: Sending): Promise<Acted> =>
  act(acting, asked, 'delivery.remap', (tx, row, now, { shown }) =>
    queued(tx, row, now, { acting, shown, checked, reason: 'operatorRemap' }, () =>
      remap(tx, row.submissionId),
    ),
  )

const partnerId = /^[A-Za-z0-9]{3,10}$/

/** Sends to another partner (Kundenbetreuer), for a 409. */
export async function reassignTo(
  acting: Acting,
  asked: string,
  partner: string,
  { checked }: Sending,
): Promise<Acted> {
  if (!partnerId.test(partner)) return refused('partner')
  return act(acting, asked, 'delivery.reassign', (tx, row, now, { shown }) =>
    queued(tx, row, now, { acting, shown, checked, reason: 'operatorReassign' }, () =>
      reassign(tx, row.submissionId, partner),
    ),
  )
}

/** Gives it up; the only end without a case. The reason is kept encrypted with the submission. */
export const cancel = (acting: Acting, asked: string, why: string): Promise<Acted> =>
  act(acting, asked, 'delivery.cancel', async (_tx, row, now) => {
    const decision = cancelling(row, now)
    return decision.kind === 'refused' ? decision : { ...decision, reason: 'operatorCancel', note: why }
  })

type Queueing = { acting: Acting; shown: string; checked: boolean; reason: string }

async function queued(
  tx: Tx,
  row: DeliveryRow,
  now: Date,
  { acting, shown, checked, reason }: Queueing,
  revise?: () => Promise<Revised>,
): Promise<Deed> {
  const proven = await provenUnsent(tx, row)
  const decision = replaying(row, proven, checked, now)
  if (decision.kind === 'refused') return decision
  const revised = await revise?.()
  if (revised && revised.kind !== 'revised') return refused(revised.kind)
  const again = decision.steps.some(({ event }) => event === 'replay')
  if (again && !proven) {
    // Nothing but this person's word says that no case exists: the word stands in the audit by itself.
    await audit(tx, { actor: actorOf(acting.operator), action: 'delivery.noCase', subject: shown })
  }
  const note = revised ? `revision ${revised.revision}${revised.changed ? '' : ', unchanged'}` : undefined
  return { ...decision, reason, note }
}
