import type { Outcome } from '@/lib/cases/target'
import type { DeliveryState } from '@/lib/db/schema'

/**
 * The life of a delivery: the tables of trust §2.3 and §2.4, and the only place that names a next state.
 *
 * The rule behind all of it: POST is not idempotent, so a case is asked for again only when it is proven that the
 * last request created none. SENDING is committed before the first byte; whoever finds it with an expired lease
 * knows nothing and says UNKNOWN.
 */
export type State = DeliveryState

/** What one try to send can end in, finer than `Outcome` where the next state differs. */
export type SendResult = 'delivered' | 'refusedData' | 'refusedUs' | 'refusedAdvisor' | 'notSent' | 'unknown'
export type DeliveryEvent =
  | SendResult
  | 'mark' // the attempt is committed; now the first byte may go
  | 'leaseExpired' // whoever held the claim is gone
  | 'budgetUsed' // the next try would come after the budget's end
  | 'handOver' // nothing automatic is left to do
  | 'readBack' // the case was read and compared
  | 'lookUp' // a scan at the platform begins
  | 'foundNothingYet' // this scan saw no case, or proves nothing; another follows
  | 'foundNone' // enough counted scans saw no case
  | 'foundSeveral'
  | 'replay' // operator: try again, on their responsibility
  | 'lookAgain' // operator: look for the case again
  | 'restored' // the database came from a backup: what it takes for unsent may have been sent since
  | 'cancel'

/** Before the first byte a try can fail too (no token): the same results, minus those that need an answer. */
type BeforeSending = 'refusedUs' | 'notSent' | 'handOver'

type Table = {
  readonly [S in State]: Readonly<Partial<Record<DeliveryEvent, State>>>
} & {
  // What must not be forgotten, checked by the compiler: every result of a send, and death while sending.
  readonly SENDING: Readonly<Record<SendResult | 'leaseExpired' | 'budgetUsed', State>>
  readonly QUEUED: Readonly<Record<BeforeSending | 'mark' | 'leaseExpired' | 'budgetUsed', State>>
  readonly RETRY_WAIT: Readonly<Record<BeforeSending | 'mark' | 'leaseExpired' | 'budgetUsed', State>>
  readonly BLOCKED_CONFIG: Readonly<Record<BeforeSending | 'mark' | 'leaseExpired', State>>
}

export const transitions = {
  // accepted, nothing sent yet
  QUEUED: {
    mark: 'SENDING',
    notSent: 'RETRY_WAIT',
    refusedUs: 'BLOCKED_CONFIG',
    leaseExpired: 'QUEUED',
    budgetUsed: 'DEAD',
    handOver: 'NEEDS_OPERATOR', // erased or unreadable: never sent in part
    restored: 'UNKNOWN',
    cancel: 'CANCELLED',
  },
  // committed before the first byte; the answer is not recorded yet
  SENDING: {
    delivered: 'DELIVERED',
    notSent: 'RETRY_WAIT',
    refusedData: 'NEEDS_FIX',
    refusedUs: 'BLOCKED_CONFIG',
    refusedAdvisor: 'NEEDS_OPERATOR',
    unknown: 'UNKNOWN',
    leaseExpired: 'UNKNOWN',
    budgetUsed: 'DEAD',
  },
  // proven not sent; tried again at due_at
  RETRY_WAIT: {
    mark: 'SENDING',
    notSent: 'RETRY_WAIT',
    refusedUs: 'BLOCKED_CONFIG',
    leaseExpired: 'RETRY_WAIT',
    budgetUsed: 'DEAD',
    handOver: 'NEEDS_OPERATOR', // erased or unreadable: never sent in part
    restored: 'UNKNOWN',
    cancel: 'CANCELLED',
  },
  // the platform refused us, not the document
  BLOCKED_CONFIG: {
    mark: 'SENDING',
    notSent: 'BLOCKED_CONFIG',
    refusedUs: 'BLOCKED_CONFIG',
    leaseExpired: 'BLOCKED_CONFIG',
    delivered: 'DELIVERED', // a person made the case by hand
    replay: 'QUEUED',
    handOver: 'NEEDS_OPERATOR', // erased or unreadable: never sent in part
    restored: 'UNKNOWN',
    cancel: 'CANCELLED',
  },
  // a case may exist or not
  UNKNOWN: { lookUp: 'RECONCILING', handOver: 'NEEDS_OPERATOR', leaseExpired: 'UNKNOWN' },
  // being looked for at the platform
  RECONCILING: {
    delivered: 'DELIVERED',
    foundNothingYet: 'UNKNOWN',
    foundNone: 'RETRY_WAIT',
    foundSeveral: 'DUPLICATE',
    budgetUsed: 'DEAD', // proven that there is no case, but the time for tries is over
    handOver: 'NEEDS_OPERATOR',
    leaseExpired: 'UNKNOWN',
  },
  // the platform refused the document
  NEEDS_FIX: { delivered: 'DELIVERED', replay: 'QUEUED', cancel: 'CANCELLED' },
  // a person must look
  NEEDS_OPERATOR: {
    delivered: 'DELIVERED',
    foundSeveral: 'DUPLICATE',
    replay: 'QUEUED',
    lookAgain: 'UNKNOWN',
    cancel: 'CANCELLED',
  },
  // the budget is used up; a person decides
  DEAD: {
    delivered: 'DELIVERED',
    foundSeveral: 'DUPLICATE',
    replay: 'QUEUED',
    lookAgain: 'UNKNOWN',
    cancel: 'CANCELLED',
  },
  // the number is stored
  DELIVERED: { readBack: 'VERIFIED', foundSeveral: 'DUPLICATE', leaseExpired: 'DELIVERED' },
  // read back and compared
  VERIFIED: { foundSeveral: 'DUPLICATE' },
  // more than one case was found
  DUPLICATE: { delivered: 'DELIVERED', cancel: 'CANCELLED' },
  // given up by an operator, with a reason
  CANCELLED: {},
} as const satisfies Table

