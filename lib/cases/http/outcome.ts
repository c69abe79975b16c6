import 'server-only'
import { heldBack, type Outcome, type Problem, type ProblemCause, type Violation } from '@/lib/cases/target'
import { HeldBack, NotConnected } from './connection'

/** Every answer but the expected success, every broken connection and every silence as an outcome (trust §2.2, §2.4). */
export type Failure = Exclude<Outcome, { kind: 'delivered' }>

/** What a platform's refusals mean: who has to act on a status ('unknown': it proves nothing), and the complaints of its body. */
export type Refusals = {
  causeOf(status: number): ProblemCause | 'unknown'
  violationsIn(body: string): readonly Violation[]
}

export const rejected = (
  cause: ProblemCause,
  reason: string,
  more: Partial<Problem> = {},
): Extract<Failure, { kind: 'rejected' }> => ({
  kind: 'rejected',
  problem: { cause, reason, violations: [], ...more },
})

/**
 * An answer that is not the expected success.
 * @param body the text read so far; used for `violations` only
 */
export function outcomeOfStatus(
  { causeOf, violationsIn }: Refusals,
  status: number,
  retryAfter: string | null,
  body: string,
  now: Date,
): Failure {
  if (status === 429) {
    return { kind: 'notSent', reason: 'limited', status, retryAfter: retryTime(retryAfter, now) }
  }
  const cause = causeOf(status)
  return cause === 'unknown'
    ? { kind: 'unknown', reason: `status${status}`, status }
    : rejected(cause, `status${status}`, { status, violations: violationsIn(body) })
}

const second = 1000
const hour = 3600 * second
const httpDate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** `Retry-After` in seconds or as HTTP date, held between one second and one hour; undefined: absent or no such thing. */
export function retryTime(header: string | null, now: Date): Date | undefined {
  const text = header?.trim() ?? ''
  const wait = /^-?\d+$/.test(text)
    ? Number.parseInt(text, 10) * second
    : httpDate.test(text)
      ? Date.parse(text) - now.getTime()
      : Number.NaN
  return Number.isNaN(wait) ? undefined : new Date(now.getTime() + Math.min(hour, Math.max(second, wait)))
}

const chain = (thrown: unknown): readonly Error[] => {
  const errors: Error[] = []
  for (let here = thrown; here instanceof Error && errors.length < 8; here = here.cause) errors.push(here)
  return errors
}
const text = (error: Error, name: 'code' | 'syscall'): string => {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : ''
}

const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const certificate = /CERT|SIGNATURE|ERR_SSL|ERR_TLS|EPROTO/

/**
 * What a thrown fetch means. Only a connection that never stood proves that nothing was sent; a time-out, a reset
 * and a closed connection look the same before and after the platform's commit.
 */
export function outcomeOfThrown(thrown: unknown): Failure {
  if (thrown instanceof HeldBack) return { kind: 'notSent', reason: heldBack, retryAfter: thrown.until }
  const errors = chain(thrown)
  const proof = errors.find(
    (error) =>
      error instanceof NotConnected ||
      neverConnected.has(text(error, 'code')) ||
      text(error, 'syscall') === 'connect',
  )
  if (proof) {
    return { kind: 'notSent', reason: certificate.test(text(proof, 'code')) ? 'certificate' : 'notConnected' }
  }
  if (errors.some((error) => error.message === 'unexpected redirect'))
    return rejected('contract', 'redirected')
  const silent = errors.some((error) => error.name === 'TimeoutError' || error.name === 'AbortError')
  return { kind: 'unknown', reason: silent ? 'timeout' : 'connectionLost' }
}
