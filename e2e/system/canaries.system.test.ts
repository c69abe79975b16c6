import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { K, secondPerson } from '@/lib/forms/baufinanzierung/personas/persona'
import { type Applicant, arrive, call, save, submit } from './support/applicant'
import { type Canary, type Hit, searchFor } from './support/canaries'
import { type App, type Running, startWorld, type World } from './support/world'

/**
 * Trust §1 row 16, S10: what a person types and what opens things goes through draft, submission, delivery (success, refusal,
 * unknown, put off) and mail of real processes; afterwards none of it stands readable in any file of Postgres (tables, WAL, log of
 * failing statements, a dump), in a log, a metric, an address or a mail.
 */
const me = (path: string) => path.replace('haushalte[].kunden[]', 'haushalte.0.kunden.0')
const partner = (path: string) => path.replace('haushalte[].kunden[]', secondPerson('together'))

const iban = 'DE89370400440532013917'
const taxId = '86095742719'
const remark = 'Bitte erst nach der Chemotherapie anrufen'
const people = {
  vorname: 'Kunigunde-Zä',
  nachname: "O'Kanarien-Großvogel",
  zweiterVorname: 'Ömer-Quirin',
  zweiterNachname: 'Zwitscher-Yıldızoğlu',
  einkommen: '48273.59',
  zweitesEinkommen: '39164.27',
  guthaben: '716253.48',
  kaufpreis: '1938475.62',
  miete: '57381.94',
  ort: 'Kanarienhausen am Xylophon',
}
const german = (amount: string) => amount.replace('.', ',')

const form = [
  [K.zweck, 'KAUF'],
  [K.zeit, 'KEIN_ZEITDRUCK'],
  [K.objektGefunden, 'ja'],
  [K.typ, 'EINFAMILIENHAUS'],
  [K.plz, '80331'],
  [K.ort, people.ort],
  [K.nutzung, 'EIGENGENUTZT'],
  [K.kaufpreis, german(people.kaufpreis)],
  [K.makler, 'nein'],
  [K.guthaben, german(people.guthaben)],
  [K.personen, '2'],
  [K.gemeinsamerHaushalt, 'ja'],
  [me(K.beschaeftigung), 'ANGESTELLTER'],
  [me(K.einkommenNetto), german(people.einkommen)],
  [partner(K.beschaeftigung), 'ARBEITER'],
  [partner(K.einkommenNetto), german(people.zweitesEinkommen)],
  [K.miete, german(people.miete)],
  [me(K.vorname), people.vorname],
  [me(K.nachname), people.nachname],
  [me(K.telefonnummer), '0171 82649371'],
  [me(K.weitereKontaktmoeglichkeiten), `${remark}, ${iban}, ${taxId}`],
  [partner(K.vorname), people.zweiterVorname],
  [partner(K.nachname), people.zweiterNachname],
] as const
const mistyped = 'kein-kanarien-at.example.org'
const ignored = 'kanarien-ungefragter-schluessel'
const broken = 'kanarien-im-kaputten-json'
const keyword = 'kanarien-suchwort-privat'
const address = '203.0.113.177'
const browser = 'KanarienBrowser/77.1 (Geraet 4711)'

let world: World
let app: App
let worker: Running
let authorization: Server
const accessTokens: string[] = []
const emails: string[] = []
/** Of lib/campaigns/seed.ts. */
const seededAdvisor = 'maria.muster@example.org'

beforeAll(async () => {
  world = await startWorld()
  await world.query(`update campaign set page = jsonb_set(page, '{mailConfirmation}', 'true')`)
  const proxied = { TRUSTED_PROXY: 'x-forwarded-for' }
  app = await world.startApp(proxied)
  authorization = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { authorization: basic = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(`${world.sandbox.url}/auth/token`, {
      method: 'POST',
      headers: { authorization: basic, 'content-type': type },
      body: Buffer.concat(parts).toString('utf8'),
    })
    const text = await answer.text()
    accessTokens.push(JSON.parse(text).access_token)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
  })
  await new Promise<void>((done) => authorization.listen(0, '127.0.0.1', done))
  const bound = authorization.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  worker = await world.startWorker({ EUROPACE_TOKEN_URL: `http://127.0.0.1:${port}/auth/token` })
})
afterAll(async () => {
  authorization?.close()
  await world.close()
})

const headers = { 'x-forwarded-for': address, 'user-agent': browser }

async function applicant(): Promise<Applicant> {
  const who = await arrive(app)
  const email = `kanarien.${randomUUID().slice(0, 8)}@privat-postfach.example`
  emails.push(email)
  const typed = [...form, [me(K.email), email] as const]
  return { ...who, email, typed: typed.map(([key, to]) => ({ key, from: null, to })) }
}
/** From typing to the receipt. */
async function send(): Promise<Applicant> {
  const who = await applicant()
  expect((await save(app, who)).kind).toBe('saved')
  expect((await submit(app, who)).kind).toBe('sent')
  return who
}
const states = async () => {
  const rows = await world.query<{ state: string }>('select state from delivery order by created_at')
  return rows.map((row) => row.state)
}
/** Sends one enquiry into a fault and waits until its delivery has got where the fault leads. */
async function sendInto(fault: Parameters<World['sandbox']['setFaults']>[0], state: RegExp) {
  const before = (await states()).length
  world.sandbox.setFaults(fault)
  const who = await send()
  await expect.poll(async () => (await states())[before], { timeout: 60_000 }).toMatch(state)
  world.sandbox.setFaults([])
  return who
}

