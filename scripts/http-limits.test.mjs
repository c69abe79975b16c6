import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { maxBodyBytes } from '@/lib/http/protocol'
import { limitBodies, MOST_BODY_BYTES } from './http-limits.mjs'

let asked = 0
const server = limitBodies(
  createServer((request, response) => {
    asked += 1
    request.resume().once('end', () => response.end('taken'))
  }),
  [['X-Content-Type-Options', 'nosniff']],
)
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

/** What is answered to these bytes while the client goes on holding the connection. */
async function answerTo(...head) {
  const socket = connect(server.address().port, '127.0.0.1')
  socket.write(`${['POST / HTTP/1.1', 'host: here', ...head].join('\r\n')}\r\n\r\n`)
  const [first] = await once(socket, 'data')
  socket.destroy()
  return String(first)
}

it('a body that is too large or of unknown size is refused before a byte of it has come', async () => {
  expect(MOST_BODY_BYTES).toBe(maxBodyBytes)
  const heads = [
    [`content-length: ${MOST_BODY_BYTES + 1}`],
    ['content-length: 10000000000'],
    ['content-length: 10485760', 'expect: 100-continue'],
    ['transfer-encoding: chunked'],
  ]
  for (const head of heads) {
    const answer = await answerTo(...head)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('X-Content-Type-Options: nosniff')
  }
  expect(asked).toBe(0)
})

it('every other body is taken', async () => {
  const { port } = server.address()
  const sent = (body) => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
  for (const body of ['', 'x', 'x'.repeat(MOST_BODY_BYTES)])
    expect(await (await sent(body)).text()).toBe('taken')
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
})