/** States in which nothing may be sent without a person, and of which the advisor must be told. */
export const waitingForPerson: readonly State[] = ['NEEDS_FIX', 'NEEDS_OPERATOR', 'DEAD', 'DUPLICATE']

/** Nothing is left to do; a duplicate may still be found. */
export const ended = ['DELIVERED', 'VERIFIED', 'CANCELLED'] as const

/** On their way without anybody's help: sending, waiting for a time, or looking for the case. */
export const open = ['QUEUED', 'SENDING', 'RETRY_WAIT', 'BLOCKED_CONFIG', 'UNKNOWN', 'RECONCILING'] as const

/** States in which a worker has something to do once `due_at` has come or a lease has run out. */
export const workable = [
  'QUEUED',
  'SENDING',
  'RETRY_WAIT',
  'BLOCKED_CONFIG',
  'UNKNOWN',
  'RECONCILING',
  'DELIVERED',
] as const

/** States that only a worker with a lease is in: without one, whoever was at work is gone. */
export const atWork = ['SENDING', 'RECONCILING'] as const

/** States from which a request may be sent. SENDING and UNKNOWN are not among them, and must never be. */
export const sendable = ['QUEUED', 'RETRY_WAIT', 'BLOCKED_CONFIG'] as const
export type Sendable = (typeof sendable)[number]

export function isSendable(state: State): state is Sendable {
  return (sendable as readonly State[]).includes(state)
}

/** The one step of the machine; null: the event cannot happen in that state. */
export function next(state: State, event: DeliveryEvent): State | null {
  const row: Readonly<Partial<Record<DeliveryEvent, State>>> = transitions[state]
  return row[event] ?? null
}

/** Which event of the table an outcome is. */
export function resultOf(outcome: Outcome): SendResult {
  switch (outcome.kind) {
    case 'delivered':
      return 'delivered'
    case 'notSent':
      return 'notSent'
    case 'unknown':
      return 'unknown'
    case 'rejected':
      switch (outcome.problem.cause) {
        case 'data':
          return 'refusedData'
        case 'advisor':
          return 'refusedAdvisor'
        case 'access':
        case 'contract':
          return 'refusedUs'
      }
  }
}

/** A step that the table must know; a missing one is a fault of this program, not of an answer. */
export function step(state: State, event: DeliveryEvent): State {
  const to = next(state, event)
  if (to === null) throw new Error(`No step ${event} from ${state}`)
  return to
}
