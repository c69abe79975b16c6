import 'server-only'
import { Agent, buildConnector, fetch as fetchWith } from 'undici'

/**
 * What a client calls instead of the global fetch; tests inject their own. `creates` marks the one request that makes a case, which no
 * address tells whoever stands between; `again`: its second try, after a 401.
 */
export type Fetch = (
  input: string | URL,
  init?: RequestInit & { creates?: 'first' | 'again' },
) => Promise<Response>

/**
 * The connection never stood: name, port, TLS handshake or certificate. Nothing was sent. Node's own error codes
 * cannot tell a reset during the handshake from one after the request (trust §2.2), so the connector itself says it.
 */
export class NotConnected extends Error {
  override readonly name = 'NotConnected'
  readonly code: string
  constructor(cause: Error) {
    super('No connection', { cause })
    this.code = 'code' in cause && typeof cause.code === 'string' ? cause.code : 'NOT_CONNECTED'
  }
}

/** Nothing was sent, because nothing may be sent before `until`: what stands between us and the platform held it back. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack'
  constructor(readonly until: Date) {
    super('Held back')
  }
}

const notAllowed = () =>
  Object.assign(new Error('Not an address of the environment'), { code: 'NOT_ALLOWED' })

/**
 * A fetch with a limit for connecting (Node's global one has 10 s and no way to change it) and a fresh connection
 * for each request (`pipelining: 0` sends `Connection: close`): a kept-alive one may be closed by the other side
 * at the moment we write, which could not be told from a lost answer. It reaches the origins of `allowed` and no
 * other (trust S24), wherever a call or an answer may point.
 */
export function connectingFetch(connectMs: number, allowed: readonly URL[]): Fetch {
  const origins = new Set(allowed.map((url) => url.origin))
  const connector = buildConnector({ timeout: connectMs })
  const dispatcher = new Agent({
    pipelining: 0,
    connect: (options, done) => {
      const { origin } = new URL(`${options.protocol}//${options.host ?? options.hostname}`)
      if (!origins.has(origin)) return done(new NotConnected(notAllowed()), null)
      return connector(options, (...result) =>
        result[0] ? done(new NotConnected(result[0]), null) : done(...result),
      )
    },
  })
  const through: typeof fetchWith = (input, init) => fetchWith(input, { ...init, dispatcher })
  // The same API; only the declarations of undici and of the DOM differ in parts that are not used here.
  return through as unknown as Fetch
}

const loopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127\./.test(host)

/** Plain http is for this machine only (the sandbox, tests). */
export const isPlainLoopback = (url: URL) => url.protocol === 'http:' && loopback(url.hostname)

/** Throws when an address would send credentials or personal data without TLS to another machine. */
export function secureUrl(text: string): URL {
  const url = new URL(text)
  if (url.protocol !== 'https:' && !isPlainLoopback(url)) {
    throw new Error(`${url.host} is not this machine: use https`)
  }
  return url
}
