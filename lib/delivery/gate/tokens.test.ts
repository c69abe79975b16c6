import { afterAll, beforeAll, expect, it } from 'vitest'
import { europaceTarget } from '@/lib/cases/europace'
import { payloadOfTest } from '@/lib/cases/europace/payload.fixture'
import { connectingFetch, type Fetch } from '@/lib/cases/http/connection'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { deliveryTimings } from '../timings'
import { gatedFetch } from './fetch'
import { makeGate } from './gate'
import { memoryStore } from './memory.fixture'

/** The platform's clock, which only the test moves; the rate is not what this is about. */
let platformTime = Date.now()
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => platformTime })
})
afterAll(() => sandbox.close())

const timings = {
  ...deliveryTimings,
  rate: { ...deliveryTimings.rate, perSecond: 10_000, perMinute: 600_000 },
}

it('200 parallel workers with tokens of two seconds (row 16): one token request at a time, one case each', async () => {
  const gate = makeGate({ store: memoryStore(() => Date.now()), timings })
  const seen = { tokens: 0, open: 0, mostOpen: 0, posts: 0, refused: 0 }
  const through = connectingFetch(timings.connect, [new URL(sandbox.url)])
  const fetch: Fetch = async (input, init) => {
    const isToken = String(input).endsWith('/auth/token')
    if (!isToken) {
      // All tokens given so far expire while this request is on its way.
      if (++seen.posts === 50) platformTime += 3000
      const response = await through(input, init)
      if (response.status === 401) seen.refused++
      return response
    }
    seen.tokens++
    seen.mostOpen = Math.max(seen.mostOpen, ++seen.open)
    try {
      return await through(input, init)
    } finally {
      seen.open--
    }
  }
  const target = europaceTarget(
    {
      apiUrl: sandbox.url,
      tokenUrl: `${sandbox.url}/auth/token`,
      clientId: defaultClient.id,
      clientSecret: defaultClient.secret,
      datenkontext: 'TEST_MODUS',
    },
    { timings, fetch: gatedFetch(fetch, gate) },
  )
  sandbox.setFaults([{ api: 'token', fault: 'tokenExpiry', expiresIn: 2 }])

  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async (_, nr) => {
      const sending = { payload: payloadOfTest(`SA-${nr}`), traceId: `trace-${nr}` }
      await gate.pass('send')
      await target.prepare(sending)
      return target.send(sending)
    }),
  )
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['delivered']))
  expect(seen.mostOpen).toBe(1)
  expect(seen.refused).toBeGreaterThanOrEqual(1)
  expect(seen.posts).toBe(200 + seen.refused)
  expect(seen.tokens).toBeLessThan(200)
  expect(sandbox.platform.cases.all()).toHaveLength(200)
})
