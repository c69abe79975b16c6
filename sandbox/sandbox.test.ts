import { readFileSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FaultRule } from './faults'
import { defaultClient, type Sandbox, startSandbox } from './server'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())
beforeEach(() => {
  sandbox.setFaults([])
  sandbox.journal.clear()
  sandbox.mailbox.clear()
  sandbox.platform.cases.clear()
})

const issued = z.object({ access_token: z.string(), scope: z.string(), expires_in: z.number() })
const created = z.object({ vorgangsnummer: z.string().regex(/^[A-Z0-9]{6}$/) })
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

const askToken = (scope?: string, secret = defaultClient.secret) =>
  fetch(`${sandbox.url}/auth/token`, {
    method: 'POST',
    headers: { Authorization: basic(defaultClient.id, secret) },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) }),
  })

async function token(scope?: string): Promise<string> {
  return issued.parse(await (await askToken(scope)).json()).access_token
}

async function send(
  method: string,
  path: string,
  body?: unknown,
  bearer?: string,
  type = method === 'PATCH' ? 'application/json-patch+json' : 'application/json',
): Promise<Response> {
  return fetch(`${sandbox.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${bearer ?? (await token())}`,
      'Content-Type': type,
      'X-TraceId': 'trace-1',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
}

const document = (kundenangaben: object, metadaten: object = {}) => ({
  importMetadaten: { datenkontext: 'TEST_MODUS', externeVorgangsId: 'ext-1', ...metadaten },
  kundenangaben,
})
const kauf = { finanzierungsbedarf: { finanzierungszweck: { '@type': 'KAUF', kaufpreis: 350000 } } }

async function makeCase(kundenangaben: object = kauf, metadaten: object = {}): Promise<string> {
  const response = await send('POST', '/kundenangaben', document(kundenangaben, metadaten))
  expect(response.status).toBe(201)
  return created.parse(await response.json()).vorgangsnummer
}
const fault = (rule: Pick<FaultRule, 'fault'> & Partial<FaultRule>) =>
  sandbox.setFaults([{ api: '*', ...rule }])

describe('Authorization API', () => {
  it('grants what the client may have and leaves out the rest without a word', async () => {
    const granted = issued.parse(await (await askToken('baufinanzierung:vorgang:lesen mars:landen')).json())
    expect(granted).toMatchObject({ scope: 'baufinanzierung:vorgang:lesen', expires_in: 3600 })
  })

  it('answers a wrong secret with 401 and JSON', async () => {
    const response = await askToken(undefined, 'wrong')
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'invalid_client' })
  })

  it('lets a token expire', async () => {
    fault({ fault: 'tokenExpiry', expiresIn: -1 })
    const response = await send('GET', '/kundenangaben/ABC123')
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
    expect(await response.text()).toBe('')
  })
})

