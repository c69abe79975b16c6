import { describe, expect, it } from 'vitest'
import type { Fetch } from '@/lib/cases/http/connection'
import { europaceTarget } from './index'

/** What the token endpoint and the API answer; an error is thrown as by a fetch without a connection. */
function targetOf(token: Response | Error, api: Response | Error) {
  const asked: string[] = []
  const scopes: string[] = []
  const fetch: Fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    asked.push(`${init?.method} ${pathname}`)
    const answer = pathname === '/token' ? token : api
    if (pathname === '/token') scopes.push(new URLSearchParams(String(init?.body)).get('scope') ?? '')
    if (answer instanceof Error) throw answer
    // A token may be asked for twice.
    return pathname === '/token' ? new Response(await answer.clone().text(), answer) : answer
  }
  const target = europaceTarget(
    {
      apiUrl: 'https://api.invalid',
      tokenUrl: 'https://auth.invalid/token',
      clientId: 'c',
      clientSecret: 's',
      datenkontext: 'TEST_MODUS',
    },
    { timings: { token: 20_000, request: 60_000, connect: 5000, tokenMargin: 60_000 }, fetch },
  )
  return { asked, scopes, probe: () => target.probe('probe-1') }
}
const status = (code: number) => new Response(null, { status: code })
const granted = () => Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 3600 })
const refused = () => new TypeError('fetch failed', { cause: new Error('reset') })

describe('a probe', () => {
  it('is a token and a GET, and changes nothing', async () => {
    const { asked, scopes, probe } = targetOf(granted(), Response.json({ vorgaenge: [] }))
    expect(await probe()).toBe(true)
    expect(asked).toEqual(['POST /token', 'GET /v3/vorgaenge'])
    expect(scopes).toEqual(['baufinanzierung:vorgang:lesen'])
  })

  it('reads with a token that may read; a client that may not asks all the same', async () => {
    const token = { access_token: 't', token_type: 'Bearer', expires_in: 3600 }
    const writer = Response.json({ ...token, scope: 'baufinanzierung:vorgang:schreiben' })
    const { asked, scopes, probe } = targetOf(writer, status(403))
    expect(await probe()).toBe(true)
    expect(scopes).toEqual(['baufinanzierung:vorgang:lesen', 'baufinanzierung:vorgang:schreiben'])
    expect(asked).toEqual(['POST /token', 'POST /token', 'GET /v3/vorgaenge'])
  })

  it.each([200, 400, 401, 403, 404])('takes %i for an answer', async (code) => {
    expect(await targetOf(granted(), status(code)).probe()).toBe(true)
  })

  it.each([429, 500, 502, 503, 504])('takes %i for none', async (code) => {
    expect(await targetOf(granted(), status(code)).probe()).toBe(false)
  })

  it('fails with the connection, and asks nothing more without a token', async () => {
    expect(await targetOf(granted(), refused()).probe()).toBe(false)
    for (const token of [status(503), status(429), refused()]) {
      const { asked, probe } = targetOf(token, status(200))
      expect(await probe()).toBe(false)
      expect(asked).toEqual(['POST /token'])
    }
    const wrong = Response.json({ error: 'invalid_client' }, { status: 401 })
    expect(await targetOf(wrong, status(200)).probe()).toBe(true)
  })
})
