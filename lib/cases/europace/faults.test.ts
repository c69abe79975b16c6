import { createServer as createHttp, type Server as HttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { europaceTarget } from './index'
import { payloadOfTest } from './payload.fixture'

/** Faults of a real connection on loopback (trust §2.2, §3 #7 to #12), with short limits only where silence is the fault. */
const timings = { token: 20_000, request: 20_000, connect: 10_000, tokenMargin: 60_000 }
const sending = { payload: payloadOfTest(), traceId: 'trace-1' }
const open: (HttpServer | Server)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

async function listening(server: HttpServer | Server): Promise<string> {
  open.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const token: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 3600 }))
}
async function targetAt(apiUrl: string, limits: { request?: number; connect?: number } = {}) {
  const tokenUrl = `${await listening(createHttp(token))}/auth/token`
  return europaceTarget(
    { apiUrl, tokenUrl, clientId: 'c', clientSecret: 's', datenkontext: 'TEST_MODUS' },
    { timings: { ...timings, ...limits } },
  )
}
/** A server of raw bytes that acts once it has read the whole request. */
function afterReading(act: (socket: Socket) => void): Server {
  return createServer((socket) => {
    let read = ''
    socket.on('error', () => undefined)
    socket.on('data', (part) => {
      read += part.toString('latin1')
      const length = Number(/content-length: (\d+)/i.exec(read)?.[1])
      const head = read.indexOf('\r\n\r\n')
      if (head >= 0 && read.length >= head + 4 + length) act(socket)
    })
  })
}
const sendTo = async (server: HttpServer | Server) => (await targetAt(await listening(server))).send(sending)
const http = (listener: RequestListener) =>
  createHttp((request, response) => {
    request.resume().on('end', () => listener(request, response))
  })

const created = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n'

describe('a request that may have arrived is unknown', () => {
  it.each([
    ['a reset after reading', (socket: Socket) => socket.resetAndDestroy()],
    ['a close after reading', (socket: Socket) => socket.end()],
    [
      'a 201 cut in its body',
      (socket: Socket) => socket.end(`${created}Content-Length: 30\r\n\r\n{"vorgangs`),
    ],
    [
      'a reset inside the body',
      (socket: Socket) =>
        socket.write(`${created}Content-Length: 30\r\n\r\n{"vor`, () => socket.resetAndDestroy()),
    ],
  ])('%s', async (_name, act) => {
    expect(await sendTo(afterReading(act))).toMatchObject({ kind: 'unknown' })
  })

  it('a reset after the first bytes', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.resetAndDestroy())
    })
    expect(await sendTo(server)).toMatchObject({ kind: 'unknown' })
  })

  it.each([
    ['no answer', () => undefined],
    [
      'an answer that never ends',
      (socket: Socket) => void socket.write(`${created}Content-Length: 9\r\n\r\n{`),
    ],
  ])('%s, bounded by the limit of the call', async (_name, act) => {
    const held: Socket[] = []
    const server = afterReading((socket) => {
      held.push(socket)
      act(socket)
    })
    const target = await targetAt(await listening(server), { request: 1500 })
    expect(await target.send(sending)).toEqual({ kind: 'unknown', reason: 'timeout' })
    for (const socket of held) socket.destroy()
  })

  it.each([
    ['a 201 without a number', 201, '{}'],
    ['a 201 with a number that is none', 201, '{"vorgangsnummer":"../x"}'],
    ['a 201 as HTML', 201, '<html>'],
    ['a 200 with a number', 200, '{"vorgangsnummer":"YX4MDU"}'],
    ['a gateway that failed', 502, ''],
    ['a service that is away', 503, '{}'],
  ])('%s', async (_name, status, body) => {
    const server = http((_request, response) => response.writeHead(status).end(body))
    expect(await sendTo(server)).toMatchObject({ kind: 'unknown', status })
  })
})

