import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { actionIds } from '../scripts/actions.mjs'
import { base, type Call, call, firstPage, json, ours, postSave, saveAddress } from './support/http'
import { fillAll, open, press, send } from './support/journey'
import { keys, start } from './support/keys'
import { goldenDocument, person } from './support/people'
import { caseOf } from './support/sandbox'

const unknownAction = 'ab'.repeat(21)
const flight = { ...ours, 'content-type': 'text/plain;charset=UTF-8' }
const form = { ...ours, 'content-type': 'multipart/form-data; boundary=x' }
/** A refusal says that it is one, to a script or to a form without one, and nothing else. */
const nothingBut =
  /^$|^\{"kind":"(tooLarge|refused","reason":"(origin|shape))"\}$|^<!doctype html><html lang="de">.{100,900}<\/html>$/

test('what the headers already show to be malformed is refused with 403 or 413', async () => {
  const { action } = await firstPage()
  const known = { 'next-action': action }
  const refused: Record<string, { expected: 403 | 413 } & Call> = {
    'action without Origin': {
      expected: 403,
      headers: { ...known, 'content-type': 'text/plain' },
      body: '[]',
    },
    'action with Origin null': {
      expected: 403,
      headers: { ...flight, ...known, origin: 'null' },
      body: '[]',
    },
    'action from elsewhere': {
      expected: 403,
      headers: { ...flight, ...known, origin: 'https://evil.example' },
      body: '[]',
    },
    'action from our name elsewhere': {
      expected: 403,
      headers: { ...flight, ...known, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      body: '[]',
    },
    'save without Origin': {
      expected: 403,
      path: saveAddress,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    },
    'save with Origin null': {
      expected: 403,
      path: saveAddress,
      headers: { ...json, origin: 'null' },
      body: '{}',
    },
    'save from elsewhere': {
      expected: 403,
      path: saveAddress,
      headers: { ...json, origin: 'https://evil.example' },
      body: '{}',
    },
    'save as a form': {
      expected: 403,
      path: saveAddress,
      headers: { ...ours, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=b',
    },
    'too large for a save': {
      expected: 413,
      path: saveAddress,
      headers: json,
      body: 'x'.repeat(256 * 1024 + 1),
    },
    'too large for an action': {
      expected: 413,
      headers: { ...flight, ...known },
      body: 'x'.repeat(256 * 1024 + 1),
    },
    '10 MB for an action': {
      expected: 413,
      headers: { ...flight, ...known },
      body: 'x'.repeat(10 * 1024 ** 2),
    },
    '10 MB for a save': { expected: 413, path: saveAddress, headers: json, body: 'x'.repeat(10 * 1024 ** 2) },
    '1 MB and a byte as a form': { expected: 413, headers: form, body: 'x'.repeat(1024 ** 2 + 1) },
    'without a length': { expected: 413, headers: { ...flight, ...known }, body: '[]', chunked: true },
    'multipart without boundary': {
      expected: 403,
      headers: { ...ours, 'content-type': 'multipart/form-data' },
      body: 'x',
    },
    'multipart with an endless boundary': {
      expected: 403,
      headers: { ...ours, 'content-type': `multipart/form-data; boundary=${'b'.repeat(500)}` },
      body: 'x',
    },
    'action id that is none': { expected: 403, headers: { ...flight, 'next-action': '../x' }, body: '[]' },
    'GET with an action': { expected: 403, method: 'GET', headers: known },
    PUT: { expected: 403, method: 'PUT', headers: flight, body: 'x' },
    DELETE: { expected: 403, method: 'DELETE', headers: ours },
    'subrequest of the framework': {
      expected: 403,
      method: 'GET',
      headers: { 'x-middleware-subrequest': 'proxy:proxy' },
    },
  }
  for (const [name, { expected, ...one }] of Object.entries(refused)) {
    const { status, text } = await call(one)
    expect(status, name).toBe(expected)
    expect(text, name).toMatch(nothingBut)
  }
})

test('every action and every route that takes a post refuses what is not from a page of ours', async () => {
  const foreign: Record<string, Record<string, string>> = {
    'no Origin': {},
    'Origin null': { origin: 'null' },
    'another host': { origin: 'https://evil.example' },
    'another port': { origin: `${base.protocol}//${base.hostname}:1` },
    'our name as its own': { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    'a host that begins like ours': { origin: `${base.protocol}//${base.host}.evil.example` },
    'a name of its own in every header': {
      origin: 'https://evil.example',
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'sec-fetch-site': 'same-origin',
    },
    'another site': { ...ours, 'sec-fetch-site': 'cross-site' },
    'another host of our site': { ...ours, 'sec-fetch-site': 'same-site' },
  }
  const actions = actionIds()
  expect(actions).toHaveLength(5)
  const { token } = await firstPage()
  const body = JSON.stringify([{ token, page: 'vorhaben', intent: 'next', lang: 'de', changes: [] }])
  const plain = { 'content-type': 'text/plain;charset=UTF-8' }
  const form = { 'content-type': 'multipart/form-data; boundary=x' }
  const posted = (id: string) =>
    `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--x--\r\n`
  const targets: Record<string, Call> = {
    ...Object.fromEntries(
      actions.flatMap(({ id, name }) => [
        [name, { headers: { ...plain, 'next-action': id }, body }],
        [`${name} as a form`, { headers: form, body: posted(id) }],
      ]),
    ),
    save: { path: saveAddress, headers: { 'content-type': 'application/json' }, body: body.slice(1, -1) },
    submit: {
      path: '/api/antrag/submit',
      headers: { 'content-type': 'application/json' },
      body: body.slice(1, -1),
    },
    status: {
      path: '/api/antrag/status',
      headers: { 'content-type': 'application/json' },
      body: '{"secret":"x"}',
    },
  }
  for (const [name, target] of Object.entries(targets)) {
    for (const [from, headers] of Object.entries(foreign)) {
      const { status, text } = await call({ ...target, headers: { ...target.headers, ...headers } })
      expect(status, `${name} from ${from}`).toBe(403)
      expect(text, `${name} from ${from}`).toMatch(nothingBut)
    }
    const { status } = await call({
      ...target,
      headers: { ...target.headers, ...ours, 'sec-fetch-site': 'same-origin' },
    })
    expect(status, `${name} from our own page`).not.toBe(403)
  }
})

/** Well-formed headers, malformed inside: the framework itself answers. Any status; no effect, nothing told. */
test('what the framework answers itself tells nothing', async () => {
  const { action, token } = await firstPage()
  const known = { ...flight, 'next-action': action }
  const field = (name: string, value: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const cases: Record<string, Call> = {
    'unknown action': { headers: { ...flight, 'next-action': unknownAction }, body: '[]' },
    'Flight: not JSON': { headers: known, body: 'garbage' },
    'Flight: cut off': { headers: known, body: '[{"a":' },
    'Flight: no array': { headers: known, body: '{}' },
    'Flight: no argument': { headers: known, body: '[]' },
    'Flight: 1,001 arguments': { headers: known, body: JSON.stringify(Array(1001).fill(1)) },
    'Flight: server reference': { headers: known, body: '["$F1"]' },
    'Flight: form data that is missing': { headers: known, body: '["$K1"]' },
    'Flight: map that is missing': { headers: known, body: '["$Q1"]' },
    'Flight: refers to itself': { headers: known, body: '["$0"]' },
    'Flight: unknown row': { headers: known, body: '["$Z"]' },
    'Flight: 10,000 deep': { headers: known, body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
    'Flight: prototype': { headers: known, body: '[{"__proto__":{"polluted":true}}]' },
    'router state that is none': { method: 'GET', headers: { rsc: '1', 'next-router-state-tree': '%7B' } },
    'action with a router state that is none': {
      headers: { ...known, 'next-router-state-tree': '%7B' },
      body: '[]',
    },
    'multipart: cut off': { headers: form, body: '--x\r\nContent-Disposition: form-data; name="a"' },
    'multipart: empty': { headers: form, body: '--x--\r\n' },
    'multipart: no action': { headers: form, body: `${field('token', token)}--x--\r\n` },
    'multipart: unknown action': {
      headers: form,
      body: `${field(`$ACTION_ID_${unknownAction}`, '')}--x--\r\n`,
    },
    'multipart: action reference that is missing': {
      headers: form,
      body: `${field('$ACTION_REF_1', '')}--x--\r\n`,
    },
    'multipart: nested prototype': {
      headers: form,
      body: `${field(`$ACTION_ID_${action}`, '')}${field('a[__proto__][x]', '1')}--x--\r\n`,
    },
  }
  const lines: string[] = []
  for (const [name, one] of Object.entries(cases)) {
    const { status, text, ms } = await call(one)
    lines.push(`  ${String(status)}  ${ms.toFixed(0).padStart(4)} ms  ${name}`)
    expect([200, 303, 307, 400, 403, 404, 409, 413, 500], name).toContain(status)
    for (const told of ['node_modules', '/work/', '.next/', 'at Object.', 'at async', 'postgres'])
      expect(text.includes(told), `${name} tells ${told}`).toBe(false)
  }
  console.log(`answers of the framework itself:\n${lines.join('\n')}`)
  // It still serves, and no prototype was changed.
  const { html } = await firstPage()
  expect(html).not.toContain('polluted')
})

test('/api/antrag/save answers anything without a 5xx', async () => {
  const { token } = await firstPage()
  const good = { token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [] }
  const change = { key: keys.zweck, from: null, to: 'KAUF' }
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const bodies: Record<string, string> = {
    nothing: '',
    'not JSON': '{',
    null: 'null',
    'a number': '1',
    'a text': '"x"',
    'an array': '[]',
    deep,
    'deep inside': JSON.stringify(good).replace('[]', `[${deep}]`),
    'many keys': JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, 1]))),
    'a key twice': `{"token":"a",${JSON.stringify(good).slice(1)}`,
    'invalid UTF-16': '{"token":"\\ud800"}',
    prototype: JSON.stringify(good).replace('{', '{"__proto__":{"polluted":true},'),
    'broken token': JSON.stringify({ ...good, token: `${token}x` }),
    'token of another kind': JSON.stringify({ ...good, token: { a: 1 } }),
    'unknown page': JSON.stringify({ ...good, page: 'gibtsnicht', changes: [change] }),
    'page with a path': JSON.stringify({ ...good, page: '../../etc' }),
    'unknown intent': JSON.stringify({ ...good, intent: 'destroy' }),
    'unknown language': JSON.stringify({ ...good, lang: 'fr' }),
    'unknown secret': JSON.stringify({ ...good, secret: 'A'.repeat(43), changes: [change] }),
    'secret that is none': JSON.stringify({ ...good, secret: "' OR 1=1" }),
    'negative revision': JSON.stringify({ ...good, revision: -1 }),
    'huge revision': JSON.stringify({ ...good, revision: 1e308 }),
    'changes that are none': JSON.stringify({ ...good, changes: 'x' }),
    'array for a value': JSON.stringify({ ...good, changes: [{ ...change, to: ['KAUF'] }] }),
    'number for a value': JSON.stringify({ ...good, changes: [{ ...change, to: 1 }] }),
    'parts for a text': JSON.stringify({ ...good, changes: [{ ...change, to: { wert: 'KAUF' } }] }),
    'text for parts': JSON.stringify({
      ...good,
      changes: [{ key: keys.maklergebuehr, from: null, to: '3' }],
    }),
    'a thousand changes': JSON.stringify({ ...good, changes: Array(1_000).fill(change) }),
    'the same key ten times': JSON.stringify({ ...good, changes: Array(10).fill(change) }),
    'index of nobody': JSON.stringify({
      ...good,
      changes: [{ ...change, key: 'haushalte.9.kunden.9.kontakt.email' }],
    }),
    'index like 1e3': JSON.stringify({
      ...good,
      changes: [{ ...change, key: 'haushalte.1e3.kunden.-1.kontakt.email' }],
    }),
    'key of a prototype': JSON.stringify({ ...good, changes: [{ ...change, key: '__proto__.x' }] }),
    'a large value': JSON.stringify({ ...good, changes: [{ ...change, to: 'x'.repeat(200_000) }] }),
  }
  for (const [name, body] of Object.entries(bodies)) {
    const { status, text } = await call({ path: saveAddress, headers: json, body })
    expect(status, name).toBeLessThan(500)
    expect(() => JSON.parse(text), name).not.toThrow()
    expect(text, name).not.toMatch(/node_modules|\/work\/|stack/)
  }
})

/** What a client may wish for and never gets: metadata, ids, and keys that no question has. */
const wishes = {
  importMetadaten: { datenkontext: 'ECHT_GESCHAEFT', prioritaet: 'HOCH' },
  datenkontext: 'ECHT_GESCHAEFT',
  betreuung: { kundenbetreuer: 'EVIL1' },
  tippgeber: { tippgeberPartnerId: 'EVIL1' },
  tenantId: '00000000-0000-4000-8000-000000000000',
  status: 'DELIVERED',
  id: '1',
  draftId: '1',
}
const wishedKeys = [
  'importMetadaten.datenkontext',
  'datenkontext',
  'id',
  'betreuung.kundenbetreuer',
  'tippgeber.tippgeberPartnerId',
  'prioritaet',
  'haushalte.0.kunden.0.externeKundenId',
  'haushalte.0.kunden.0.referenzId',
  'haushalte.0.kunden.0.kontakt.validierungEmail',
  'haushalte.0.kunden.0.@item',
  'finanzierungsobjekt.immobilie.id',
  'constructor.prototype.x',
  '__proto__.x',
  'app.gibtsnicht',
]

test('what a client sends beside its answers is ignored and counted', async ({ page }) => {
  const before = await ignoredCount()
  const extra = wishedKeys.map((key) => ({ key, from: null, to: 'ECHT_GESCHAEFT' }))
  const wish = (one: unknown): unknown =>
    typeof one === 'object' && one !== null && 'token' in one
      ? {
          ...one,
          ...wishes,
          ...('changes' in one && Array.isArray(one.changes) ? { changes: [...one.changes, ...extra] } : {}),
        }
      : one
  let wished = 0
  await page.route(
    (url) => url.pathname.startsWith(start) || url.pathname === saveAddress,
    async (route) => {
      const request = route.request()
      const body = request.method() === 'POST' ? request.postData() : null
      if (!body || !/^[[{]/.test(body)) return route.fallback()
      wished += 1
      const parsed: unknown = JSON.parse(body)
      const postData = JSON.stringify(Array.isArray(parsed) ? parsed.map(wish) : wish(parsed))
      return route.continue({ postData })
    },
  )
  const { persona, email } = person('kauf-allein')
  await open(page, '?datenkontext=ECHT_GESCHAEFT&importquelle=EVIL1&id=1&trackingId=mass')
  for (const [at, { typed }] of persona.pages.entries()) {
    await fillAll(page, typed)
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await send(page)
  expect(wished).toBeGreaterThan(persona.pages.length)
  const { request } = await caseOf(email)
  expect(request.importMetadaten.datenkontext).toBe('TEST_MODUS')
  expect(JSON.stringify(request)).not.toMatch(/EVIL1|ECHT_GESCHAEFT|validierungEmail/)
  const [household] = request.kundenangaben.haushalte
  expect(household?.kunden[0]?.referenzId).toBe('p1')
  expect(request.kundenangaben.finanzierungsobjekt).toEqual(
    (goldenDocument('kauf-allein', email) as { finanzierungsobjekt: unknown }).finanzierungsobjekt,
  )
  const after = await ignoredCount()
  if (before !== undefined && after !== undefined)
    expect(after).toBeGreaterThanOrEqual(before + wishedKeys.length)
})

/** The counter of ignored keys; undefined where the test does not know the token of the metrics. */
async function ignoredCount(): Promise<number | undefined> {
  const token = process.env.METRICS_TOKEN
  if (!token) return undefined
  const { text } = await call({
    method: 'GET',
    path: '/api/metrics',
    headers: { authorization: `Bearer ${token}` },
  })
  const value = /input_ignored (\d+)/.exec(text)?.[1]
  return value === undefined ? undefined : Number(value)
}

test('a draft opens to its secret alone', async () => {
  const { token } = await firstPage()
  const change = { key: keys.zweck, from: null, to: 'KAUF' }
  const made = await postSave({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [change] })
  const secret = /"secret":"([^"]+)"/.exec(made.text)?.[1] ?? ''
  const close = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`
  // A browser makes its secret itself, so another test may have taken any that is easy to think of.
  const random = randomBytes(32).toString('base64url')
  for (const guess of [close, secret.toLowerCase(), random]) {
    if (guess === secret) continue
    const answer = await postSave({
      token,
      secret: guess,
      page: 'vorhaben',
      intent: 'load',
      lang: 'de',
      changes: [],
    })
    expect(JSON.parse(answer.text)).toEqual({ kind: 'gone' })
  }
})