describe('Kundenangaben API', () => {
  it('takes the worked example of the API document', async () => {
    const json = readFileSync('docs/reference/kundenangaben-example.json', 'utf8')
    const body: unknown = JSON.parse(json.replaceAll('{{PARTNER_ID}}', 'TRI01'))
    const response = await send('POST', '/kundenangaben', body)
    expect(response.status).toBe(201)
    expect(response.headers.get('x-traceid')).toBe('trace-1')
    expect(sandbox.journal.list().at(-1)).toMatchObject({
      kind: 'kundenangaben.create',
      strict: { valid: true },
    })
  })

  it('leaves out unknown fields and enum values, field by field, and records what a strict reader says', async () => {
    const number = await makeCase({
      ...kauf,
      finanzierungsobjekt: {
        immobilie: { erfunden: 1, adresse: { plz: '10115' }, typ: { '@type': 'RAUMSTATION', baujahr: 3000 } },
      },
    })
    const read = await (await send('GET', `/kundenangaben/${number}`)).json()
    expect(read.finanzierungsobjekt.immobilie).toEqual({ id: expect.any(String), adresse: { plz: '10115' } })
    const entry = sandbox.journal.list().find(({ kind }) => kind === 'kundenangaben.create')
    expect(entry?.dropped).toEqual([
      'kundenangaben.finanzierungsobjekt.immobilie.erfunden',
      'kundenangaben.finanzierungsobjekt.immobilie.typ',
    ])
    expect(entry?.strict?.valid).toBe(false)
  })

  it('fills the notary fee, computes the energy class and gives ids of its own', async () => {
    const gebaeude = { energieEffizienzAusweis: { endEnergie: 80, energieEffizienzklasse: 'A' } }
    const number = await makeCase({
      ...kauf,
      haushalte: [{ id: 'mine', kunden: [{ referenzId: 'k1' }] }],
      finanzierungsobjekt: { immobilie: { typ: { '@type': 'EINFAMILIENHAUS', gebaeude } } },
    })
    const read = await (await send('GET', `/kundenangaben/${number}`)).json()
    expect(read.finanzierungsbedarf.finanzierungszweck.nebenkosten.notargebuehr.einheit).toBe('PROZENT')
    expect(
      read.finanzierungsobjekt.immobilie.typ.gebaeude.energieEffizienzAusweis.energieEffizienzklasse,
    ).toBe('C')
    expect(read.haushalte[0].id).toMatch(/^[0-9a-f]{24}$/)
    expect(read.haushalte[0].kunden[0]).toMatchObject({ referenzId: 'k1', id: expect.any(String) })
  })

  it('replaces the whole document: what is missing is deleted, known ids stay', async () => {
    const number = await makeCase({ ...kauf, haushalte: [{ kunden: [{ referenzId: 'k1' }] }] })
    const before = await (await send('GET', `/kundenangaben/${number}`)).json()
    const haushalte = [{ id: before.haushalte[0].id }, { id: 'invented' }]
    const put = await send('PUT', `/kundenangaben/${number}`, {
      updateMetadaten: {},
      kundenangaben: { haushalte },
    })
    expect(put.status).toBe(204)
    const after = await (await send('GET', `/kundenangaben/${number}`)).json()
    expect(after).toEqual({
      haushalte: [{ id: before.haushalte[0].id }, { id: expect.not.stringMatching('invented') }],
    })
  })

  it('names the violations of a body that does not fit, and creates nothing', async () => {
    const bad = document({
      finanzierungsbedarf: { finanzierungszweck: { '@type': 'KAUF', kaufpreis: 'viel' } },
    })
    const response = await send('POST', '/kundenangaben', bad)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('problem+json')
    expect(await response.json()).toMatchObject({
      violations: [{ field: 'kundenangaben.finanzierungsbedarf.finanzierungszweck.kaufpreis' }],
    })
    expect(sandbox.platform.cases.all()).toEqual([])
  })

  it('refuses and loses what the list beyond the schema says, and takes JSON only', async () => {
    const loans = (...ratenkredite: object[]) => ({
      ...kauf,
      haushalte: [{ finanzielleSituation: { verbindlichkeiten: { ratenkredite } } }],
    })
    const refused = await send(
      'POST',
      '/kundenangaben',
      document(loans({ rateMonatlich: 250, restschuld: 900 }, { rateMonatlich: 90 })),
    )
    expect(refused.status).toBe(400)
    expect((await refused.json()).violations).toEqual([
      {
        field: 'kundenangaben.haushalte[0].finanzielleSituation.verbindlichkeiten.ratenkredite[1].restschuld',
        message: 'must not be null',
      },
    ])
    await makeCase(loans({ rateMonatlich: 250, restschuld: 900 }, { restschuld: 1 }))
    const darlehen = { '@type': 'BESTEHENDES_IMMOBILIENDARLEHEN', darlehensbetrag: 1, sollzins: 2 }
    const number = await makeCase({
      ...kauf,
      finanzierungsobjekt: { darlehensliste: [{ darlehen }] },
    })
    const read = await (await send('GET', `/kundenangaben/${number}`)).json()
    expect(read.finanzierungsobjekt.darlehensliste[0].darlehen).toEqual({
      '@type': 'BESTEHENDES_IMMOBILIENDARLEHEN',
      id: expect.any(String),
      sollzins: 2,
    })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await send('POST', '/kundenangaben', document(kauf), undefined, type)).status).toBe(415)
    const charset = 'application/json; charset=utf-8'
    expect((await send('POST', '/kundenangaben', document(kauf), undefined, charset)).status).toBe(201)
  })

  it('validates without creating, asks for scopes, and refuses an advisor who cannot be set', async () => {
    const checked = await send('POST', '/kundenangaben/body-validation', document(kauf))
    expect(checked.status).toBe(200)
    created.parse(await checked.json())
    const reader = await token('baufinanzierung:vorgang:lesen')
    expect((await send('POST', '/kundenangaben', document(kauf), reader)).status).toBe(403)
    const writer = await token('baufinanzierung:vorgang:schreiben')
    const real = document(kauf, { datenkontext: 'ECHT_GESCHAEFT' })
    expect((await send('POST', '/kundenangaben', real, writer)).status).toBe(403)
    const stranger = document(kauf, { betreuung: { kundenbetreuer: 'nobody!' } })
    expect((await send('POST', '/kundenangaben', stranger)).status).toBe(409)
    expect(sandbox.platform.cases.all()).toEqual([])
  })
})

