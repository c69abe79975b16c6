import { log } from '@/lib/log'
import { makeThrottle } from './csp-report'
import { type Refusal, type RefusalReason, refusalReasons } from './protocol'

type Counts = { [reason in RefusalReason]: number }

/** The process's own, whichever copy of this module asks: proxy and metrics are bundled apart. */
const COUNTS = Symbol.for('selbstauskunft.refused')
const counts = (): Counts => {
  const shared = globalThis as typeof globalThis & { [COUNTS]?: Counts }
  // Every reason has a figure from the beginning, so that a first one is seen to be one.
  shared[COUNTS] ??= Object.fromEntries(refusalReasons.map((reason) => [reason, 0])) as Counts
  return shared[COUNTS]
}

/** Per minute and process: enough to see what is wrong, too little to fill a disk. */
const mayLog = makeThrottle(60)

/** Counts and logs a request that is refused before anybody reads it. */
export function noteRefused({ reason, status }: Refusal, path: string): void {
  counts()[reason] += 1
  if (mayLog())
    log.warn('request.refused', { reason, status, route: path.startsWith('/api/') ? 'api' : 'page' })
}

/** How many this process has refused since it began, by reason. */
export const refusedSoFar = (): Readonly<Counts> => counts()
