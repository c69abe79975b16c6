import { connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { type Answer, base, call, saveAddress } from './support/http'

/** Clients that hold connections on purpose (trust.md §3 #28): they are hung up on, and nobody else notices. */
type Held = { socket: Socket; ended: Promise<string> }

/** Opens a connection and says `first`; then `more` every second. Resolves with what was heard before the end. */
function hold(first: string, more?: string): Promise<Held> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(base.port || 80) })
    let heard = ''
    const ended = new Promise<string>((done) => socket.once('close', () => done(heard)))
    socket.on('data', (part) => {
      heard += part.toString('latin1')
    })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.on('error', () => undefined)
      if (first) socket.write(first)
      const timer = more === undefined ? undefined : setInterval(() => socket.write(more), 1000)
      socket.once('close', () => clearInterval(timer))
      resolve({ socket, ended })
    })
  })
}

const p95 = (answers: readonly Answer[]): number =>
  answers.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(answers.length * 0.95)] ?? 0

/** What everybody else sees: one page after the other. */
async function others(count: number): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let at = 0; at < count; at += 1) answers.push(await call({ method: 'GET' }))
  return answers
}

test('500 idle connections, slow heads and slow bodies are hung up on and keep nobody out', async () => {
  test.setTimeout(180_000)
  const before = await others(20)
  const head = `POST ${saveAddress} HTTP/1.1\r\nHost: ${base.host}\r\nOrigin: ${base.origin}\r\n`
  const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make))
  const idle = await many(500, () => hold(''))
  const heads = await many(50, () =>
    hold(`GET /antrag/musterberatung HTTP/1.1\r\nHost: ${base.host}\r\n`, 'X-A: b\r\n'),
  )
  const bodies = await many(20, () =>
    hold(`${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`, ' '),
  )
  try {
    const meanwhile = await others(40)
    expect(meanwhile.map(({ status }) => status)).toEqual(meanwhile.map(() => 200))
    const ratio = p95(meanwhile) / p95(before)
    console.log(
      `slow clients: p95 of others ${p95(before).toFixed(0)} ms before, ${p95(meanwhile).toFixed(0)} ms meanwhile (${ratio.toFixed(2)} times)`,
    )
    // Each of them ends without us doing anything: Node says 408 where it has read anything.
    const told = await Promise.all(heads.map(({ ended }) => ended))
    expect(told.filter((text) => text.startsWith('HTTP/1.1 408'))).toHaveLength(heads.length)
    await Promise.all(idle.map(({ ended }) => ended))
    // Half a minute more, for a long run only.
    if (process.env.VERIFY) {
      const cut = await Promise.all(bodies.map(({ ended }) => ended))
      expect(cut.filter((text) => text.startsWith('HTTP/1.1 408'))).toHaveLength(bodies.length)
    }
  } finally {
    for (const { socket } of [...idle, ...heads, ...bodies]) socket.destroy()
  }
})
