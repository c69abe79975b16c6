/**
 * What a browser says its policy refused, reduced to two closed vocabularies (trust.md S4): a report quotes addresses
 * and source text, which may hold anything, so neither is ever kept. Pure.
 */
const directives = [
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'font-src',
  'connect-src',
  'manifest-src',
  'object-src',
  'base-uri',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'worker-src',
  'media-src',
] as const
export type Directive = (typeof directives)[number] | 'other'
export type BlockedKind =
  | 'inline'
  | 'eval'
  | 'self'
  | 'https'
  | 'http'
  | 'data'
  | 'blob'
  | 'extension'
  | 'other'
export type Refused = { directive: Directive; blocked: BlockedKind }

/** One browser sends at most a handful at once; more is somebody else. */
const mostReports = 20

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function directiveOf(value: unknown): Directive {
  const name = typeof value === 'string' ? value.split(' ')[0] : undefined
  return directives.find((known) => known === name) ?? 'other'
}

function blockedOf(value: unknown, host: string): BlockedKind {
  if (typeof value !== 'string') return 'other'
  if (value === 'inline' || value === 'eval' || value === 'data' || value === 'blob') return value
  if (!URL.canParse(value)) return 'other'
  const { protocol, host: there } = new URL(value)
  if (there !== '' && there === host) return 'self'
  switch (protocol) {
    case 'https:':
    case 'wss:':
      return 'https'
    case 'http:':
    case 'ws:':
      return 'http'
    case 'data:':
      return 'data'
    case 'blob:':
      return 'blob'
    default:
      return protocol.endsWith('-extension:') ? 'extension' : 'other'
  }
}

/** `report-uri` sends one object, `report-to` a list. Anything else holds no report. `host`: our own. */
export function refusedIn(body: unknown, host: string): readonly Refused[] {
  if (Array.isArray(body)) {
    return body.slice(0, mostReports).flatMap((one: unknown) => {
      if (!isRecord(one) || one.type !== 'csp-violation' || !isRecord(one.body)) return []
      const { effectiveDirective, blockedURL } = one.body
      return [{ directive: directiveOf(effectiveDirective), blocked: blockedOf(blockedURL, host) }]
    })
  }
  const report = isRecord(body) ? body['csp-report'] : undefined
  if (!isRecord(report)) return []
  const directive = directiveOf(report['effective-directive'] ?? report['violated-directive'])
  return [{ directive, blocked: blockedOf(report['blocked-uri'], host) }]
}

/** Lets `most` lines through per minute; the rest is dropped, since a broken extension reports without end. */
export function makeThrottle(most: number, now: () => number = Date.now): () => boolean {
  let minute = Number.NaN
  let used = 0
  return () => {
    const current = Math.floor(now() / 60_000)
    if (current !== minute) {
      minute = current
      used = 0
    }
    used += 1
    return used <= most
  }
}
