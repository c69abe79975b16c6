import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keys } from '@/e2e/support/keys'
import { type Applicant, type At, apply, arrive, call, load, save } from './support/applicant'
import { type App, startWorld, type World } from './support/world'

/** Rows 28, 40 and 41 of trust §3: clients that hold on to the server, SIGTERM under load, a blocked event loop. */
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const patience = { timeout: 60_000, interval: 50 }
const verify = Boolean(process.env.VERIFY)

/** A connection that sends what it is told and no more; `closed` resolves with what came back. */
function slowClient(app: App, ...parts: string[]) {
  const socket: Socket = connect(app.port, '127.0.0.1')
  let said = ''
  socket.on('data', (part) => {
    said += part
  })
  socket.on('error', () => undefined)
  for (const part of parts) socket.write(part)
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(said)))
  return { socket, closed }
}

/** Times of so many saves one after another, sorted, in ms. */
async function times(at: At, who: Applicant, count: number): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < count; round += 1) {
    const began = performance.now()
    expect((await load(at, who, 'kosten')).kind).toBe('saved')
    taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)
}

it('clients that send nothing, half a head or a body byte by byte lose their socket; others are served all along', async () => {
  const app = await world.startApp()
  const who = await arrive(app)
  expect((await save(app, who)).kind).toBe('saved')
  const rounds = verify ? 300 : 10
  const alone = await times(app, who, rounds)

  const idle = Array.from({ length: 500 }, () => slowClient(app))
  const heads = Array.from({ length: 50 }, () =>
    slowClient(app, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b'),
  )
  const head = `POST /api/antrag/save HTTP/1.1\r\nHost: localhost:${app.port}\r\nOrigin: ${app.url}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`
  const bodies = Array.from({ length: 20 }, () => slowClient(app, head))
  const dripping = setInterval(() => {
    for (const { socket } of bodies) if (socket.writable) socket.write('{')
    for (const { socket } of heads) if (socket.writable) socket.write('b')
  }, 1000)
  try {
    const beset = await times(app, who, rounds)
    // None of them has got anything out of it but a time-out.
    for (const { closed } of [...idle, ...heads]) expect(await closed).toMatch(/^(HTTP\/1\.1 408|$)/)
    expect((await times(app, who, 3)).length).toBe(3)
    if (!verify) return
    for (const { closed } of bodies) expect(await closed).toMatch(/^(HTTP\/1\.1 (408|4\d\d)|$)/)
    const p95 = (sorted: number[]) => sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
    const ratio = p95(beset) / p95(alone)
    console.log(
      `p95 alone ${p95(alone).toFixed(1)} ms, beset ${p95(beset).toFixed(1)} ms, ratio ${ratio.toFixed(2)}`,
    )
    expect(ratio).toBeLessThanOrEqual(2)
  } finally {
    clearInterval(dripping)
    for (const { socket } of [...idle, ...heads, ...bodies]) socket.destroy()
    await app.kill()
  }
})

it('SIGTERM under load: new clients are sent elsewhere, what is under way is answered, all ends with 0', async () => {
  const app = await world.startApp({ DRAIN_NOTICE_MS: '6000' })
  const next = await world.startApp()
  const acknowledged: Applicant[] = []
  const failed: unknown[] = []
  let balanced: App = app
  let over = false
  // As a load balancer does it: whoever is not ready gets no new connection.
  const looking = (async () => {
    while (balanced === app) {
      const { status } = await call(app, { method: 'GET', path: '/api/health/ready' })
      if (status !== 200) balanced = next
    }
  })()
  // Each request of a person may go to another machine.
  const at: At = {
    get port() {
      return balanced.port
    },
  }
  const client = async () => {
    while (!over) {
      try {
        const { who, result } = await apply(at)
        if (result.kind === 'sent') acknowledged.push(who)
        else failed.push(result)
      } catch (thrown) {
        failed.push(thrown)
      }
    }
  }
  const clients = Array.from({ length: 4 }, client)
  await expect.poll(() => acknowledged.length, patience).toBeGreaterThan(5)
  app.signal('SIGTERM')
  await looking
  expect(await app.ended).toBe(0)
  const from = acknowledged.length
  await expect.poll(() => acknowledged.length - from, patience).toBeGreaterThan(5)
  over = true
  await Promise.all(clients)
  expect(failed).toEqual([])
  const rows = await world.query<{ count: number }>('select count(*)::int from submission')
  expect(rows[0]?.count).toBe(acknowledged.length)
  await next.kill()
})

it('an event loop blocked for 2 s is left alone, one blocked for ever is replaced; no acknowledged save is lost', async () => {
  const block = new URL('./support/block.mjs', import.meta.url).href
  const app = await world.startApp({ NODE_OPTIONS: `--import=${block}` })
  const who = await arrive(app)
  expect((await save(app, who)).kind).toBe('saved')
  const [first = 0, second = 0] = app.processes()

  process.kill(first, 'SIGUSR2')
  await expect.poll(() => app.said(), patience).toContain(`${first} was blocked for 2000 ms`)
  expect(app.processes()).toEqual([first, second])

  // While one hangs, every save is either acknowledged or not answered; then it is sent again, as the form does.
  process.kill(first, 'SIGALRM')
  await expect.poll(() => app.said(), patience).toContain(`${first} is blocked`)
  let last = '350.000'
  /** Since the last acknowledged one: a slow machine may have stored them too late for their answer. */
  let unanswered: string[] = []
  for (let value = 0; app.processes().includes(first); value += 1) {
    const to = String(200_000 + value)
    const agent = new Agent()
    const sent = unanswered.at(-1)
    const saved = await save({ port: app.port, agent, timeout: 2000 }, who, [
      { key: keys.kaufpreis, from: last, to, ...(sent && { sent }) },
    ]).catch(() => null)
    if (saved?.kind === 'saved') {
      last = to
      unanswered = []
    } else unanswered.push(to)
  }
  await expect.poll(() => app.processes().length, patience).toBe(2)
  expect(app.said()).toContain(`app process ${first} does not answer: it is ended`)
  expect(app.processes()).toContain(second)
  const shown = JSON.stringify(await load(app, who, 'kosten')).replaceAll('.', '')
  expect([last, ...unanswered].some((price) => shown.includes(price.replaceAll('.', '')))).toBe(true)
  await app.kill()
})
