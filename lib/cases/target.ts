import type { Datenkontext } from './europace/settings'
import type { CaseReference, TargetName } from './names'
import type { Payload } from './payload'

/** One complaint of the platform about one field. `message` may quote a value: it is never logged. */
export type Violation = { field: string; message: string }

/**
 * Why the platform refused, by who has to act:
 * `data` – the document (400, 422): somebody corrects it, it is never resent as it is;
 * `access` – credentials, scopes or rights (401 twice, 403): resent once the configuration lets us in again;
 * `contract` – the address or protocol (3xx, 404, 405, 406, 413, 415): nothing is resent before an operator says so;
 * `advisor` – the advisor or editor named cannot be set (409).
 */
export type ProblemCause = 'data' | 'access' | 'contract' | 'advisor'
export type Problem = {
  cause: ProblemCause
  /** Which answer it was, without personal data, for the log and the list of deliveries. */
  reason: string
  /** Status of the answer; absent where the token already failed or no answer was read. */
  status?: number
  violations: readonly Violation[]
}

/**
 * `notSent` is proven: no byte of the request reached the platform, or it said so (429). `unknown` is everything
 * that cannot be proven either way. Reasons are fixed words, never text of the platform.
 */
export type Outcome =
  | {
      kind: 'delivered'
      reference: CaseReference
      /** What the platform says it changed or could not take. May quote values: stored encrypted, counted, never logged, never shown raw. */
      messages?: readonly string[]
    }
  | { kind: 'rejected'; problem: Problem }
  | { kind: 'notSent'; reason: string; retryAfter?: Date; status?: number }
  | { kind: 'unknown'; reason: string; status?: number }

/** Reason of a `notSent` that was no try: our own gate let nothing through before `retryAfter` (trust §2.5). */
export const heldBack = 'held'

export type Sending<P = Payload> = {
  payload: P
  /** Sent as X-TraceId and kept with the attempt, so that both sides can find the same request. */
  traceId: string
}

/** Which part of the platform's list of cases to read. */
export type ScanRequest = {
  datenkontext: Datenkontext
  /** Both on the caller's clock; how far the platform's own is off is seen in its answers and allowed for. */
  since: Date
  now: Date
  traceId: string
  /** Ends the whole scan. Absent: only each request has its limit. */
  signal?: AbortSignal
}

/** What one scan saw. Archived cases and cases that the client may not see are not in it (trust §2.1). */
export type Scan = {
  /** By external id. Several references under one id are a duplicate. */
  cases: ReadonlyMap<string, readonly CaseReference[]>
  /** The platform's clock minus the caller's in milliseconds; 0 where its answers name no time. */
  offset: number
  /** Why the list was not read to its end: then what is absent proves nothing. null: it was. */
  gap: Unavailable | null
}

export type Readiness = { kind: 'ready' } | Extract<Outcome, { kind: 'rejected' | 'notSent' }>
export type Checked = { kind: 'accepted' } | Exclude<Outcome, { kind: 'delivered' }>
export type Replaced = { kind: 'replaced' } | Exclude<Outcome, { kind: 'delivered' }>
/** `final`: asking again cannot help, e.g. because the client was not granted the right to read. */
export type Unavailable = { kind: 'unavailable'; reason: string; final: boolean; status?: number }
export type ReadBack = { kind: 'read'; document: unknown } | Unavailable
/** `lost`: places of the payload whose values did not arrive; places only, never values. */
export type Verified = { kind: 'compared'; lost: readonly string[] } | Unavailable
/** null: the case carries no external id, so somebody else made it. */
export type Identified = { kind: 'identified'; externalId: string | null } | Unavailable
export type Archived = { kind: 'archived' } | Unavailable

type Sends<P> = {
  /** Everything that can fail before the first byte (token, scopes) is tried here, so that it never counts as sent. */
  prepare(sending: Sending<P>): Promise<Readiness>
  /** @param signal ends the call; it may have begun to run before, so that a paused process sends nothing late */
  send(sending: Sending<P>, signal?: AbortSignal): Promise<Outcome>
  /** Checks a document without creating anything. */
  check?(sending: Sending<P>): Promise<Checked>
  /**
   * Token and a request that changes nothing: does the platform answer again? A refusal is an answer. Its limit is the token's, so
   * that the lease of whoever waits for it outlasts it.
   */
  probe?(traceId: string): Promise<boolean>
  read?(reference: CaseReference, traceId: string): Promise<ReadBack>
  /** Reads the case back and compares it with what was sent: a tolerant reader drops in silence. */
  verify?(reference: CaseReference, sending: Sending<P>): Promise<Verified>
  replace?(reference: CaseReference, document: unknown, traceId: string): Promise<Replaced>
  /** Which external id a case carries: proves that a number typed by hand belongs to a submission. */
  identify?(reference: CaseReference, traceId: string): Promise<Identified>
  /** Takes one of several cases out of the advisor's list; it can be taken back there. Repeating changes nothing. */
  archive?(reference: CaseReference, traceId: string): Promise<Archived>
}

/**
 * What a platform that takes cases looks like to delivery, whichever platform it is (architecture §4). Every answer, every broken
 * connection and every silence becomes one of four outcomes; nothing is thrown for them.
 *
 * A target says in its type whether a case can be looked up by the external id that its payload carries. Where it cannot, an unknown
 * outcome has no other way than a person.
 */
export type CaseTarget<P = Payload> =
  | (Sends<P> & {
      lookUp: 'list'
      /** The contexts in which this installation may have made cases. */
      contexts: readonly Datenkontext[]
      scan(request: ScanRequest): Promise<Scan>
    })
  | (Sends<P> & { lookUp: 'none' })

/** What each target says of itself, for those who hold no target: whether its platform can be asked for a case. */
export const lookUpOf = {
  kundenangaben: 'list',
  vorgang: 'none',
} as const satisfies Record<TargetName, CaseTarget['lookUp']>
