import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { vorgangTarget } from '@/lib/cases/drklein'
import { scope } from '@/lib/cases/drklein/names'
import { vorgangOfTest } from '@/lib/cases/drklein/payload.fixture'
import { wholeBody } from '@/lib/cases/drklein/whole.fixture'
import type { FaultRule } from './faults'
import { documentedLimit } from './limit'
import { drkleinClient, type Sandbox, startSandbox } from './server'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ limitPerMinute: documentedLimit })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  sandbox.setFaults([])
  sandbox.journal.clear()
  sandbox.platform.drklein.clear()
  sandbox.platform.revokeTokens()
})

const timings = { token: 20_000, request: 20_000, connect: 10_000, tokenMargin: 60_000 }
const targetOf = (more: Partial<Parameters<typeof vorgangTarget>[0]> = {}) =>
  vorgangTarget(
    {
      apiUrl: `${sandbox.url}/drklein`,
      tokenUrl: `${sandbox.url}/drklein/oauth2/token`,
      clientId: drkleinClient.id,
      clientSecret: drkleinClient.secret,
      environment: 'development',
      ...more,
    },
    { timings },
  )
const sending = (environment: 'PRODUCTION' | 'development' = 'development') => ({
  payload: vorgangOfTest('SA-1', environment),
  traceId: 'trace-1',
})
const created = z.strictObject({
  drkleinrkVorgangsnummer: z.uuid(),
  europaceVorgangsnummer: z.string().regex(/^[A-Z]{2}\d{4}$/),
  crmKennung: z.string().regex(/^DKR-[A-Z]{2}\d{4}$/),
  messages: z.array(z.string()),
})

