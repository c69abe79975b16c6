import 'server-only'
import * as oauth from 'oauth4webapi'
import { heldBack, type Problem } from '@/lib/cases/target'
import { type Fetch, isPlainLoopback, secureUrl } from './connection'
import { outcomeOfThrown, retryTime } from './outcome'

/** A token, or why there is none. Without a token nothing is sent, so a failure here is never unknown. */
export type TokenAnswer =
  | { kind: 'token'; token: string }
  | { kind: 'rejected'; problem: Problem }
  | { kind: 'notSent'; reason: string; retryAfter?: Date; status?: number }

export type TokenSettings = {
  tokenUrl: string
  clientId: string
  clientSecret: string
  /** How id and secret travel (RFC 6749 §2.3.1). Absent: by HTTP Basic. */
  credentials?: 'basic' | 'body'
}
export type TokenMeans = {
  fetch: Fetch
  /** Milliseconds: limit of one token request, and how long before its end a token is dropped. */
  timings: { token: number; tokenMargin: number }
  now?: () => Date
}

export type Tokens<S extends string> = {
  /** A token that was granted all of these scopes; one request at a time, however many ask. */
  get(scopes: readonly S[], traceId: string): Promise<TokenAnswer>
  /** A new one, whatever is held: whether the platform answers at all is seen only in a request. */
  renew(scopes: readonly S[], traceId: string): Promise<TokenAnswer>
  /** Forgets a token that the platform refused. */
  drop(token: string): void
}

const refused = (reason: string, status?: number): TokenAnswer => ({
  kind: 'rejected',
  problem: { cause: 'access', reason, status, violations: [] },
})

/**
 * Client credentials. Each set of scopes has its own token, so that a client without the right to read can still send, and no token
 * can do more than its call needs.
 */
export function makeTokens<S extends string>(settings: TokenSettings, means: TokenMeans): Tokens<S> {
  const url = secureUrl(settings.tokenUrl)
  const now = means.now ?? (() => new Date())
  const server: oauth.AuthorizationServer = { issuer: url.origin, token_endpoint: url.href }
  const client: oauth.Client = { client_id: settings.clientId }
  const secret =
    settings.credentials === 'body'
      ? oauth.ClientSecretPost(settings.clientSecret)
      : oauth.ClientSecretBasic(settings.clientSecret)
  const held = new Map<string, { token: string; until: number }>()
  const flights = new Map<string, Promise<TokenAnswer>>()

  async function request(scopes: readonly S[], traceId: string): Promise<TokenAnswer> {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      secret,
      { scope: scopes.join(' ') },
      {
        [oauth.customFetch]: (address, options) => means.fetch(address, { ...options, redirect: 'error' }),
        [oauth.allowInsecureRequests]: isPlainLoopback(url),
        headers: { 'X-TraceId': traceId },
        signal: AbortSignal.timeout(means.timings.token),
      },
    )
    const { status } = response
    if (status === 429 || status >= 500) {
      const retryAfter = retryTime(response.headers.get('retry-after'), now())
      await response.body?.cancel()
      return { kind: 'notSent', reason: `token${status}`, status, retryAfter }
    }
    const answer = await oauth.processClientCredentialsResponse(server, client, response)
    // Without `scope` in the answer all that was asked for is granted (RFC 6749 §5.1).
    const granted = answer.scope?.split(' ') ?? scopes
    if (!scopes.every((scope) => granted.includes(scope))) return refused('tokenScope', status)
    const until = now().getTime() + (answer.expires_in ?? 0) * 1000 - means.timings.tokenMargin
    held.set(scopes.join(' '), { token: answer.access_token, until })
    return { kind: 'token', token: answer.access_token }
  }

  function failureOf(thrown: unknown): TokenAnswer {
    if (thrown instanceof oauth.ResponseBodyError || thrown instanceof oauth.WWWAuthenticateChallengeError) {
      return refused(`token${thrown.status}`, thrown.status)
    }
    if (
      thrown instanceof oauth.OperationProcessingError ||
      thrown instanceof oauth.UnsupportedOperationError
    ) {
      return { kind: 'notSent', reason: 'tokenUnreadable' }
    }
    const failure = outcomeOfThrown(thrown)
    if (failure.kind === 'notSent' && failure.reason === heldBack) return failure
    return failure.kind === 'rejected'
      ? refused('tokenRedirected')
      : { kind: 'notSent', reason: `token:${failure.reason}` }
  }

  function renew(scopes: readonly S[], traceId: string): Promise<TokenAnswer> {
    const key = scopes.join(' ')
    const flying = flights.get(key)
    if (flying) return flying
    const flight = request(scopes, traceId)
      .catch(failureOf)
      .finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  return {
    async get(scopes, traceId) {
      const known = held.get(scopes.join(' '))
      return known && known.until > now().getTime()
        ? { kind: 'token', token: known.token }
        : renew(scopes, traceId)
    },
    renew,
    drop(token) {
      for (const [key, value] of held) if (value.token === token) held.delete(key)
    },
  }
}
