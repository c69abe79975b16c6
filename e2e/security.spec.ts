import { expect, test } from '@playwright/test'
import de from '../lib/words/de.json' with { type: 'json' }
import { fillSaved, open, send, walkTo } from './support/journey'
import { keys, start } from './support/keys'
import { person } from './support/people'

test('every script carries the nonce of its answer, and the headers hold', async ({ page, request }) => {
  const answer = await page.goto(start)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThanOrEqual(20)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'self' http://127.0.0.1:* http://localhost:*;")
  expect(policy).not.toContain('unsafe')
  const html = (await answer?.text()) ?? ''
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
  expect(html).not.toMatch(/<[a-z]+[^>]*\son[a-z]+=/i)

  const headers = answer?.headers() ?? {}
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['x-powered-by']).toBeUndefined()
  const again = await request.get(start)
  expect(again.headers()['content-security-policy']).not.toContain(nonce)
})

test('no address that is visited holds a secret, and nothing is refused by the policy', async ({ page }) => {
  const addresses: string[] = []
  const secrets = new Set<string>()
  const complaints: string[] = []
  page.on('request', (request) => {
    addresses.push(request.url(), request.headers().referer ?? '')
    const body = request.postData() ?? ''
    for (const [, secret] of body.matchAll(/"secret":"([^"]+)"/g)) if (secret) secrets.add(secret)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const { persona, email } = person('kapital-allein')
  await open(page)
  await walkTo(page, persona)
  await page.reload()
  await send(page)
  await page.reload()
  expect(secrets.size).toBeGreaterThan(0)
  for (const secret of secrets) {
    // 22 characters of base64url are 132 bits.
    expect(secret.length).toBeGreaterThanOrEqual(22)
    expect(addresses.filter((address) => address.includes(secret))).toEqual([])
  }
  expect(addresses.filter((address) => address.includes(encodeURIComponent(email)))).toEqual([])
  expect(addresses.filter((address) => address.includes(email))).toEqual([])
  expect(complaints).toEqual([])
})

test('legal links open in a new tab, know nothing of this one and lose no data', async ({
  page,
  context,
}) => {
  await open(page)
  await fillSaved(page, keys.zweck, 'KAUF')
  const links = page.locator('a[target=_blank]')
  const legal = await links.evaluateAll((all) =>
    all.map((link) => [link.getAttribute('rel') ?? '', link.textContent ?? '']),
  )
  expect(legal.length).toBeGreaterThan(3)
  for (const [rel] of legal) expect(rel).toContain('noopener')
  for (const name of ['Impressum', 'Vermittlerangaben', 'Datenschutz'])
    expect(
      legal.some(([, text]) => text?.includes(name)),
      name,
    ).toBe(true)
  await page.locator('summary', { hasText: /Daten/ }).first().click()
  const opened = context.waitForEvent('page')
  await page.locator('details a[href="/antrag/musterberatung/datenschutz"]').click()
  const other = await opened
  await expect(other.getByRole('heading', { level: 1, name: 'Datenschutz' })).toBeVisible()
  expect(await other.evaluate(() => window.opener === null && history.length <= 1)).toBe(true)
  await expect(page.locator(`[name="${keys.zweck}"][value=KAUF]`)).toBeChecked()
})

test('a page under another address than APP_URL says so at once, with and without script, and leads to the right one', async ({
  page,
  browser,
  baseURL,
}) => {
  const right = new URL(baseURL ?? '')
  const other = new URL(start, baseURL)
  other.hostname = '127.0.0.1'
  expect(other.hostname).not.toBe(right.hostname)
  const told = page.getByText(de.page.otherAddress)
  await page.goto(start)
  await expect(page.locator('#adresse')).toBeHidden()
  await page.goto(other.href)
  await expect(told).toBeVisible()
  await page.locator('#adresse a').click()
  await expect(page).toHaveURL(new URL(start, right).href)
  await expect(page.locator('#adresse')).toBeHidden()

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const without = await plain.newPage()
  await without.goto(other.href)
  await expect(without.getByText(de.page.otherAddress)).toBeVisible()
  await plain.close()
})
