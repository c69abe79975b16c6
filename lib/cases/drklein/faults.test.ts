import { createServer as createHttp, type Server as HttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type DrkleinSettings, vorgangTarget } from './index'
import { vorgangOfTest } from './payload.fixture'

/** Faults of a real connection on loopback, with a short limit only where silence is the fault. Nothing can be looked up here, so
 * whatever may have arrived has to come out as unknown. */
const timings = { token: 20_000, request: 20_000, connect: 10_000, tokenMargin: 60_000 }
const sending = { payload: vorgangOfTest(), traceId: 'trace-1' }
const open: (HttpServer | Server)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

async function listening(server: HttpServer | Server): Promise<string> {
  open.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
/** A token without a word about its scope. */
const token: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 3600 }))
}
async function targetAt(apiUrl: string, more: Partial<DrkleinSettings> = {}, request = timings.request) {
  const tokenUrl = more.tokenUrl ?? `${await listening(createHttp(token))}/oauth2/token`
  const settings = { apiUrl, clientId: 'c', clientSecret: 's', environment: 'development' } as const
  return vorgangTarget({ ...settings, ...more, tokenUrl }, { timings: { ...timings, request } })
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
const http = (listener: (...of: [...Parameters<RequestListener>, body: string]) => void) =>
  createHttp((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => listener(request, response, body))
  })
const head = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n'
const case201 = '{"europaceVorgangsnummer":"AB1234"}'

describe('a request that may have arrived is unknown', () => {
  it.each([
    ['a reset after reading', (socket: Socket) => socket.resetAndDestroy()],
    ['a close after reading', (socket: Socket) => socket.end()],
    [
      'a reset after the headers of a 201',
      (socket: Socket) => socket.write(`${head}Content-Length: 30\r\n\r\n`, () => socket.resetAndDestroy()),
    ],
    ['a 201 cut in its body', (socket: Socket) => socket.end(`${head}Content-Length: 90\r\n\r\n{"europ`)],
  ])('%s', async (_name, act) => {
    expect(await sendTo(afterReading(act))).toMatchObject({ kind: 'unknown', reason: 'connectionLost' })
  })

  it('a slow body, bounded by the limit of the call', async () => {
    const held: Socket[] = []
    const server = afterReading((socket) => {
      held.push(socket)
      socket.write(`${head}Content-Length: 9\r\n\r\n{`)
    })
    const target = await targetAt(await listening(server), {}, 1500)
    expect(await target.send(sending)).toEqual({ kind: 'unknown', reason: 'timeout' })
    for (const socket of held) socket.destroy()
  })

  it.each([
    ['an empty 201', 201, ''],
    ['a 201 as HTML', 201, '<html>'],
    ['a 200 as HTML', 200, '<html>'],
    ['a 200 with the numbers', 200, case201],
    ['a 202', 202, case201],
    ['a time-out that the other side noticed', 408, ''],
    ['a failure', 500, '{}'],
    ['a gateway that failed', 502, '<html>'],
    ['a service that is away', 503, ''],
    ['a gateway that waited', 504, ''],
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

  it('a 429 with the time to wait', async () => {
    const server = http((_request, response) => response.writeHead(429, { 'Retry-After': '30' }).end())
    expect(await sendTo(server)).toMatchObject({ kind: 'notSent', status: 429, retryAfter: expect.any(Date) })
  })

  it('no token, whatever the reason', async () => {
    const tokenUrl = await listening(http((_request, response) => response.writeHead(503).end()))
    const target = await targetAt('http://127.0.0.1:9', { tokenUrl })
    expect(await target.send(sending)).toMatchObject({ kind: 'notSent', reason: 'token503' })
  })
})

it('a redirect is never followed and is a fault of the set-up', async () => {
  let followed = 0
  const other = await listening(http((_request, response) => void response.end(String(++followed))))
  const server = http((_request, response) => response.writeHead(308, { Location: other }).end())
  expect(await sendTo(server)).toMatchObject({ kind: 'rejected', problem: { cause: 'contract' } })
  expect(followed).toBe(0)
})

it('a 401 fetches one new token and sends once more; a second 401 stands', async () => {
  const seen: (string | undefined)[] = []
  let issued = 0
  const tokenUrl = await listening(
    createHttp((_request, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ access_token: `t${++issued}`, token_type: 'Bearer', expires_in: 3600 }))
    }),
  )
  let refuse = 1
  const apiUrl = await listening(
    http((request, response) => {
      seen.push(request.headers.authorization)
      if (refuse-- > 0) response.writeHead(401).end()
      else response.writeHead(201).end(case201)
    }),
  )
  const target = await targetAt(apiUrl, { tokenUrl })
  expect(await target.send(sending)).toEqual({ kind: 'delivered', reference: { vorgangsnummer: 'AB1234' } })
  expect(seen).toEqual(['Bearer t1', 'Bearer t2'])
  refuse = 9
  expect(await target.send(sending)).toMatchObject({ problem: { cause: 'access', status: 401 } })
  expect(seen).toHaveLength(4)
})

describe('what goes over the wire', () => {
  async function sent(payload = sending.payload, more: Partial<DrkleinSettings> = {}) {
    const requests: { url?: string; type?: string; accept?: string; body: string; connection?: string }[] = []
    const server = http(({ url, headers }, response, body) => {
      const { accept, connection } = headers
      requests.push({ url, type: headers['content-type'], accept, connection, body })
      response.writeHead(201).end(case201)
    })
    const target = await targetAt(await listening(server), more)
    return { outcome: await target.send({ payload, traceId: 'trace-1' }), requests }
  }

  it('is one POST of the body alone, on a connection of its own', async () => {
    const { requests } = await sent()
    expect(requests).toEqual([
      {
        url: '/vorgang',
        type: 'application/json; charset=utf-8',
        accept: 'application/json',
        connection: 'close',
        body: JSON.stringify(sending.payload.body),
      },
    ])
  })

  it('is JSON whatever the header is set to say, and has the keys that are set', async () => {
    const { requests } = await sent(undefined, {
      contentType: 'application/x-www-form-urlencoded',
      partnerKeys: { kundennummer: 'kundenummer' },
    })
    expect(requests[0]?.type).toBe('application/x-www-form-urlencoded')
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ partner: { kundenummer: 'SA-TEST' } })
  })

  it('is a real case only where submission and installation both say so', async () => {
    const real = vorgangOfTest('SA-REAL', 'PRODUCTION')
    const both = await sent(real, { environment: 'PRODUCTION' })
    expect(both.requests.map(({ url }) => url)).toEqual(['/vorgang?environment=PRODUCTION'])
    const trial = await sent(sending.payload, { environment: 'PRODUCTION' })
    expect(trial.requests.map(({ url }) => url)).toEqual(['/vorgang'])
    const misplaced = await sent(real)
    expect(misplaced.requests).toEqual([])
    expect(misplaced.outcome).toMatchObject({ problem: { cause: 'access', reason: 'environment' } })
  })

  it('refuses plain http to another machine', async () => {
    await expect(targetAt('http://api.example.org')).rejects.toThrow('use https')
  })
})
