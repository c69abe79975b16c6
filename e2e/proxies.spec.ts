import { rmSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { anyFreePort } from '../scripts/ports.mjs'
import { open, send, walkTo } from './support/journey'
import { start } from './support/keys'
import { walkWithoutScript } from './support/no-script'
import { type OwnApp, startOwnApp } from './support/own-app'
import { person } from './support/people'
import {
  type Headers,
  installed,
  makeCertificate,
  type Program,
  type ProxyServer,
  startProgram,
  startProxy,
} from './support/proxies'
import { caseOf } from './support/sandbox'

/** Whatever stands in front of the app, a form of APP_URL's pages is taken (docs/operation.md, "The front of the app"). */
test.describe.configure({ mode: 'serial', timeout: 120_000 })
const verify = process.env.VERIFY === '1'

const inner: Headers = (came, _own, app) => {
  const { 'x-forwarded-host': _, ...headers } = came
  return { ...headers, host: app, 'x-forwarded-for': '203.0.113.7' }
}
const forwarded =
  (host: (own: string, app: string) => string): Headers =>
  (came, own, app) => ({ ...inner(came, own, app), 'x-forwarded-host': host(own, app) })
const hosts: { readonly [name: string]: Headers } = {
  'no X-Forwarded-Host, as nginx does by itself': inner,
  // As Traefik and Caddy write it.
  'X-Forwarded-Host right': forwarded((own) => own),
  'X-Forwarded-Host inner': forwarded((_own, app) => app),
  'X-Forwarded-Host doubled': forwarded((own, app) => `${own}, ${app}`),
}
const trust = { TRUSTED_PROXY: 'x-forwarded-for' }

type Variant = { name: string; headers: Headers; more: Record<string, string>; secure?: true }
const variants: readonly Variant[] = [
  ...Object.entries(hosts).map(([name, headers]) => ({ name, headers, more: {} })),
  ...Object.entries(hosts).map(([name, headers]) => ({
    name: `${name}, TRUSTED_PROXY`,
    headers,
    more: trust,
  })),
  {
    name: 'TLS in front, HTTP between, X-Forwarded-Proto http',
    headers: (came, own, app) => ({ ...inner(came, own, app), 'x-forwarded-proto': 'http' }),
    more: trust,
    secure: true,
  },
]

type Way = { script: boolean; walk: (page: Page) => Promise<string> }
/** Each answers with the person's address, by which the case is found. */
const withScript: Way = {
  script: true,
  async walk(page) {
    const { persona, email } = person('kauf-allein')
    await open(page)
    await walkTo(page, persona)
    await send(page)
    return email
  },
}
const withoutScript: Way = {
  script: false,
  async walk(page) {
    const { persona, email } = person('kauf-allein')
    await page.goto(start)
    await walkWithoutScript(page, persona, persona.pages[0]?.page ?? '')
    await send(page)
    return email
  },
}

async function endsInACase(browser: Browser, { url }: ProxyServer, { script, walk }: Way): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    ignoreHTTPSErrors: true,
    javaScriptEnabled: script,
  })
  const { status, strict } = await caseOf(await walk(await context.newPage()))
  expect([status, strict]).toEqual([201, { valid: true, errors: [] }])
  await context.close()
}

const portOf = (app: OwnApp) => Number(new URL(app.url).port)
/** Nine, with script and without, with VERIFY=1; always the one that most people meet, without: the real proxies below have it. */
for (const { name, headers, more, secure } of verify ? variants : variants.slice(0, 1))
  test(`behind a proxy: ${name}`, async ({ browser }) => {
    const certificate = secure ? makeCertificate() : undefined
    if (certificate === null) throw new Error('openssl is needed to try TLS')
    let app: OwnApp | undefined
    const proxy = await startProxy(headers, () => (app ? portOf(app) : 0), certificate)
    try {
      app = await startOwnApp({ APP_URL: proxy.url, NEXTAUTH_URL: proxy.url, ...more })
      for (const way of verify ? [withScript, withoutScript] : [withoutScript])
        await endsInACase(browser, proxy, way)
    } finally {
      await proxy.close()
      await app?.close()
      if (certificate) rmSync(certificate.folder, { recursive: true, force: true })
    }
  })

for (const program of ['nginx', 'caddy'] satisfies Program[])
  if (installed(program) && installed('openssl'))
    test(`behind the real ${program} with the example of docs/proxies`, async ({ browser }) => {
      const certificate = makeCertificate()
      if (certificate === null) throw new Error('openssl is needed to try TLS')
      const { folder } = certificate
      const port = await anyFreePort()
      const url = `https://localhost:${port}`
      let app: OwnApp | undefined
      let proxy: ProxyServer | undefined
      try {
        app = await startOwnApp({ APP_URL: url, NEXTAUTH_URL: url, ...trust })
        proxy = await startProgram(program, { port, appPort: portOf(app), folder })
        for (const way of verify ? [withScript, withoutScript] : [withScript])
          await endsInACase(browser, proxy, way)
      } finally {
        await proxy?.close()
        await app?.close()
        rmSync(folder, { recursive: true, force: true })
      }
    })
  else console.log(`${program} or openssl is not installed here: the example of docs/proxies is not tried`)
