import 'server-only'
import { type AuditAction, audit } from '@/lib/audit'
import { type Tx, withTenant } from '@/lib/db'
import { log } from '@/lib/log'
import { enqueueConfirmation } from '@/lib/mail'
import {
  type Change,
  type Clock,
  type DeliveryRow,
  databaseClock,
  lockRow,
  type Moved,
  moveTo,
  never,
} from '../row'
import { type State, step } from '../states'
import type { Refusal, Step } from './decide'
import type { Operator } from './operator'
import { type Subject, subjectOf } from './subject'

/** Who acts, by which clock. */
export type Acting = { operator: Operator; clock?: Clock }
export type Acted = { kind: 'done'; shown: string; state: State } | { kind: 'refused'; why: Refusal }
export const refused = (why: Refusal) => ({ kind: 'refused' as const, why })

/** What the transaction of an action decides. `reason` becomes the row's last reason; `note` is kept encrypted. */
export type Deed =
  | {
      kind: 'steps'
      steps: readonly Step[]
      reason: string
      note?: string
      reference?: DeliveryRow['reference']
    }
  | { kind: 'refused'; why: Refusal }

/** One action: find, lock, decide, move and audit in one transaction, or nothing at all. */
export async function act(
  acting: Acting,
  asked: string,
  action: AuditAction,
  decide: (tx: Tx, row: DeliveryRow, now: Date, subject: Subject) => Promise<Deed>,
): Promise<Acted> {
  const subject = await subjectOf(acting.operator, asked)
  if (!subject) return refused('noSuchDelivery')
  const result = await withTenant(subject.tenantId, async (tx) => {
    const row = await lockRow(tx, subject.deliveryId)
    if (!row) return refused('noSuchDelivery')
    const now = await (acting.clock ?? databaseClock)(tx)
    const deed = await decide(tx, row, now, subject)
    if (deed.kind === 'refused') return deed
    const moved = await take(tx, row, deed, acting.operator, now)
    await audit(tx, { actor: actorOf(acting.operator), action, subject: subject.shown })
    return { kind: 'moved' as const, moved }
  })
  if (result.kind === 'refused') return result
  log.info('delivery.operator', result.moved.fields)
  return { kind: 'done', shown: subject.shown, state: result.moved.state }
}

export const actorOf = (operator: Operator) => `operator:${operator.name}`

/** Takes the steps one after another by the table; each leaves its event. */
export async function take(
  tx: Tx,
  row: DeliveryRow,
  deed: Extract<Deed, { kind: 'steps' }>,
  operator: Operator,
  now: Date,
): Promise<Moved> {
  const { reason, note, reference } = deed
  const detail = { by: operator.name, ...(note !== undefined && { note }) }
  let here = row
  let moved: Moved | undefined
  for (const { event, due } of deed.steps) {
    const to = event === 'stay' ? here.state : step(here.state, event)
    const dueAt = due === 'now' ? now : never
    const look = lookAfter(row, event, now)
    moved = await moveTo(tx, here, { to, reason, dueAt, reference, look, actor: 'operator', detail }, now)
    if (event === 'delivered') await enqueueConfirmation(tx, row.id, now)
    here = { ...here, state: to }
  }
  if (!moved) throw new Error('A deed has at least one step')
  return moved
}

/** A replay begins anew, its budget too; a look-up begins anew but keeps from when on a case may exist. */
function lookAfter(row: DeliveryRow, event: Step['event'], now: Date): Change['look'] {
  switch (event) {
    case 'replay':
      return { ...afresh, replayedAt: now }
    case 'lookAgain':
      return { ...afresh, sentAt: row.sentAt ?? row.createdAt, sendDeadline: row.sendDeadline ?? now }
    default:
      return undefined
  }
}
const afresh = { scans: 0, negatives: 0 }
