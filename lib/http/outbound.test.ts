import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { expect, it } from 'vitest'
import { closeOutbound } from './outbound'

it('the global fetch of the app reaches nobody, not even this machine', async () => {
  let connections = 0
  const server = createServer((_, response) => response.end('{}'))
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const before = getGlobalDispatcher()
  try {
    closeOutbound()
    await expect(fetch(address)).rejects.toThrow('fetch failed')
    expect(connections).toBe(0)
    setGlobalDispatcher(before)
    expect((await fetch(address)).ok).toBe(true)
  } finally {
    setGlobalDispatcher(before)
    await new Promise((done) => server.close(done))
  }
})
