import { expect, test } from '@playwright/test'
import { type Answer, base, call, firstPage, json, ours } from './support/http'
import { open } from './support/journey'
import { start } from './support/keys'

const one = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(', ') : (value ?? '')
const https = base.protocol === 'https:'

/** What every answer says, whoever made it: page, interface, file, redirect, refusal or failure. */
function expectCommon({ headers }: Answer, name: string): void {
  expect(headers['x-content-type-options'], name).toBe('nosniff')
  expect(headers['referrer-policy'], name).toBe('same-origin')
  expect(headers['cross-origin-resource-policy'], name).toBe('same-origin')
  expect(one(headers['strict-transport-security']) !== '', name).toBe(https)
  // Nobody else's page may read us, and nothing says which software answers.
  for (const absent of [
    'access-control-allow-origin',
    'x-powered-by',
    'server',
    'x-frame-options',
    'sourcemap',
  ])
    expect(headers[absent], `${name} ${absent}`).toBeUndefined()
}

function expectPagePolicy({ headers }: Answer, name: string): void {
  const policy = one(headers['content-security-policy'])
  expect(policy, name).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic';/)
  for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
    expect(policy, name).toContain(part)
  // A campaign's form may stand in the pages it allows, which in the demo are this machine's; anything else nowhere.
  const framing = /^\/antrag\/(musterberatung|musterkredit)/.test(name)
    ? "'self' http://127.0.0.1:* http://localhost:*"
    : "'none'"
  expect(policy, name).toContain(`frame-ancestors ${framing};`)
  expect(policy, name).toContain('report-uri /api/csp-report; report-to csp')
  expect(policy.replace(/frame-ancestors [^;]*/, ''), name).not.toMatch(/unsafe|https?:|\*/)
  expect(one(headers['reporting-endpoints']), name).toBe('csp="/api/csp-report"')
  expect(one(headers['permissions-policy']), name).toMatch(/camera=\(\).*geolocation=\(\)/)
  expect(headers['cross-origin-opener-policy'], name).toBe('same-origin')
}

const pages = [
  '/',
  '/sicherheit',
  start,
  `${start}?sprache=en`,
  `${start}/kosten`,
  `${start}/pruefen`,
  `${start}/gesendet`,
  `${start}/datenschutz`,
  '/antrag/musterkredit',
  '/antrag/musterpause',
]
const missing = [
  '/gibtsnicht',
  '/antrag/gibtsnicht',
  `${start}/gibtsnicht`,
  '/api/gibtsnicht',
  '/_next/image?url=%2Ffavicon.svg&w=64&q=75',
  '/.git/config',
  '/.env',
  '/package.json',
  '/server.js',
  '/.next/BUILD_ID',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fetc/passwd',
]
const interfaces = ['/api/health', '/api/health/ready', '/api/metrics', '/.well-known/security.txt']
const redirects = [`${start}/`, '//evil.example', '/antrag//x', '/\\evil.example']

test('every route answers with the headers of S4, S5, S7 and S12', async () => {
  const get = (path: string) => call({ method: 'GET', path })
  for (const path of [...pages, ...missing, ...interfaces]) {
    const answer = await get(path)
    expect(answer.status, path).toBeLessThan(500)
    expectCommon(answer, path)
    expectPagePolicy(answer, path)
    expect(one(answer.headers['cache-control']), path).toMatch(
      path === '/.well-known/security.txt' ? /^/ : /no-store/,
    )
  }
  for (const path of missing) expect((await get(path)).status, path).toBe(404)
  for (const path of redirects) {
    const answer = await get(path)
    expect(answer.status, path).toBe(308)
    expectCommon(answer, path)
    // Whatever is asked for, nobody is sent to another host.
    expect(one(answer.headers.location), path).toMatch(/^\/(?![/\\])/)
  }
})

test('static files, refusals and failures have them too', async () => {
  const { html, action } = await firstPage()
  const files = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"?]+)/g)].map((match) => match[1] ?? '')
  expect(files.length).toBeGreaterThan(2)
  for (const path of [...new Set(files), '/favicon.svg', '/logos/musterberatung.svg', '/robots.txt']) {
    const answer = await call({ method: 'GET', path })
    expect(answer.status, path).toBe(200)
    expectCommon(answer, path)
    const map = await call({ method: 'GET', path: `${path}.map` })
    expect(map.status, `${path}.map`).toBe(404)
    expect(answer.text, path).not.toContain('sourceMappingURL')
  }
  const known = { ...ours, 'content-type': 'text/plain;charset=UTF-8', 'next-action': action }
  const others: Record<string, Parameters<typeof call>[0]> = {
    refused: { headers: { 'content-type': 'application/json' }, path: '/api/antrag/save', body: '{}' },
    'too large': { headers: json, path: '/api/antrag/save', body: 'x'.repeat(300_000) },
    'wrong shape': { headers: json, path: '/api/antrag/save', body: '{}' },
    'unknown secret': { headers: json, path: '/api/antrag/status', body: '{"secret":"x"}' },
    'action that cannot be read': { headers: known, body: '[{"a":' },
    'router state that is none': {
      method: 'GET',
      headers: { rsc: '1', 'next-router-state-tree': '%7B' },
    },
    'method that is none of ours': { method: 'DELETE', headers: ours },
  }
  for (const [name, request] of Object.entries(others)) {
    const answer = await call(request)
    expectCommon(answer, name)
    expect(one(answer.headers['cache-control']), name).toMatch(/no-store/)
  }
})

test('a report of the policy is always 204, whatever it is', async () => {
  const path = '/api/csp-report'
  const report = JSON.stringify({
    'csp-report': { 'violated-directive': 'img-src', 'blocked-uri': 'https://x.example/?q=Erika' },
  })
  const types = ['application/csp-report', 'application/reports+json', 'application/json']
  for (const type of types)
    for (const body of [report, '', '{', '[]', 'null', '[{}]', 'x'.repeat(20_000)])
      expect((await call({ path, headers: { 'content-type': type }, body })).status, body.slice(0, 20)).toBe(
        204,
      )
  expect((await call({ method: 'GET', path })).status).toBe(405)
})

test('what the policy refuses does not load, and the browser knows where to report it', async ({ page }) => {
  await open(page)
  const refused = await page.evaluate(
    () =>
      new Promise<{ directive: string; policy: string }>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve({ directive: event.effectiveDirective, policy: event.originalPolicy }),
        )
        const image = document.createElement('img')
        image.src = 'https://evil.example/pixel.gif'
        document.body.append(image)
      }),
  )
  expect(refused.directive).toBe('img-src')
  expect(refused.policy).toContain('report-to csp')
})

test('a page of another site cannot frame the form', async ({ page }) => {
  const here = new URL(start, base).href
  await page.route('http://frame.localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><iframe src="${here}"></iframe>` }),
  )
  await page.goto('http://frame.localhost/')
  await expect.poll(() => page.frames()[1]?.url()).toContain('chrome-error:')
  await expect(page.frameLocator('iframe').locator('main form')).toHaveCount(0)
})
