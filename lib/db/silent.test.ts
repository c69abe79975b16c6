import { type AddressInfo, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { unavailable } from './failure'

/** A server that takes connections and never says anything: every wait of the pool ends by itself. */
const sockets = new Set<Socket>()
const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)))
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubEnv('DATABASE_URL', `postgres://nobody:nobody@127.0.0.1:${port}/none`)
})
afterAll(async () => {
  const { closeDatabase } = await import('./pool')
  for (const socket of sockets) socket.destroy()
  // The pool waits at its end for connections that never come about; its process would be ended meanwhile.
  void closeDatabase()
  server.close()
})

it('gives up a connection that never comes about, however many wait for one', async () => {
  const { database } = await import('./pool')
  const waits = Array.from({ length: 12 }, () => database().execute(sql`select 1`))
  const ended = await Promise.allSettled(waits)
  expect(sockets.size).toBeGreaterThan(0)
  for (const one of ended) expect(one.status === 'rejected' && unavailable(one.reason)).toBeTruthy()
})