describe('Vorgaenge API', () => {
  const numbers = z.object({ vorgaenge: z.array(z.object({ vorgangsNummer: z.string() })) })
  const list = async (query: string) =>
    numbers
      .parse(await (await send('GET', `/v3/vorgaenge${query}`)).json())
      .vorgaenge.map((v) => v.vorgangsNummer)

  it('lists ten, newest first, of ECHT_GESCHAEFT unless told otherwise; archived cases are hidden', async () => {
    const made: string[] = []
    for (let i = 0; i < 12; i += 1) made.push(await makeCase())
    expect(await list('')).toEqual([])
    expect(await list('?datenKontext=TEST_MODUS')).toHaveLength(10)
    expect(await list('?datenKontext=TEST_MODUS&page=1')).toHaveLength(2)
    expect(new Set(await list('?datenKontext=TEST_MODUS&limit=100'))).toEqual(new Set(made))
    const patch = [{ op: 'replace', path: '/status', value: 'ARCHIVIERT' }]
    expect((await send('PATCH', `/v3/vorgaenge/${made[0]}`, patch)).status).toBe(200)
    expect(await list('?datenKontext=TEST_MODUS&limit=100')).not.toContain(made[0])
    expect(await (await send('GET', `/v3/vorgaenge/${made[0]}`)).json()).toMatchObject({
      status: 'ARCHIVIERT',
    })
    expect(await list('?datenKontext=TEST_MODUS&aenderungSeit=2999-01-01')).toEqual([])
  })

  it('sets advisor and editor, says when something last happened, and has no application', async () => {
    const number = await makeCase()
    const before = Date.now()
    const put = (role: string, body: object, bearer?: string) =>
      send('PUT', `/v3/vorgaenge/${number}/${role}`, body, bearer)
    expect((await put('kundenBetreuer', { partnerId: 'ABC12' })).status).toBe(204)
    expect((await put('vorgangsBearbeiter', { partnerId: 'XYZ98' })).status).toBe(200)
    expect((await put('vorgangsBearbeiter', { partnerId: 'nobody!' })).status).toBe(400)
    const reader = await token('baufinanzierung:vorgang:lesen')
    expect((await put('kundenBetreuer', { partnerId: 'AAAAA' }, reader)).status).toBe(403)
    const read = await (await send('GET', `/v3/vorgaenge/${number}`)).json()
    expect(read).toMatchObject({
      kundenBetreuer: { partnerId: 'ABC12' },
      vorgangsBearbeiter: { partnerId: 'XYZ98' },
    })
    expect(z.iso.datetime().safeParse(read.letztesEreignis).success).toBe(true)
    expect(Date.parse(read.letztesEreignis)).toBeGreaterThanOrEqual(before)
    expect(await (await send('GET', `/v3/vorgaenge/${number}/antraege`)).json()).toMatchObject({
      antraege: [],
    })
    expect((await send('GET', '/v3/vorgaenge/%E4/antraege')).status).toBe(404)
  })

  it('bears a trace id in every answer, its own where the caller has none', async () => {
    const answered = await fetch(`${sandbox.url}/v3/vorgaenge`)
    expect(answered.status).toBe(401)
    expect(answered.headers.get('x-traceid')).toMatch(/^[\w-]{8,}$/)
  })

  it('answers nonsense in its own form of errors', async () => {
    const response = await send('GET', '/v3/vorgaenge?limit=viele')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ statusCode: 400, traceId: 'trace-1' })
  })
})

