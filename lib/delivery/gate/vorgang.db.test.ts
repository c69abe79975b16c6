import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { vorgangOfTest } from '@/lib/cases/drklein/payload.fixture'
import { database } from '@/lib/db'
import { defaultClient, drkleinClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { deliveryTimings } from '../timings'
import { gatedEuropace, gatedVorgang } from './index'

/** Gate and target of Dr. Klein on one clock that only the test moves. */
let time = new Date('2026-11-21T10:00:00Z')
const clock = () => time
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => time.getTime() })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  await database().execute(sql`delete from platform_gate`)
})

const means = {
  timings: deliveryTimings,
  clock,
  pause: async (ms: number) => {
    time = new Date(time.getTime() + ms)
  },
}
const sending = { payload: vorgangOfTest(), traceId: 'trace-1' }
const kinds = () => sandbox.journal.list().map(({ kind, status }) => `${kind} ${status}`)

it('opens for Dr. Klein alone, is probed by a token and never by a POST, and closes with the first case', async () => {
  const { target, gate } = gatedVorgang(
    {
      apiUrl: `${sandbox.url}/drklein`,
      tokenUrl: `${sandbox.url}/drklein/oauth2/token`,
      clientId: drkleinClient.id,
      clientSecret: drkleinClient.secret,
      environment: 'development',
    },
    means,
  )
  const europace = gatedEuropace(
    {
      apiUrl: sandbox.url,
      tokenUrl: `${sandbox.url}/auth/token`,
      clientId: defaultClient.id,
      clientSecret: defaultClient.secret,
      datenkontext: 'TEST_MODUS',
    },
    means,
  )
  const { inRow, open } = deliveryTimings.breaker

  sandbox.setFaults([{ api: 'drklein', fault: 'status', status: 503, after: 1 }])
  for (let nr = 0; nr < inRow; nr++) {
    expect(await gate.pass('send')).toMatchObject({ kind: 'pass' })
    expect(await target.send(sending)).toMatchObject({ kind: 'unknown', status: 503 })
  }
  expect(kinds()).toEqual(['drklein.token 200', ...Array.from({ length: inRow }, () => 'drklein.create 503')])
  await expect.poll(() => gate.pass('send')).toMatchObject({ kind: 'wait', reason: 'breakerOpen' })
  expect(await europace.gate.pass('send')).toMatchObject({ kind: 'pass' })

  sandbox.journal.clear()
  time = new Date(time.getTime() + open + 1000)
  expect(await gate.pass('send')).toMatchObject({ kind: 'wait', reason: 'breakerOpen' })
  expect(kinds()).toEqual(['drklein.token 503'])

  sandbox.setFaults([])
  time = new Date(time.getTime() + 2 * open + 1000)
  expect(await gate.pass('send')).toEqual({ kind: 'pass', probe: true })
  expect(await target.send(sending)).toMatchObject({ kind: 'delivered' })
  expect(kinds()).toEqual(['drklein.token 503', 'drklein.token 200', 'drklein.create 201'])
  await expect.poll(() => gate.pass('send')).toEqual({ kind: 'pass', probe: false })
})
