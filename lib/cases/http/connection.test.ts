import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { connectingFetch, NotConnected } from './connection'

const open: Server[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

/** A server that counts who connects; `to`: where it sends everybody on. */
async function listening(to?: URL): Promise<{ url: URL; connections: () => number }> {
  let connections = 0
  const server = createServer((_, response) => {
    if (to) response.writeHead(307, { location: to.href })
    response.end('{}')
  })
  server.on('connection', () => {
    connections += 1
  })
  open.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return { url: new URL(`http://127.0.0.1:${port}`), connections: () => connections }
}

it('reaches the addresses of the environment and no other, redirected or not', async () => {
  const elsewhere = await listening()
  const ours = await listening(elsewhere.url)
  const fetch = connectingFetch(1_000, [ours.url])
  expect((await fetch(ours.url, { redirect: 'manual' })).status).toBe(307)
  for (const call of [() => fetch(elsewhere.url), () => fetch(ours.url, { redirect: 'follow' })]) {
    const thrown: unknown = await call().catch((error: unknown) => error)
    const cause = thrown instanceof Error ? thrown.cause : undefined
    expect(cause).toBeInstanceOf(NotConnected)
    expect(cause).toMatchObject({ code: 'NOT_ALLOWED' })
  }
  expect(elsewhere.connections()).toBe(0)
})