describe('faults', () => {
  const post = () => send('POST', '/kundenangaben', document(kauf))
  const onCreate = (rule: Pick<FaultRule, 'fault'> & Partial<FaultRule>) =>
    fault({ api: 'kundenangaben.create', times: 1, ...rule })

  it.each([
    ['dropBefore', 0],
    ['dropAfterCommit', 1],
  ] as const)('%s: the connection breaks, %i cases exist', async (name, count) => {
    onCreate({ fault: name })
    await expect(post()).rejects.toThrow()
    expect(sandbox.platform.cases.all()).toHaveLength(count)
    expect(sandbox.journal.list().at(-1)).toMatchObject({ status: null, fault: name })
    expect((await post()).status).toBe(201)
  })

  it('cuts the body of a 201', async () => {
    onCreate({ fault: 'cutBody' })
    const response = await post()
    expect(response.status).toBe(201)
    await expect(response.text()).rejects.toThrow()
    expect(sandbox.platform.cases.all()).toHaveLength(1)
  })

  it('answers a status before or after the effect, a 201 without a number, HTML, and Retry-After as given', async () => {
    onCreate({ fault: 'status', status: 422 })
    expect((await post()).status).toBe(422)
    onCreate({ fault: 'html' })
    expect((await post()).status).toBe(502)
    onCreate({ fault: 'retryAfter', retryAfter: 'soon' })
    expect((await post()).headers.get('retry-after')).toBe('soon')
    expect(sandbox.platform.cases.all()).toHaveLength(0)
    onCreate({ fault: 'statusAfterCommit', status: 504 })
    expect((await post()).status).toBe(504)
    onCreate({ fault: 'noNumber' })
    expect(await (await post()).json()).toEqual({})
    expect(sandbox.platform.cases.all()).toHaveLength(2)
  })

  it('strikes only what matches, after the calls that pass, as often as said', async () => {
    onCreate({ fault: 'status', status: 503, match: 'ext-2', after: 1, times: 1 })
    const statuses: number[] = []
    for (const id of ['ext-1', 'ext-2', 'ext-2', 'ext-2']) {
      statuses.push((await send('POST', '/kundenangaben', document(kauf, { externeVorgangsId: id }))).status)
    }
    expect(statuses).toEqual([201, 201, 503, 201])
  })

  it('refuses connections for a while', async () => {
    const own = await startSandbox()
    own.setFaults([{ api: '*', fault: 'refuse', delayMs: 1_500 }])
    const refused = () =>
      fetch(`${own.url}/_journal`).then(
        () => 'answered',
        (error: Error) => String(error.cause),
      )
    await expect.poll(refused, { interval: 20, timeout: 30_000 }).toContain('ECONNREFUSED')
    await expect.poll(refused, { timeout: 30_000 }).toBe('answered')
    await own.close()
  })

  it('is set over HTTP and says what it does not know', async () => {
    const put = (rules: unknown) =>
      fetch(`${sandbox.url}/_faults`, { method: 'PUT', body: JSON.stringify(rules) })
    expect((await put([{ api: 'token', fault: 'tokenStatus', status: 429 }])).status).toBe(200)
    expect((await askToken()).status).toBe(429)
    expect((await put([{ api: 'mars', fault: 'status' }])).status).toBe(400)
    expect((await put([{ fault: 'magic' }])).status).toBe(400)
  })
})

describe('journal, mailbox and pages', () => {
  it('lists the calls, without secrets, and those since a place', async () => {
    await makeCase()
    const entries = await (await fetch(`${sandbox.url}/_journal`)).json()
    expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual(['token', 'kundenangaben.create'])
    expect(JSON.stringify(entries)).not.toContain(defaultClient.secret)
    expect(await (await fetch(`${sandbox.url}/_journal?since=${entries[0].seq}`)).json()).toHaveLength(1)
    expect((await fetch(`${sandbox.url}/_journal`, { method: 'DELETE' })).status).toBe(204)
    expect(sandbox.journal.list()).toEqual([])
  })

  it('shows a case to an advisor without trusting a word of it', async () => {
    const person = { vorname: '<script>alert(1)</script>', nachname: 'Muster' }
    const number = await makeCase({ ...kauf, haushalte: [{ kunden: [{ personendaten: { person } }] }] })
    const overview = await (await fetch(`${sandbox.url}/`)).text()
    expect(overview).toContain(number)
    const detail = await (await fetch(`${sandbox.url}/vorgang/oeffne/${number}`)).text()
    expect(detail).toContain('350.000')
    expect(`${overview}${detail}`).not.toContain('<script>')
  })

  it('catches mail', async () => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: sandbox.smtpPort,
      secure: false,
      ignoreTLS: true,
    })
    await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'Grüße', text: 'Hallo' })
    transport.close()
    expect(await (await fetch(`${sandbox.url}/_mail`)).json()).toMatchObject([
      {
        from: 'a@example.org',
        to: ['b@example.org'],
        subject: 'Grüße',
        text: expect.stringContaining('Hallo'),
      },
    ])
    expect(await (await fetch(`${sandbox.url}/post`)).text()).toContain('Grüße')
  })
})
