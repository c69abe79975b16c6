import pino from 'pino'

/**
 * Logging by allow-list: only these fields exist, and none of them can hold what a person typed. A message is one
 * of the words below `event`, never a built sentence.
 */
export type LogFields = {
  /** Ids of ours and of the outside systems; random, they open nothing. */
  campaign?: string
  draftId?: string
  submissionId?: string
  deliveryId?: string
  traceId?: string
  vorgangsnummer?: string
  /** The number a person can read out after a failure. */
  reference?: string
  /** Closed vocabularies and figures. */
  state?: string
  target?: string
  outcome?: string
  reason?: string
  alert?: string
  severity?: string
  page?: string
  /** A name under which a page of ours was asked for, if it is one: letters, digits, dots (lib/http/other-address.ts). */
  host?: string
  method?: string
  route?: string
  status?: number
  attempt?: number
  count?: number
  durationMs?: number
  port?: number
  schemaVersion?: string
  /** What a browser refused: a directive of our policy and the kind of source (lib/http/csp-report.ts). */
  directive?: string
  blocked?: string
  /** Class and code of an error. Its message may quote data (a database quotes values), so it stays out. */
  errorName?: string
  errorCode?: string
  /** Where it was thrown: frames without the message. */
  errorAt?: string
}

const allowed: { readonly [K in keyof Required<LogFields>]: true } = {
  campaign: true,
  draftId: true,
  submissionId: true,
  deliveryId: true,
  traceId: true,
  vorgangsnummer: true,
  reference: true,
  state: true,
  target: true,
  outcome: true,
  reason: true,
  alert: true,
  severity: true,
  page: true,
  host: true,
  method: true,
  route: true,
  status: true,
  attempt: true,
  count: true,
  durationMs: true,
  port: true,
  schemaVersion: true,
  directive: true,
  blocked: true,
  errorName: true,
  errorCode: true,
  errorAt: true,
}

const sink = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' })

/** Keeps the named fields only, cut to 500 characters: a cast or a wider object cannot smuggle others in. */
export function onlyAllowed(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => Object.hasOwn(allowed, name) && value !== undefined)
      .map(([name, value]) => [name, typeof value === 'number' ? value : String(value).slice(0, 500)]),
  )
}

type Level = 'info' | 'warn' | 'error'
const write =
  (level: Level) =>
  (event: string, fields: LogFields = {}) =>
    sink[level](onlyAllowed(fields), event)

export const log = { info: write('info'), warn: write('warn'), error: write('error') }

/** What may be said of a thrown thing: class, code and frames. */
export function errorFields(thrown: unknown): Pick<LogFields, 'errorName' | 'errorCode' | 'errorAt'> {
  if (!(thrown instanceof Error)) return { errorName: typeof thrown }
  const root = thrown.cause instanceof Error ? thrown.cause : thrown
  const code = 'code' in root && typeof root.code === 'string' ? root.code : undefined
  const frames = (root.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
  return { errorName: root.name, errorCode: code, errorAt: frames.join(' < ') }
}
