import { describe, expect, it } from 'vitest'
import type { Fetch } from './connection'
import { makeTokens } from './token'

const settings = { tokenUrl: 'https://auth.invalid/auth/token', clientId: 'client', clientSecret: 's p:c' }
const timings = { token: 5000, tokenMargin: 60_000 }
const write = ['baufinanzierung:vorgang:schreiben']

type Request = { body: string; headers: Headers; redirect?: RequestRedirect }
function server(answer: (nr: number) => Response) {
  const requests: Request[] = []
  const fetch: Fetch = async (_url, init) => {
    requests.push({ body: String(init?.body), headers: new Headers(init?.headers), redirect: init?.redirect })
    return answer(requests.length)
  }
  return { fetch, requests }
}
const granted = (nr: number, more: object = {}) =>
  Response.json({
    access_token: `t${nr}`,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: write.join(' '),
    ...more,
  })

describe('tokens', () => {
  it('asks once for 200 parallel callers, with Basic, the scope and no redirect', async () => {
    const { fetch, requests } = server(granted)
    const tokens = makeTokens(settings, { fetch, timings })
    const answers = await Promise.all(Array.from({ length: 200 }, () => tokens.get(write, 'trace')))
    expect(new Set(answers.map((answer) => answer.kind === 'token' && answer.token))).toEqual(new Set(['t1']))
    expect(requests).toHaveLength(1)
    expect(requests[0]?.headers.get('authorization')).toBe(
      `Basic ${Buffer.from('client:s+p%3Ac').toString('base64')}`,
    )
    expect(requests[0]?.headers.get('x-traceid')).toBe('trace')
    expect(requests[0]?.redirect).toBe('error')
    expect(new URLSearchParams(requests[0]?.body)).toEqual(
      new URLSearchParams({ scope: write.join(' '), grant_type: 'client_credentials' }),
    )
  })

  it('puts id and secret into the body where it is told so, and nowhere else', async () => {
    const { fetch, requests } = server(granted)
    await makeTokens({ ...settings, credentials: 'body' }, { fetch, timings }).get(write, 'trace')
    expect(requests[0]?.headers.get('authorization')).toBeNull()
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toMatchObject({
      client_id: 'client',
      client_secret: 's p:c',
    })
  })

  it('renews whatever is held, and keeps the new one', async () => {
    const { fetch, requests } = server(granted)
    const tokens = makeTokens(settings, { fetch, timings })
    await tokens.get(write, 'a')
    expect(await tokens.renew(write, 'b')).toEqual({ kind: 'token', token: 't2' })
    expect(await tokens.get(write, 'c')).toEqual({ kind: 'token', token: 't2' })
    expect(requests).toHaveLength(2)
  })

  it('keeps a token until 60 s before its end, and forgets a dropped one', async () => {
    const { fetch, requests } = server(granted)
    let time = Date.parse('2026-11-21T10:00:00Z')
    const tokens = makeTokens(settings, { fetch, timings, now: () => new Date(time) })
    await tokens.get(write, 'a')
    time += 3539_000
    expect(await tokens.get(write, 'b')).toEqual({ kind: 'token', token: 't1' })
    time += 1000
    expect(await tokens.get(write, 'c')).toEqual({ kind: 'token', token: 't2' })
    tokens.drop('t1')
    expect(await tokens.get(write, 'd')).toEqual({ kind: 'token', token: 't2' })
    tokens.drop('t2')
    expect(await tokens.get(write, 'e')).toEqual({ kind: 'token', token: 't3' })
    expect(requests).toHaveLength(3)
  })

  it('asks one at a time while tokens live for two seconds only', async () => {
    let open = 0
    let most = 0
    const fetch: Fetch = async () => {
      most = Math.max(most, ++open)
      await Promise.resolve()
      open--
      return granted(1, { expires_in: 2 })
    }
    const tokens = makeTokens(settings, { fetch, timings })
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 200 }, () => tokens.get(write, 'trace')))
    }
    expect(most).toBe(1)
  })

  it('refuses a token that was granted less, and trusts silence about scopes', async () => {
    const less = makeTokens(settings, { ...server(() => granted(1, { scope: 'other' })), timings })
    expect(await less.get(write, 'a')).toMatchObject({
      kind: 'rejected',
      problem: { cause: 'access', reason: 'tokenScope' },
    })
    const silent = makeTokens(settings, { ...server(() => granted(1, { scope: undefined })), timings })
    expect(await silent.get(write, 'a')).toEqual({ kind: 'token', token: 't1' })
  })

  it.each([
    [401, { error: 'invalid_client' }, { kind: 'rejected', problem: { reason: 'token401' } }],
    [400, { error: 'invalid_scope' }, { kind: 'rejected', problem: { reason: 'token400' } }],
    [429, {}, { kind: 'notSent', reason: 'token429', status: 429 }],
    [500, {}, { kind: 'notSent', reason: 'token500' }],
    [503, {}, { kind: 'notSent', reason: 'token503' }],
    [200, { token_type: 'Bearer' }, { kind: 'notSent', reason: 'tokenUnreadable' }],
  ])('says what %i means, and asks again the next time', async (status, body, expected) => {
    const { fetch, requests } = server(() => Response.json(body, { status }))
    const tokens = makeTokens(settings, { fetch, timings })
    expect(await tokens.get(write, 'a')).toMatchObject(expected)
    await tokens.get(write, 'b')
    expect(requests).toHaveLength(2)
  })

  it('calls a broken connection not sent, whatever broke: nothing of the case went out', async () => {
    const fetch: Fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('reset') }))
    const tokens = makeTokens(settings, { fetch, timings })
    expect(await tokens.get(write, 'a')).toEqual({ kind: 'notSent', reason: 'token:connectionLost' })
  })

  it('takes plain http for this machine only', () => {
    const make = (tokenUrl: string) => () => makeTokens({ ...settings, tokenUrl }, { fetch, timings })
    expect(make('http://api.example.org/auth/token')).toThrow('use https')
    expect(make('http://127.0.0.1:4010/auth/token')).not.toThrow()
  })
})
