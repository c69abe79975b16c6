import 'server-only'
import type { TargetName } from '@/lib/cases/names'
import type { CaseTarget } from '@/lib/cases/target'
import { log } from '@/lib/log'
import type { Attempt } from './attempt'
import type { Gate } from './gate/types'
import type { Clock, DeliveryRow, Moved } from './row'
import { waitingForPerson } from './states'
import type { DeliveryTimings } from './timings'

/** One platform and the gate before it. */
export type Platform = { target: CaseTarget; gate: Gate }
/** Absent: this process has no credentials for it. What is for it waits and alarms; nothing of it is lost. */
export type Platforms = { readonly [name in TargetName]?: Platform }

/** What delivery works with; made once per process (worker/main.ts), or by a test. */
export type Delivering = {
  platforms: Platforms
  timings: DeliveryTimings
  /** Who holds a lease: one name per process. */
  owner: string
  random?: () => number
  clock?: Clock
  /** Milliseconds of a clock that nobody sets, for the time this process itself has used. */
  monotonic?: () => number
}

/** One delivery being worked on, with all means filled in. */
export type Here = {
  deliveryId: string
  tenantId: string
  means: Delivering
  /** A test's; absent: the database's. */
  clock: Clock | undefined
  monotonic: () => number
}

/** The same, at the platform that the delivery is for. */
export type There = Here & { platform: Platform }

export const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

/** True while this worker still holds the row with this attempt: the fence in front of every write. */
export const holds = (row: DeliveryRow | null, here: Here, attempt: Attempt): row is DeliveryRow =>
  row !== null && row.attemptNo === attempt.attemptNo && row.leaseOwner === here.means.owner

/** Says in the log what a transaction did, after its commit. */
export function tell(moved: Moved): void {
  const bad = waitingForPerson.includes(moved.state) || moved.state === 'BLOCKED_CONFIG'
  log[bad ? 'error' : 'info']('delivery.state', moved.fields)
}
