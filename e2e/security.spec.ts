import { expect, test } from '@playwright/test'
import { open, send, walkTo } from './support/journey'
import { start } from './support/keys'
import { person } from './support/people'

test('every script carries the nonce of its answer, and the headers hold', async ({ page, request }) => {
  const answer = await page.goto(start)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThanOrEqual(20)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
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