describe('a request that cannot have arrived is not sent', () => {
  it('a closed port', async () => {
    const gone = createServer()
    const url = await listening(gone)
    await new Promise((done) => open.splice(open.indexOf(gone), 1)[0]?.close(done))
    expect(await (await targetAt(url)).send(sending)).toEqual({ kind: 'notSent', reason: 'notConnected' })
  })

  it('a name that does not exist', async () => {
    const target = await targetAt('https://europace.invalid')
    expect(await target.send(sending)).toEqual({ kind: 'notSent', reason: 'notConnected' })
  })

  it('a TLS handshake that breaks or never ends: Node says ECONNRESET or nothing, the connector knows', async () => {
    for (const act of [(socket: Socket) => socket.resetAndDestroy(), () => undefined]) {
      const held: Socket[] = []
      const server = createServer((socket) => {
        held.push(socket)
        socket.on('error', () => undefined)
        socket.once('data', () => act(socket))
      })
      const url = (await listening(server)).replace('http:', 'https:')
      const target = await targetAt(url, { connect: 300 })
      expect(await target.send(sending)).toEqual({ kind: 'notSent', reason: 'notConnected' })
      for (const socket of held) socket.destroy()
    }
  })

  it('a 429 with the time to wait', async () => {
    const server = http((_request, response) => response.writeHead(429, { 'Retry-After': '30' }).end())
    expect(await sendTo(server)).toMatchObject({ kind: 'notSent', status: 429, retryAfter: expect.any(Date) })
  })
})

describe('a redirect', () => {
  it('is never followed and is a broken contract', async () => {
    let followed = 0
    const other = await listening(http((_request, response) => void response.end(String(++followed))))
    const server = http((_request, response) => response.writeHead(307, { Location: other }).end())
    expect(await sendTo(server)).toMatchObject({ kind: 'rejected', problem: { cause: 'contract' } })
    expect(followed).toBe(0)
  })
})

describe('401', () => {
  it('fetches one new token and sends once more; a second 401 stands', async () => {
    const seen: (string | undefined)[] = []
    let issued = 0
    const tokenUrl = `${await listening(
      createHttp((_request, response) => {
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ access_token: `t${++issued}`, token_type: 'Bearer', expires_in: 3600 }))
      }),
    )}/token`
    let refuse = 1
    const apiUrl = await listening(
      http((request, response) => {
        seen.push(request.headers.authorization)
        if (refuse-- > 0) response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end()
        else response.writeHead(201).end('{"vorgangsnummer":"YX4MDU","more":1}')
      }),
    )
    const target = europaceTarget(
      { apiUrl, tokenUrl, clientId: 'c', clientSecret: 's', datenkontext: 'TEST_MODUS' },
      { timings },
    )
    expect(await target.send(sending)).toEqual({ kind: 'delivered', reference: { vorgangsnummer: 'YX4MDU' } })
    expect(seen).toEqual(['Bearer t1', 'Bearer t2'])
    refuse = 9
    expect(await target.send(sending)).toMatchObject({
      kind: 'rejected',
      problem: { cause: 'access', status: 401 },
    })
    expect(seen).toHaveLength(4)
  })
})

describe('what goes over the wire', () => {
  it('is one fresh connection per request, closed after it, with trace id and JSON', async () => {
    const headers: NodeJS.Dict<string | string[]>[] = []
    let connections = 0
    const server = http((request, response) => {
      headers.push(request.headers)
      response.writeHead(201).end('{"vorgangsnummer":"YX4MDU"}')
    }).on('connection', () => connections++)
    const target = await targetAt(await listening(server))
    await target.send(sending)
    await target.send(sending)
    expect(connections).toBe(2)
    expect(headers[0]).toMatchObject({
      connection: 'close',
      'content-type': 'application/json',
      'x-traceid': 'trace-1',
      authorization: 'Bearer t',
    })
  })

  it('refuses plain http to another machine', () => {
    const settings = { tokenUrl: 'https://a.invalid', clientId: 'c', clientSecret: 's' } as const
    const make = () =>
      europaceTarget(
        { ...settings, apiUrl: 'http://api.example.org', datenkontext: 'TEST_MODUS' },
        { timings },
      )
    expect(make).toThrow('use https')
  })
})
