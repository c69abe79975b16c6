import { makeCases } from './cases'
import { makeDrklein } from './drklein'
import type { FaultRule } from './faults'
import type { Answer, Call } from './http'
import type { Kind } from './journal'
import { type Handled, makeKundenangaben } from './kundenangaben'
import { type Client, makeTokens } from './token'
import { type Disturbance, type Lag, makeVorgaenge } from './vorgaenge'

/** The APIs of both platforms behind one address: which operation a call is, and what it answers when nothing goes wrong. */
export type Platform = ReturnType<typeof makePlatform>

/** The number stands behind the collection: `/kundenangaben/{nr}`, `/v3/vorgaenge/{nr}/antraege`. */
function vorgangsnummerIn(path: string): string {
  const number = /^\/(?:kundenangaben|v3\/vorgaenge)\/([^/]+)/.exec(path)?.[1] ?? ''
  try {
    return decodeURIComponent(number)
  } catch {
    return number
  }
}

const ofCase = /^\/v3\/vorgaenge\/[^/]+\/(kundenBetreuer|vorgangsBearbeiter|antraege)$/

export function kindOf(call: Call): Kind {
  const { method, path } = call
  if (method === 'POST' && (path === '/auth/token' || path === '/auth/access-token')) return 'token'
  if (method === 'POST' && path === '/kundenangaben') return 'kundenangaben.create'
  if (method === 'POST' && path === '/kundenangaben/body-validation') return 'kundenangaben.validate'
  if (method === 'GET' && /^\/kundenangaben\/[^/]+$/.test(path)) return 'kundenangaben.get'
  if (method === 'PUT' && /^\/kundenangaben\/[^/]+$/.test(path)) return 'kundenangaben.replace'
  if (method === 'GET' && path === '/v3/vorgaenge') return 'vorgaenge.list'
  if (method === 'GET' && /^\/v3\/vorgaenge\/[^/]+$/.test(path)) return 'vorgaenge.get'
  if (method === 'PATCH' && /^\/v3\/vorgaenge\/[^/]+$/.test(path)) return 'vorgaenge.patch'
  const part = ofCase.exec(path)?.[1]
  if (method === 'PUT' && part === 'kundenBetreuer') return 'vorgaenge.kundenBetreuer'
  if (method === 'PUT' && part === 'vorgangsBearbeiter') return 'vorgaenge.vorgangsBearbeiter'
  if (method === 'GET' && part === 'antraege') return 'vorgaenge.antraege'
  if (method === 'POST' && /^(\/drklein)?\/oauth2\/token$/.test(path)) return 'drklein.token'
  if (method === 'POST' && /^(\/drklein)?\/vorgang$/.test(path)) return 'drklein.create'
  return 'unknown'
}

export type Clients = { europace: readonly Client[]; drklein: readonly Client[] }

/** @param now the platform's own clock */
export function makePlatform(clients: Clients, now: () => number = Date.now) {
  const cases = makeCases()
  const tokens = makeTokens(clients.europace, now)
  const kundenangaben = makeKundenangaben(cases, tokens, now)
  const vorgaenge = makeVorgaenge(cases, tokens, now)
  const drkleinTokens = makeTokens(clients.drklein, now, 'drklein')
  const drklein = makeDrklein(drkleinTokens, now)
  return {
    cases,
    tokens,
    drklein,
    revokeTokens() {
      tokens.revokeAll()
      drkleinTokens.revokeAll()
    },
    /** @param fault the rule that strikes this call, for those faults that change what is answered rather than how */
    handle(kind: Exclude<Kind, 'unknown'>, call: Call, fault?: FaultRule): Handled {
      switch (kind) {
        case 'token':
          return { answer: tokens.issue(call, fault) }
        case 'kundenangaben.create':
          return kundenangaben.create(call)
        case 'kundenangaben.validate':
          return kundenangaben.validate(call)
        case 'kundenangaben.get':
          return kundenangaben.get(call, vorgangsnummerIn(call.path))
        case 'kundenangaben.replace':
          return kundenangaben.replace(call, vorgangsnummerIn(call.path))
        case 'vorgaenge.list':
          return { answer: vorgaenge.list(call, disturbanceOf(fault)) }
        case 'vorgaenge.get':
          return { answer: vorgaenge.get(call, vorgangsnummerIn(call.path)) }
        case 'vorgaenge.patch':
          return { answer: vorgaenge.patch(call, vorgangsnummerIn(call.path)) }
        case 'vorgaenge.kundenBetreuer':
        case 'vorgaenge.vorgangsBearbeiter':
          return { answer: vorgaenge.assign(call, vorgangsnummerIn(call.path), kind) }
        case 'vorgaenge.antraege':
          return { answer: vorgaenge.antraege(call, vorgangsnummerIn(call.path)) }
        case 'drklein.token':
          return { answer: drkleinTokens.issue(call, fault) }
        case 'drklein.create':
          return drklein.create(call)
      }
    },
  }
}

function disturbanceOf(fault?: FaultRule): Disturbance {
  switch (fault?.fault) {
    case 'listLag':
      return { lag: lagOf(fault) }
    case 'listShift':
      return { shift: true }
    default:
      return {}
  }
}
const lagOf = ({ delayMs = 120_000, spread }: FaultRule): Lag => ({ ms: delayMs, spread: spread === true })

/** What a case's answer becomes under a fault that touches the answer only. */
export function faulted(answer: Answer, fault: FaultRule): Answer {
  switch (fault.fault) {
    case 'statusAfterCommit':
      return statusAnswer(fault.status ?? 503)
    case 'noNumber':
      return { ...answer, json: {} }
    default:
      return answer
  }
}

/** An answer without effect, for `status`, `tokenStatus`, `html` and `retryAfter`; undefined for the other faults. */
export function refusal(fault: FaultRule): Answer | undefined {
  switch (fault.fault) {
    case 'status':
    case 'tokenStatus':
      return statusAnswer(fault.status ?? 503)
    case 'retryAfter': {
      const answer = statusAnswer(fault.status ?? 429)
      return { ...answer, headers: { ...answer.headers, 'Retry-After': String(fault.retryAfter ?? 1) } }
    }
    case 'html': {
      const text = '<!doctype html><title>Bad Gateway</title><h1>Bad Gateway</h1>'
      return { status: fault.status ?? 502, headers: { 'Content-Type': 'text/html' }, text }
    }
    default:
      return undefined
  }
}

function statusAnswer(status: number): Answer {
  if (status === 401) return { status, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    json: { type: 'about:blank', title: 'Injected', status },
  }
}
