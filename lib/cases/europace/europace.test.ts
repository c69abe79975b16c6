import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findCases } from '@/lib/cases/find'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { europaceTarget } from './index'
import { payloadOfTest } from './payload.fixture'

/** The target against the sandbox: all operations, scopes and contexts. */
const timings = { token: 20_000, request: 20_000, connect: 10_000, tokenMargin: 60_000 }
const reader = { ...defaultClient, id: 'reader', scopes: ['baufinanzierung:vorgang:schreiben'] }
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ clients: [defaultClient, reader] })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.setFaults([]))

const targetOf = (clientId = defaultClient.id) =>
  europaceTarget(
    {
      apiUrl: sandbox.url,
      tokenUrl: `${sandbox.url}/auth/token`,
      clientId,
      clientSecret: defaultClient.secret,
      datenkontext: 'TEST_MODUS',
    },
    { timings },
  )
const sending = (id: string, context: 'TEST_MODUS' | 'ECHT_GESCHAEFT' = 'TEST_MODUS') => ({
  payload: payloadOfTest(id, context),
  traceId: `trace-${id}`,
})

describe('europaceTarget', () => {
  it('checks without creating, creates, finds, reads back and replaces', async () => {
    const target = targetOf()
    const one = sending('SA-ONE')
    const since = new Date(Date.now() - 300_000)
    expect(await target.prepare(one)).toEqual({ kind: 'ready' })
    expect(await target.check(one)).toEqual({ kind: 'accepted' })
    expect((await findCases(target, one, since, new Date())).references).toEqual([])

    const outcome = await target.send(one)
    if (outcome.kind !== 'delivered') throw new Error(JSON.stringify(outcome))
    expect(await findCases(target, one, since, new Date())).toMatchObject({
      references: [outcome.reference],
      complete: true,
    })
    expect(await target.verify(outcome.reference, one)).toEqual({ kind: 'compared', lost: [] })
    const update = { updateMetadaten: {}, kundenangaben: one.payload.kundenangaben }
    expect(await target.replace(outcome.reference, update, 'trace')).toEqual({ kind: 'replaced' })
    expect(await target.read({ vorgangsnummer: 'NONE00' }, 'trace')).toMatchObject({
      kind: 'unavailable',
      final: false,
    })
  })

  it('tells whose case a number is, and archives a second one', async () => {
    const target = targetOf()
    const one = sending('SA-TWICE')
    const made = [await target.send(one), await target.send(one)]
    const [first, second] = made.map((outcome) => {
      if (outcome.kind !== 'delivered') throw new Error(JSON.stringify(outcome))
      return outcome.reference
    })
    if (!first || !second) throw new Error('two cases were wanted')
    expect(await target.identify(first, 'trace')).toEqual({ kind: 'identified', externalId: 'SA-TWICE' })
    expect(await target.identify({ vorgangsnummer: 'NONE00' }, 'trace')).toMatchObject({
      kind: 'unavailable',
      reason: 'status404',
      final: true,
    })
    expect(await target.archive(second, 'trace')).toEqual({ kind: 'archived' })
    expect((await findCases(target, one, new Date(0), new Date())).references).toEqual([first])
    expect(await targetOf('reader').identify(first, 'trace')).toMatchObject({ final: true })
  })

  it('goes on to the next page where the platform serves fewer than were asked for', async () => {
    const asked: string[] = []
    const json = (value: unknown) =>
      new Response(JSON.stringify(value), { headers: { Date: new Date().toUTCString() } })
    const target = europaceTarget(
      {
        apiUrl: 'http://127.0.0.1:1',
        tokenUrl: 'http://127.0.0.1:1/t',
        clientId: 'c',
        clientSecret: 's',
        datenkontext: 'TEST_MODUS',
      },
      {
        timings,
        fetch: async (input) => {
          const url = new URL(String(input))
          if (url.pathname === '/t') {
            const token = { access_token: 't', token_type: 'Bearer', expires_in: 3600 }
            return Response.json(token)
          }
          const page = url.searchParams.get('page') ?? ''
          asked.push(page)
          const vorgaenge = [{ vorgangsNummer: `V${page}`, externeVorgangsNummer: `SA-${page}` }]
          return json({ vorgaenge, _links: page === '1' ? {} : { next: { href: 'x' } } })
        },
      },
    )
    const { references, complete } = await findCases(target, sending('SA-1'), new Date(0), new Date())
    expect([references, complete]).toEqual([[{ vorgangsnummer: 'V1' }], true])
    expect(asked).toEqual(['0', '1', '0'])
  })

  it('looks in the context that was sent', async () => {
    const target = targetOf()
    const real = sending('SA-REAL', 'ECHT_GESCHAEFT')
    expect(await target.send(real)).toMatchObject({ kind: 'delivered' })
    const since = new Date(Date.now() - 300_000)
    expect((await findCases(target, real, since, new Date())).references).toHaveLength(1)
    expect((await findCases(target, sending('SA-REAL'), since, new Date())).references).toHaveLength(0)
  })

  it('sends without the right to read, and then cannot read back for good', async () => {
    const target = targetOf('reader')
    const outcome = await target.send(sending('SA-TWO'))
    if (outcome.kind !== 'delivered') throw new Error(JSON.stringify(outcome))
    expect(await target.verify(outcome.reference, sending('SA-TWO'))).toMatchObject({
      kind: 'unavailable',
      final: true,
    })
    expect(await findCases(target, sending('SA-TWO'), new Date(0), new Date())).toMatchObject({
      complete: false,
    })
  })

  it('needs the scope for real business before anything is sent', async () => {
    const target = targetOf('reader')
    expect(await target.prepare(sending('SA-THREE', 'ECHT_GESCHAEFT'))).toMatchObject({
      kind: 'rejected',
      problem: { cause: 'access', reason: 'tokenScope' },
    })
    expect(await targetOf('nobody').prepare(sending('SA-FOUR'))).toMatchObject({
      kind: 'rejected',
      problem: { reason: 'token401' },
    })
  })
})