/** All files below a folder that can be read; Postgres may remove one meanwhile. */
function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else if (entry.isFile()) yield path
  }
}

/** Everything that Postgres has on the disk, with a dump of all tables in it; answers the hits per kind of file. */
async function hitsOnDisk(search: (hay: Buffer) => Hit[]) {
  const [row] = await world.query<{ data_directory: string }>('show data_directory')
  const data = row?.data_directory ?? ''
  await world.query('analyze')
  const tables = await world.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`)
  for (const [at, { name }] of tables.entries()) {
    await world.query(`copy ${name} to '${join(data, `dump-${at}.txt`)}'`)
  }
  await world.query('checkpoint')
  await world.query('select pg_switch_wal()')
  const found: Record<'tables' | 'wal' | 'dump' | 'log' | 'other', (Hit & { file: string })[]> = {
    tables: [],
    wal: [],
    dump: [],
    log: [],
    other: [],
  }
  const [own] = await world.query<{ oid: number }>(
    'select oid::int from pg_database where datname = current_database()',
  )
  let bytes = 0
  for (const path of filesIn(data)) {
    const file = relative(data, path)
    // The templates are as initdb made them.
    if (file.startsWith('base/') && !file.startsWith(`base/${own?.oid}/`) && !file.includes('pgsql_tmp'))
      continue
    const kind = file.startsWith('base/')
      ? 'tables'
      : file.startsWith('pg_wal/')
        ? 'wal'
        : file.startsWith('dump-')
          ? 'dump'
          : file === 'server.log'
            ? 'log'
            : 'other'
    const content = readIfThere(path)
    bytes += content.length
    found[kind].push(...search(content).map((hit) => ({ ...hit, file })))
  }
  const log = readFileSync(join(data, 'server.log'), 'utf8')
  return { found, bytes, log, tables: tables.map(({ name }) => name) }
}
/** The server runs: what it writes anew (pg_internal.init) or has finished with may go between listing and reading. */
function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return Buffer.alloc(0)
    throw thrown
  }
}

const nowhere = { tables: [], wal: [], dump: [], log: [], other: [] }

describe('canaries', () => {
  const whos: Applicant[] = []

  it('travel all ways: success, refusal, unknown outcome, put off, failing database, bad input, a draft left behind', async () => {
    // Through a campaign link, from a network and a browser that are somebody's.
    const path = `/antrag/musterberatung?keyword=${encodeURIComponent(keyword)}`
    const page = await call(app, { method: 'GET', path, headers })
    const linked = {
      ...(await applicant()),
      token: /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
    }
    const { token, typed: changes } = linked
    const begun = await call(app, {
      path: '/api/antrag/save',
      headers: { ...headers, origin: `http://localhost:${app.port}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes }),
    })
    const { kind, draft } = JSON.parse(begun.text)
    expect(kind).toBe('saved')
    whos.push({ ...linked, secret: draft.secret })

    whos.push(await sendInto([], /VERIFIED/))
    const create = { api: 'kundenangaben.create', times: 1 } as const
    whos.push(await sendInto([{ ...create, fault: 'status', status: 422 }], /NEEDS_FIX/))
    whos.push(await sendInto([{ ...create, fault: 'dropAfterCommit' }], /UNKNOWN|RECONCILING/))
    whos.push(await sendInto([{ ...create, fault: 'status', status: 429 }], /RETRY_WAIT/))
    await expect.poll(() => world.sandbox.mailbox.list().length, { timeout: 60_000 }).toBeGreaterThan(0)

    const left = await applicant()
    const wrong = left.typed.map((change) =>
      change.to === left.email ? { ...change, to: mistyped } : change,
    )
    expect((await save(app, left, [...wrong, { key: ignored, from: null, to: ignored }])).kind).toBe('saved')
    whos.push(left)

    // Statements that fail with the person's row in them: what Postgres and the app say of it is read below.
    const failing = await applicant()
    await world.query('alter table draft add constraint kanarien_fest check (revision < 0) not valid')
    expect((await save(app, failing)).kind).toBe('failed')
    await world.query('alter table draft drop constraint kanarien_fest')
    expect((await save(app, failing)).kind).toBe('saved')
    await world.query('alter table submission add constraint kanarien_fest check (persons > 9) not valid')
    expect((await submit(app, failing)).kind).toBe('failed')
    await world.query('alter table submission drop constraint kanarien_fest')
    whos.push(failing)

    const bad = await call(app, {
      path: '/api/antrag/save',
      headers: { ...headers, origin: `http://localhost:${app.port}`, 'content-type': 'application/json' },
      body: `{"token": "${broken}`,
    })
    expect(bad.status).toBeLessThan(500)
  }, 300_000)

  it('stand in no file of Postgres, no log, no metric, no address and no mail', async () => {
    expect(accessTokens.length).toBeGreaterThan(0)
    const secretOf = (name: string) => (world.env[name] ?? '').replace(/^v1:/, '')
    const kek = secretOf('ENCRYPTION_KEYS')
    const canaries: Canary[] = [
      ...Object.entries(people).map(([name, value]) => ({ name, value })),
      ...(['einkommen', 'zweitesEinkommen', 'guthaben', 'kaufpreis', 'miete'] as const).map((name) => ({
        name: `${name} as typed`,
        value: german(people[name]),
      })),
      { name: 'phone', value: '82649371' },
      { name: 'iban', value: iban },
      { name: 'tax id', value: taxId },
      { name: 'free text', value: remark },
      { name: 'mistyped e-mail', value: mistyped },
      { name: 'unasked key', value: ignored },
      { name: 'broken body', value: broken },
      { name: 'keyword of the link', value: keyword },
      { name: 'ip address', value: address },
      { name: 'browser', value: browser },
      ...emails.map((value, at) => ({ name: `e-mail ${at}`, value })),
      ...whos.map(({ secret = '' }, at) => ({ name: `draft secret ${at}`, value: secret })),
      ...whos.map(({ token }, at) => ({ name: `start token ${at}`, value: token.slice(0, 60) })),
      ...accessTokens.map((value, at) => ({ name: `access token ${at}`, value })),
      { name: 'client secret', value: secretOf('EUROPACE_CLIENT_SECRET') },
      { name: 'encryption key', value: kek },
      { name: 'encryption key, raw', value: Buffer.from(kek, 'base64') },
      { name: 'index key', value: secretOf('INDEX_KEY') },
      { name: 'start token key', value: secretOf('START_TOKEN_KEY') },
      { name: 'action key', value: secretOf('NEXT_SERVER_ACTIONS_ENCRYPTION_KEY') },
      { name: 'metrics token', value: secretOf('METRICS_TOKEN') },
    ]
    for (const { name, value } of canaries) expect([name, value.length > 5]).toEqual([name, true])
    expect(canaries.length).toBeGreaterThanOrEqual(25)
    const search = searchFor(canaries)

    const metrics = await call(app, {
      method: 'GET',
      path: '/api/metrics',
      headers: { authorization: `Bearer ${world.env.METRICS_TOKEN}` },
    })
    expect(metrics.text).toContain('selbstauskunft_')
    expect(search(metrics.text)).toEqual([])
    expect(search(app.said())).toEqual([])
    expect(app.said()).toContain('failed')
    expect(search(worker.said())).toEqual([])
    expect(worker.said()).toContain('NEEDS_FIX')

    const calls = world.sandbox.journal.list()
    expect(calls.some(({ kind }) => kind === 'kundenangaben.create')).toBe(true)
    for (const { path, traceId } of calls) expect(search(`${path} ${traceId}`)).toEqual([])
    // The outside world itself has them: the search finds what is there.
    expect(search(JSON.stringify(calls)).map((hit) => hit.canary)).toContain('nachname')

    for (const { headers: lines, subject, text, html } of world.sandbox.mailbox.list()) {
      const { to, ...others } = lines
      expect(search(JSON.stringify([others, subject]))).toEqual([])
      expect(search(`${text}${html}`)).toEqual([])
      // The advisor is told of a lead that waits; on a slow machine that is due before the test ends.
      expect([...emails, seededAdvisor]).toContain(to?.replace(/[<>]/g, ''))
    }

    const { found, bytes, log, tables } = await hitsOnDisk(search)
    expect(found).toEqual(nowhere)
    expect(log).toMatch(/kanarien_fest[\s\S]*STATEMENT/)
    expect(tables).toEqual(expect.arrayContaining(['public.submission', 'graphile_worker._private_jobs']))
    expect(bytes).toBeGreaterThan(20_000_000)
  }, 300_000)

  it('would be found, in any of these places and any writing', async () => {
    const value = 'Gepflanzt-Übersehen-4711'
    const search = searchFor([{ name: 'planted', value }])
    for (const text of [
      value,
      encodeURIComponent(value),
      JSON.stringify({ value }),
      Buffer.from(value).toString('hex'),
      ...[0, 1, 2].map((by) => Buffer.from(`${'x'.repeat(by)}${value}tail`).toString('base64')),
      Buffer.from(`{"a":"${value}"}`).toString('base64url'),
    ]) {
      expect([text, search(text).length > 0]).toEqual([text, true])
    }
    expect(search(Buffer.from(value, 'utf16le'))).not.toEqual([])
    expect(search(Buffer.from(value, 'utf16le').swap16())).not.toEqual([])

    await world.query('create table planted (words text)')
    await world.query('insert into planted values ($1)', [value])
    await world.query(`select '${value}'::integer`).catch(() => undefined)
    const { found } = await hitsOnDisk(search)
    const where = (kind: keyof typeof found) => found[kind].length > 0
    expect([where('tables'), where('wal'), where('dump'), where('log')]).toEqual([true, true, true, true])
    await world.query('drop table planted')
  }, 300_000)
})
