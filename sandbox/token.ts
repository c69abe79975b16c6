import { randomBytes } from 'node:crypto'
import { scope as drkleinScope } from '@/lib/cases/drklein/names'
import type { FaultRule } from './faults'
import type { Answer, Call } from './http'

/** Token endpoints, client credentials only: form-encoded body, client id and secret by Basic. */

export type Client = { id: string; secret: string; scopes: readonly string[] }
export const allScopes = [
  'baufinanzierung:vorgang:schreiben',
  'baufinanzierung:vorgang:lesen',
  'baufinanzierung:echtgeschaeft',
  'impersonieren',
] as const
export const drkleinScopes = [drkleinScope] as const

/**
 * How an endpoint differs. Europace's Authorization API grants all that the client may have where nothing is asked for, leaves out the
 * rest in silence and says what it granted. Dr. Klein's grants what is asked for or refuses, says nothing of it, and also takes id and
 * secret in the body.
 */
export type TokenRules = 'europace' | 'drklein'

type Grant = { clientId: string; scopes: readonly string[]; until: number }
export type Tokens = {
  issue(call: Call, fault?: FaultRule): Answer
  /** The grant behind the call's bearer token; undefined: missing, unknown or expired. */
  grantOf(call: Call): Grant | undefined
  /** Whose call it is, by its token or its Basic header; undefined: nobody's. */
  clientOf(call: Call): string | undefined
  /** Makes every token issued so far invalid. */
  revokeAll(): void
}

export function makeTokens(
  clients: readonly Client[],
  now: () => number = Date.now,
  rules: TokenRules = 'europace',
): Tokens {
  const grants = new Map<string, Grant>()
  const grantOf = (call: Call): Grant | undefined => {
    const token = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '')?.[1]
    const grant = token === undefined ? undefined : grants.get(token)
    return grant && grant.until > now() ? grant : undefined
  }
  return {
    issue(call, fault) {
      const client = authenticated(call, clients, rules)
      if (!client) return failure(401, 'invalid_client', 'The client is unknown or its secret is wrong.')
      const form = new URLSearchParams(call.raw)
      const type = form.get('grant_type')
      if (type !== 'client_credentials') {
        const said = type ? 'Only client_credentials is possible here.' : 'grant_type is missing.'
        return failure(400, type ? 'unsupported_grant_type' : 'invalid_request', said)
      }
      const asked = form.get('scope') ?? (rules === 'europace' ? client.scopes.join(' ') : '')
      const wanted = asked.split(' ').filter(Boolean)
      const granted = wanted.filter((scope) => client.scopes.includes(scope))
      if (rules === 'drklein' && granted.length < wanted.length)
        return failure(400, 'invalid_scope', 'The client may not have this scope.')
      const person = form.get('subject') ?? form.get('actor')
      if (person !== null) {
        if (!granted.includes('impersonieren'))
          return failure(400, 'invalid_scope', 'impersonieren is missing.')
        if (!/^[A-Z0-9]{5}$/.test(person)) return failure(400, 'unauthorized_client', 'The actor is unknown.')
      }
      const scopes = fault?.fault === 'tokenScope' ? (fault.scope ?? '').split(' ').filter(Boolean) : granted
      const expiresIn = fault?.fault === 'tokenExpiry' ? (fault.expiresIn ?? 1) : 3600
      const token = randomBytes(24).toString('base64url')
      grants.set(token, { clientId: client.id, scopes, until: now() + expiresIn * 1000 })
      return {
        status: 200,
        headers: { 'Cache-Control': 'no-store' },
        json: {
          access_token: token,
          token_type: 'Bearer',
          expires_in: expiresIn,
          ...(rules === 'europace' && { scope: scopes.join(' ') }),
        },
      }
    },
    grantOf,
    clientOf: (call) => grantOf(call)?.clientId ?? authenticated(call, clients, rules)?.id,
    revokeAll: () => grants.clear(),
  }
}

function authenticated(call: Call, clients: readonly Client[], rules: TokenRules): Client | undefined {
  const basic = /^Basic (\S+)$/i.exec(call.headers.authorization ?? '')?.[1]
  if (basic === undefined) {
    const form = new URLSearchParams(rules === 'drklein' ? call.raw : '')
    const [id, secret] = [form.get('client_id'), form.get('client_secret')]
    return clients.find((client) => client.id === id && client.secret === secret)
  }
  const [id, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decoded)
  return clients.find((client) => client.id === id && client.secret === secret.join(':'))
}

/** RFC 6749 form-encodes both parts before Basic joins them; a part that is not encoded is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part
  }
}

function failure(status: number, error: string, description: string): Answer {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Basic realm="auth"' } : {}
  return { status, headers, json: { error, error_description: description } }
}
