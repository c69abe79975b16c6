import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddress, processCreateCase } from './client'
import { responseFields } from './fields'

const now = new Date('2026-11-21T10:00:00Z')
const bodiless = [204, 205, 304]
const of = (status: number, body: BodyInit | null = null) =>
  processCreateCase(new Response(bodiless.includes(status) ? null : body, { status }), now)
const created = (json: unknown) => of(201, JSON.stringify(json))
const example = {
  drkleinrkVorgangsnummer: '6e8627d4-1512-11eb-adc1-0242ac120002',
  europaceVorgangsnummer: 'AB1234',
  crmKennung: 'DKR-AB1267',
  messages: [],
}
const reference = {
  vorgangsnummer: 'AB1234',
  drkleinrkVorgangsnummer: '6e8627d4-1512-11eb-adc1-0242ac120002',
  crmKennung: 'DKR-AB1267',
}

describe('the address', () => {
  it.each([
    ['https://api.drkleinservice.de', true, 'https://api.drkleinservice.de/vorgang?environment=PRODUCTION'],
    ['https://api.drkleinservice.de/', false, 'https://api.drkleinservice.de/vorgang'],
    ['http://127.0.0.1:4010/drklein', false, 'http://127.0.0.1:4010/drklein/vorgang'],
    ['http://127.0.0.1:4010/drklein/', true, 'http://127.0.0.1:4010/drklein/vorgang?environment=PRODUCTION'],
    ['https://a.example/?environment=PRODUCTION', false, 'https://a.example/vorgang'],
    ['https://a.example/?environment=X', true, 'https://a.example/vorgang?environment=PRODUCTION'],
  ])('%s, production %s, is %s', (url, isProduction, address) => {
    expect(createAddress(url, isProduction).href).toBe(address)
  })
})

describe('a 201', () => {
  it('of the example names all that the tables name', async () => {
    expect(Object.keys(example).sort()).toEqual([...responseFields].sort())
    expect(await created(example)).toEqual({ kind: 'delivered', reference })
  })

  it('tells its messages, and only texts', async () => {
    const messages = ['haushalt.kinder: dropped', 7, null, 'x'.repeat(5000)]
    expect(await created({ ...example, messages })).toEqual({
      kind: 'delivered',
      reference,
      messages: ['haushalt.kinder: dropped', 'x'.repeat(2000)],
    })
  })

  it('is a case in either shape, with any key missing or strange, and with keys nobody knows', async () => {
    const word = fc.stringMatching(/^[\w.-]{1,64}$/)
    const shape = word.chain((text) =>
      fc.constantFrom<unknown>(text, [text], ` ${text} `).map((said) => ({ text, said })),
    )
    const strange = fc.constantFrom<unknown>(
      null,
      7,
      true,
      {},
      [],
      ['a', 'b'],
      '',
      ' ',
      '<b>',
      '../x',
      'x'.repeat(65),
    )
    const field = fc.oneof(
      shape,
      strange.map((said) => ({ text: undefined, said })),
      fc.constant(null),
    )
    const rest = fc.dictionary(
      fc.string().map((key) => `_${key}`),
      fc.jsonValue(),
      { maxKeys: 3 },
    )
    await fc.assert(
      fc.asyncProperty(
        field,
        field,
        field,
        fc.jsonValue(),
        rest,
        async (drklein, europace, crm, messages, more) => {
          const outcome = await created({
            ...more,
            ...(drklein && { drkleinrkVorgangsnummer: drklein.said }),
            ...(europace && { europaceVorgangsnummer: europace.said }),
            ...(crm && { crmKennung: crm.said }),
            messages,
          })
          if (outcome.kind !== 'delivered') throw new Error(outcome.kind)
          expect(outcome.reference).toEqual({
            vorgangsnummer: europace?.text ?? '',
            ...(drklein?.text !== undefined && { drkleinrkVorgangsnummer: drklein.text }),
            ...(crm?.text !== undefined && { crmKennung: crm.text }),
          })
          const texts = Array.isArray(messages) ? messages.filter((one) => typeof one === 'string') : []
          expect(outcome.messages ?? []).toEqual(texts)
        },
      ),
      { numRuns: 200 },
    )
  })

  it.each(['', '<html>', 'null', '[]', '"AB1234"', '7', '{"europaceVorgangs'])(
    'with the body %j proves nothing',
    async (body) => {
      expect(await of(201, body)).toEqual({ kind: 'unknown', reason: 'unreadable', status: 201 })
    },
  )
})

describe('every other status', () => {
  it('is told apart by who has to act', async () => {
    const known: Record<number, string> = {
      400: 'data',
      422: 'data',
      401: 'access',
      408: 'unknown',
      429: 'notSent',
    }
    for (let status = 200; status < 600; status++) {
      if (status === 201) continue
      const outcome = await of(status, JSON.stringify(example))
      const said = outcome.kind === 'rejected' ? outcome.problem.cause : outcome.kind
      const expected = known[status] ?? (status < 300 || status >= 500 ? 'unknown' : 'contract')
      expect(`${status} ${said}`).toBe(`${status} ${expected}`)
    }
  })

  it('keeps what a refusal says for the person who looks into it, bounded', async () => {
    expect(await of(422, ' {"message":"no advisor"} ')).toMatchObject({
      problem: { violations: [{ field: '', message: '{"message":"no advisor"}' }] },
    })
    expect(await of(400, 'x'.repeat(9000))).toMatchObject({
      problem: { violations: [{ message: 'x'.repeat(4000) }] },
    })
    expect(await of(400, '')).toMatchObject({ problem: { violations: [] } })
  })
})
