import { log } from '@/lib/log'
import { makeThrottle } from './csp-report'
import { type Refusal, type RefusalReason, refusalReasons } from './protocol'

type Counts = { [reason in RefusalReason]: number }
/** `slots`: refusals as not ours, by their time in slots of five minutes. */
type Shared = { counts: Counts; slots: Map<number, Foreign> }
/** Refused because a request did not come from a page of ours; `address`: it did, but under another address than APP_URL. */
export type Foreign = { address: number; others: number }

/** The process's own, whichever copy of this module asks: proxy and metrics are bundled apart. */
const SHARED = Symbol.for('selbstauskunft.refused')
const shared = (): Shared => {
  const held = globalThis as typeof globalThis & { [SHARED]?: Shared }
  held[SHARED] ??= {
    // Every reason has a figure from the beginning, so that a first one is seen to be one.
    counts: Object.fromEntries(refusalReasons.map((reason) => [reason, 0])) as Counts,
    slots: new Map(),
  }
  return held[SHARED]
}

/** Per minute and process: enough to see what is wrong, too little to fill a disk. */
const mayLog = makeThrottle(60)

const slotMs = 5 * 60_000
const hour = 12
const slotOf = (now: number) => Math.floor(now / slotMs)

/** Counts and logs a request that is refused before anybody reads it. */
export function noteRefused({ reason, status }: Refusal, path: string, now = Date.now()): void {
  const { counts, slots } = shared()
  counts[reason] += 1
  if (reason === 'address' || reason === 'foreign' || reason === 'missing' || reason === 'site') {
    const slot = slotOf(now)
    const { address, others } = slots.get(slot) ?? { address: 0, others: 0 }
    const own = reason === 'address'
    slots.set(slot, { address: address + (own ? 1 : 0), others: others + (own ? 0 : 1) })
    for (const old of slots.keys()) if (old <= slot - hour) slots.delete(old)
  }
  if (mayLog())
    log.warn('request.refused', { reason, status, route: path.startsWith('/api/') ? 'api' : 'page' })
}

/** How many this process has refused since it began, by reason. */
export const refusedSoFar = (): Readonly<Counts> => shared().counts

/** How many this process has refused as not ours within the last hour; its heartbeat says so (lib/heartbeat). */
export function refusedLately(now = Date.now()): Foreign {
  const lately = [...shared().slots].filter(([slot]) => slot > slotOf(now) - hour)
  return lately.reduce(
    (sum, [, { address, others }]) => ({ address: sum.address + address, others: sum.others + others }),
    { address: 0, others: 0 },
  )
}
