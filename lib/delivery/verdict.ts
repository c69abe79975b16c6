import { heldBack, type Unavailable } from '@/lib/cases/target'
import type { Change, DeliveryRow } from './row'
import { step } from './states'
import type { DeliveryTimings } from './timings'

/** What one scan says about one delivery. */
export type Look = {
  /** When it began, on our clock. */
  begun: Date
  /** Numbers of the cases with the delivery's external id. */
  found: readonly string[]
  /** Why the list was not read to its end; null: it was. */
  gap: Unavailable | null
  /** The same list showed another case known to be ours: the positive control. */
  control: boolean
}

type Row = Pick<
  DeliveryRow,
  'state' | 'sendDeadline' | 'updatedAt' | 'createdAt' | 'replayedAt' | 'negatives' | 'scans'
>

const later = (from: Date, ms: number) => new Date(from.getTime() + ms)
/** After this no request of the last try can still be under way. Rows made by hand have none: then what is known is old. */
export const deadlineOf = (row: Pick<Row, 'sendDeadline' | 'updatedAt'>): Date =>
  row.sendDeadline ?? row.updatedAt

/** When to look for the first time: by the plan, or at once where that time has passed. */
export function firstLook(deadline: Date, now: Date, { reconcile }: DeliveryTimings): Date {
  const planned = later(deadline, reconcile.scans[0] ?? 0)
  return planned > now ? planned : now
}

/** When to look again: by the plan, and after its end at the same pause (trust §2.4). */
export function nextLook(deadline: Date, now: Date, { reconcile }: DeliveryTimings): Date {
  const planned = reconcile.scans.map((wait) => later(deadline, wait)).find((at) => at > now)
  return planned ?? later(now, reconcile.again)
}

/**
 * The step that a scan makes (trust §2.4, RECONCILING). A case that is seen exists. A case that is not seen proves something only if the
 * list was whole and showed another case of ours; two such scans, the last long enough after the request can have arrived, prove that
 * there is none, and only then may it be sent again. Pure.
 */
export function changeAfterLook(row: Row, look: Look, now: Date, timings: DeliveryTimings): Change {
  const { begun, found, gap, control } = look
  const { settled, inconclusive, scans } = timings.reconcile
  const [vorgangsnummer] = found
  if (found.length > 1) {
    return { to: step(row.state, 'foundSeveral'), reason: 'foundSeveral', detail: { found } }
  }
  if (vorgangsnummer !== undefined) {
    return {
      to: step(row.state, 'delivered'),
      reason: 'recovered',
      reference: { vorgangsnummer },
      dueAt: now,
    }
  }
  const deadline = deadlineOf(row)
  const counted = gap === null && control
  const negatives = row.negatives + (counted ? 1 : 0)
  if (counted && negatives >= 2 && begun >= later(deadline, settled)) {
    const since = row.replayedAt ?? row.createdAt
    return now > later(since, timings.budget)
      ? { to: step(row.state, 'budgetUsed'), reason: 'foundNone', look: { negatives } }
      : { to: step(row.state, 'foundNone'), reason: 'foundNone', dueAt: now, look: { negatives } }
  }
  const reason = gap ? gap.reason : control ? 'notListed' : 'noControl'
  // Held back by our own gate: the platform was not asked, so nothing was inconclusive.
  const asked = gap?.reason !== heldBack
  // After an outage as long as that, the first look comes before any control can exist: the plan's number of looks is due all the same.
  const longEnough = now >= later(deadline, inconclusive) && row.scans >= scans.length
  if (gap?.final || (asked && !counted && longEnough)) {
    return { to: step(row.state, 'handOver'), reason, look: { negatives } }
  }
  return {
    to: step(row.state, 'foundNothingYet'),
    reason,
    dueAt: nextLook(deadline, now, timings),
    look: { negatives },
  }
}
