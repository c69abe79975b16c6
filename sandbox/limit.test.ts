import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Call } from './http'
import { documentedLimit, makeLimit } from './limit'
import { defaultClient, type Sandbox, startSandbox } from './server'

const granted = z.object({ access_token: z.string() })
const call: Call = {
  method: 'GET',
  path: '/v3/vorgaenge',
  query: new URLSearchParams(),
  headers: {},
  traceId: 'trace-1',
  raw: '',
  body: undefined,
}

describe('the limit per client id', () => {
  it('is 2,000 requests in any minute, by the document', () => {
    let time = 0
    const limit = makeLimit(documentedLimit, () => time)
    const passed = (count: number, client = 'a') =>
      Array.from({ length: count }, () => limit.take(client, call)).filter((answer) => !answer).length
    expect(passed(1500)).toBe(1500)
    time = 30_000
    expect(passed(1500)).toBe(500)
    expect(passed(10, 'b')).toBe(10)
    // A minute after the first 1,500; the 1,500 of half a minute ago still count, the refused ones too.
    time = 60_000
    expect(passed(1500)).toBe(500)
    time = 200_000
    expect(passed(2000)).toBe(2000)
  })

  it('is none where it is 0', () => {
    const limit = makeLimit(0)
    expect(Array.from({ length: 5000 }, () => limit.take('a', call)).every((answer) => !answer)).toBe(true)
  })
})

describe('a sandbox with a limit', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({
      limitPerMinute: 3,
      clients: [defaultClient, { ...defaultClient, id: 'other' }],
    })
  })
  afterAll(() => sandbox.close())
  const token = (id: string) =>
    fetch(`${sandbox.url}/auth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${id}:${defaultClient.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })

  it('answers 429 without a time, counts tokens and calls alike, and says so in the journal', async () => {
    const { access_token } = granted.parse(await (await token(defaultClient.id)).json())
    const list = () =>
      fetch(`${sandbox.url}/v3/vorgaenge?datenKontext=TEST_MODUS`, {
        headers: { Authorization: `Bearer ${access_token}`, 'X-TraceId': 'trace-1' },
      })
    expect([(await list()).status, (await list()).status]).toEqual([200, 200])
    const refused = await list()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect(await refused.json()).toMatchObject({ status: 429, traceId: 'trace-1' })
    expect((await token('other')).status).toBe(200)
    const limited = sandbox.journal.list().filter((entry) => entry.fault === 'limit')
    expect(limited).toMatchObject([{ kind: 'vorgaenge.list', status: 429 }])
  })
})