const askToken = (form: Record<string, string>, basic = `${drkleinClient.id}:${drkleinClient.secret}`) =>
  fetch(`${sandbox.url}/oauth2/token`, {
    method: 'POST',
    headers: basic === '' ? {} : { Authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  })
async function post(body: unknown, path = '/drklein/vorgang', form: Record<string, string> = { scope }) {
  const { access_token } = z.object({ access_token: z.string() }).parse(await (await askToken(form)).json())
  return fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
const entry = () => sandbox.journal.list().findLast(({ kind }) => kind === 'drklein.create')
const onCreate = (rule: Pick<FaultRule, 'fault'> & Partial<FaultRule>) =>
  sandbox.setFaults([{ api: 'drklein.create', times: 1, ...rule }])

describe('token endpoint', () => {
  it('grants the scope that is asked for, by Basic or in the body, and says nothing of it', async () => {
    const inBody = { client_id: drkleinClient.id, client_secret: drkleinClient.secret }
    for (const answer of [await askToken({ scope }), await askToken({ scope, ...inBody }, '')]) {
      expect(answer.status).toBe(200)
      expect(Object.keys(z.record(z.string(), z.unknown()).parse(await answer.json())).sort()).toEqual([
        'access_token',
        'expires_in',
        'token_type',
      ])
    }
    expect(JSON.stringify(sandbox.journal.list())).not.toContain(drkleinClient.secret)
  })

  it('refuses a stranger, a scope of others and a wrong secret', async () => {
    expect((await askToken({ scope }, 'sandbox-client:sandbox-secret')).status).toBe(401)
    expect((await askToken({ scope: 'baufinanzierung:vorgang:lesen' })).status).toBe(400)
    expect((await askToken({ scope, client_id: drkleinClient.id, client_secret: 'x' }, '')).status).toBe(401)
  })

  it('gives a token that is good for nothing where no scope was asked for', async () => {
    expect((await post({ vorgang: {} }, '/drklein/vorgang', {})).status).toBe(403)
  })
})

describe('POST /vorgang', () => {
  it('answers in the documented shape, and makes another case for the same body', async () => {
    const body = wholeBody()
    const numbers = new Set<string>()
    for (const path of ['/drklein/vorgang', '/vorgang?environment=PRODUCTION']) {
      const answer = await post(body, path)
      expect(answer.status).toBe(201)
      const said = created.parse(await answer.json())
      expect(said.messages).toEqual([])
      numbers.add(said.europaceVorgangsnummer)
    }
    expect(numbers.size).toBe(2)
    const cases = sandbox.platform.drklein.all()
    expect(cases.map(({ environment }) => environment)).toEqual(['PRODUCTION', 'development'])
    expect(cases.map((one) => one.body)).toEqual([body, body])
    expect(entry()).toMatchObject({ status: 201, strict: { valid: true, errors: [] } })
  })

  it('leaves out what has a wrong format or does not fit, tells it, and records what a strict reader says', async () => {
    const body = wholeBody()
    const { antragsteller1, antragsteller2, finanzbedarf } = body.vorgang
    const { haushalt: _, ...vorgang } = body.vorgang
    const answer = await post({
      vorgang: {
        ...vorgang,
        haushalt: { kinder: [{ name: ' ' }, { name: 'Kind', kindergeldFuer: 'ERSTES' }], einnahmen: {} },
        antragsteller1: {
          ...antragsteller1,
          personendaten: { ...antragsteller1.personendaten, geburtsdatum: '31.01.1990' },
          wohnsituation: { ...antragsteller1.wohnsituation, gemeinsamerHaushalt: true },
        },
        antragsteller2: {
          beschaeftigung: { ...antragsteller2.beschaeftigung, beschaeftigungsart: 'RENTNER' },
        },
        finanzbedarf: { ...finanzbedarf, finanzierungszweck: 'UMSCHULDUNG' },
      },
      partner: { ...body.partner, kundenummer: '7' },
    })
    const said = created.parse(await answer.json())
    expect(answer.status).toBe(201)
    expect(said.messages).toHaveLength(8)
    expect(said.messages).toContain(
      'Nicht übernommen: vorgang.antragsteller1.personendaten.geburtsdatum ("31.01.1990")',
    )
    expect([...(entry()?.dropped ?? [])].sort()).toEqual([
      'partner.kundenummer',
      'vorgang.antragsteller1.personendaten.geburtsdatum',
      'vorgang.antragsteller1.wohnsituation.gemeinsamerHaushalt',
      'vorgang.antragsteller2.beschaeftigung',
      'vorgang.antragsteller2.beschaeftigung.hausfrau',
      'vorgang.finanzbedarf.fahrzeugkauf',
      'vorgang.finanzbedarf.ratenschutzAntragsteller2',
      'vorgang.haushalt.kinder.0.name',
      'vorgang.haushalt.kinder.1.kindergeldFuer',
    ])
    expect(entry()?.strict?.valid).toBe(false)
    const kept = sandbox.platform.drklein.get(said.europaceVorgangsnummer)?.body.vorgang
    expect(kept).toMatchObject({ haushalt: { kinder: [{ name: 'Kind' }] } })
    expect(kept).not.toHaveProperty('antragsteller2')
    expect(kept).not.toHaveProperty('haushalt.einnahmen')
  })

  it('takes another stage, or the same twice, for development, and says so to a strict reader', async () => {
    for (const query of ['environment=production', 'environment=PRODUCTION&environment=PRODUCTION']) {
      await post({ vorgang: { leadquelle: 'Test' } }, `/drklein/vorgang?${query}`)
      expect(entry()?.strict).toEqual({ valid: false, errors: ['?environment: value'] })
    }
    expect(sandbox.platform.drklein.all().map(({ environment }) => environment)).toEqual([
      'development',
      'development',
    ])
  })

  it('makes no case of what is no JSON, names no vorgang, or comes without a token', async () => {
    for (const body of ['vorgang=1', [], { vorgang: [] }]) expect((await post(body)).status).toBe(400)
    expect((await fetch(`${sandbox.url}/drklein/vorgang`, { method: 'POST' })).status).toBe(401)
    expect(sandbox.platform.drklein.all()).toEqual([])
  })
})

describe('the target against it', () => {
  it('delivers with all three numbers, on the stage that both sides say', async () => {
    const target = targetOf({ environment: 'PRODUCTION', credentials: 'body' })
    expect(await target.prepare(sending('PRODUCTION'))).toEqual({ kind: 'ready' })
    const outcome = await target.send(sending('PRODUCTION'))
    const [made] = sandbox.platform.drklein.all()
    expect(made?.environment).toBe('PRODUCTION')
    expect(outcome).toEqual({
      kind: 'delivered',
      reference: {
        vorgangsnummer: made?.europaceVorgangsnummer,
        drkleinrkVorgangsnummer: made?.drkleinrkVorgangsnummer,
        crmKennung: made?.crmKennung,
      },
    })
    expect(entry()).toMatchObject({ traceId: 'trace-1', strict: { valid: true } })
    const numbers = await (await fetch(`${sandbox.url}/_cases`)).json()
    expect(numbers).toContainEqual({
      vorgangsnummer: made?.europaceVorgangsnummer,
      externeVorgangsnummer: 'SA-1',
      target: 'vorgang',
    })
  })

  it('asks for a new token after one was revoked, once, and learns from the probe whether anybody is there', async () => {
    const target = targetOf()
    await target.send(sending())
    sandbox.platform.revokeTokens()
    expect(await target.send(sending())).toMatchObject({ kind: 'delivered' })
    expect(sandbox.journal.list().map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      ...['drklein.token 200', 'drklein.create 201'],
      ...['drklein.create 401', 'drklein.token 200', 'drklein.create 201'],
    ])
    expect(await target.probe('probe-1')).toBe(true)
    sandbox.setFaults([{ api: 'drklein.token', fault: 'tokenStatus', status: 503 }])
    expect(await target.probe('probe-2')).toBe(false)
    expect(await targetOf({ clientSecret: 'wrong' }).probe('probe-3')).toBe(false)
    sandbox.setFaults([])
    expect(await targetOf({ clientSecret: 'wrong' }).probe('probe-4')).toBe(true)
  })

  it.each([
    [{ fault: 'dropBefore' }, { kind: 'unknown' }, 0],
    [{ fault: 'dropAfterCommit' }, { kind: 'unknown' }, 1],
    [{ fault: 'cutBody' }, { kind: 'unknown' }, 1],
    [{ fault: 'statusAfterCommit', status: 502 }, { kind: 'unknown', status: 502 }, 1],
    [{ fault: 'html', status: 201 }, { kind: 'unknown', reason: 'unreadable' }, 0],
    [{ fault: 'noNumber' }, { kind: 'delivered', reference: { vorgangsnummer: '' } }, 1],
    [{ fault: 'retryAfter', retryAfter: 5 }, { kind: 'notSent', status: 429 }, 0],
    [{ fault: 'status', status: 422 }, { problem: { cause: 'data' } }, 0],
    [{ fault: 'status', status: 403 }, { problem: { cause: 'contract' } }, 0],
    [{ fault: 'status', status: 401, times: 2 }, { problem: { cause: 'access' } }, 0],
    [{ api: 'drklein.token', fault: 'tokenScope', scope: '' }, { problem: { status: 403 } }, 0],
  ] as const)('%j', async (rule, outcome, cases) => {
    onCreate(rule)
    expect(await targetOf().send(sending())).toMatchObject(outcome)
    expect(sandbox.platform.drklein.all()).toHaveLength(cases)
  })

  it('is not counted in Europace’s limit', async () => {
    const target = targetOf()
    const few = await startSandbox({ limitPerMinute: 1 })
    const at = { apiUrl: `${few.url}/drklein`, tokenUrl: `${few.url}/drklein/oauth2/token` }
    expect(await targetOf(at).send(sending())).toMatchObject({ kind: 'delivered' })
    expect(await target.send(sending())).toMatchObject({ kind: 'delivered' })
    await few.close()
  })
})

describe('pages', () => {
  it('show a Vorgang to an advisor without trusting a word of it, and what was not taken', async () => {
    const body = wholeBody()
    const { vorgang } = body
    const personendaten = {
      vorname: '<script>alert(1)</script>',
      nachname: 'Muster',
      geburtsdatum: 'gestern',
    }
    const answer = await post({
      ...body,
      vorgang: { ...vorgang, antragsteller1: { ...vorgang.antragsteller1, personendaten } },
    })
    const { europaceVorgangsnummer, crmKennung } = created.parse(await answer.json())
    const overview = await (await fetch(`${sandbox.url}/`)).text()
    expect(overview).toContain(`/drklein/vorgang/${europaceVorgangsnummer}`)
    const detail = await (await fetch(`${sandbox.url}/drklein/vorgang/${europaceVorgangsnummer}`)).text()
    for (const word of [
      crmKennung,
      'Gläubiger',
      'Notiz',
      'Entwicklung',
      'Nicht übernommen',
      '29.02.2024',
      'PBNKDEFF600',
      'Gehört Zu',
    ]) {
      expect(detail).toContain(word)
    }
    expect(`${overview}${detail}`).not.toContain('<script>')
    expect((await fetch(`${sandbox.url}/drklein/vorgang/ZZ0000`)).status).toBe(404)
  })
})
