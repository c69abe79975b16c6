import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from './paths.mjs'
import { anyFreePort } from './ports.mjs'
import { revive } from './revive.mjs'

let folder
let front
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-front-'))
})
afterEach(async () => {
  front?.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const module = (name) => JSON.stringify(pathToFileURL(inRoot('scripts', name)).href)

/** A server as small as can be, in front of it the real supervisor and the real preload. */
const server = `
import http from 'node:http'
const server = http.createServer((request, response) => {
  if (request.url === '/pid') response.end(String(process.pid))
  if (request.url === '/slow') {
    console.log('slow one began')
    setTimeout(() => response.end('whole'), 1500)
  }
  if (request.url === '/block') for (;;) {}
  if (request.url === '/body') request.resume().on('end', () => response.end('read'))
  if (request.url === '/end') process.exit(7)
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send({ app: 'ready' }))`

async function started({ program = server, silenceMs = 1500, processes = 2, as = 'app' } = {}) {
  const port = await anyFreePort()
  writeFileSync(join(folder, 'server.mjs'), program)
  writeFileSync(
    join(folder, 'front.mjs'),
    `import { supervise, superviseWorkers } from ${module('supervisor.mjs')}
const begin = ${as === 'app' ? 'supervise' : 'superviseWorkers'}
const front = begin({ program: ${JSON.stringify(join(folder, 'server.mjs'))},${as === 'app' ? ` preload: ${module('app-process.mjs')},` : ''}
  processes: ${processes}, silenceMs: ${silenceMs}, firstPauseMs: 20, say: (line) => console.log(line) })
process.on('SIGTERM', () => front.stop())
process.exit(await front.ended)`,
  )
  const child = spawn(process.execPath, [join(folder, 'front.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part
    })
  }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  front = { child, port, ended, said: () => said, pids: () => pidsIn(said) }
  return front
}

const pidsIn = (said) => {
  const pids = new Set()
  for (const [, pid, what] of said.matchAll(/(?:app|worker) process (\d+) (ready|ended)/g)) {
    if (what === 'ready') pids.add(Number(pid))
    else pids.delete(Number(pid))
  }
  return [...pids]
}
const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
/** On a connection of its own, which the supervisor hands to the next process. */
const get = (path) =>
  fetch(`http://127.0.0.1:${front.port}${path}`, { headers: { connection: 'close' } }).then((response) =>
    response.text(),
  )
const patience = { timeout: 20_000 }

/** Sends raw bytes and resolves with all that came back until the server hung up. */
const raw = (...parts) =>
  new Promise((resolve, reject) => {
    const socket = connect(front.port, '127.0.0.1', async () => {
      for (const part of parts) socket.write(part)
    })
    let text = ''
    socket.on('data', (part) => {
      text += part
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })

describe('supervisor', () => {
  it('serves one port with all processes and replaces one that is killed', async () => {
    await started()
    await expect.poll(() => front.pids().length, patience).toBe(2)
    const [first, second] = front.pids()
    const answering = new Set()
    await expect.poll(async () => answering.add(Number(await get('/pid'))).size, patience).toBe(2)
    expect([...answering].sort()).toEqual([first, second].sort())
    process.kill(first, 'SIGKILL')
    await expect.poll(() => front.pids().length === 2 && !front.pids().includes(first), patience).toBe(true)
    expect(front.pids()).toContain(second)
  })

  it('replaces one whose event loop is blocked, while the other answers', async () => {
    await started()
    await expect.poll(() => front.pids().length, patience).toBe(2)
    const before = front.pids()
    // Its answer never comes; the connection breaks when the process is ended.
    await expect(get('/block')).rejects.toThrow()
    expect(front.said()).toMatch(/app process \d+ does not answer: it is ended/)
    await expect
      .poll(() => [front.pids().length, front.pids().filter((pid) => before.includes(pid)).length], patience)
      .toEqual([2, 1])
  })

  it('ends with the sentence of a process that cannot start, told once', async () => {
    await started({ program: `console.error('ENCRYPTION_KEYS is missing'); process.exit(1)` })
    expect(await front.ended).toBe(1)
    expect(front.said().match(/ENCRYPTION_KEYS is missing/g)).toHaveLength(1)
  })

  it('gives up when no process starts any more', async () => {
    const program = `import { existsSync, writeFileSync } from 'node:fs'
const mark = ${JSON.stringify(join(folder, 'once'))}
if (existsSync(mark)) { console.error('the schema is missing'); process.exit(1) }
writeFileSync(mark, '')
${server}`
    await started({ program, processes: 1 })
    await expect.poll(() => front.pids().length, patience).toBe(1)
    await get('/end').catch(() => {})
    expect(await front.ended).toBe(1)
    expect(front.said()).toContain('the schema is missing')
  })

  it('drains on SIGTERM: what is under way is answered whole, then all end with 0', async () => {
    await started()
    await expect.poll(() => front.pids().length, patience).toBe(2)
    const pids = front.pids()
    const slow = fetch(`http://127.0.0.1:${front.port}/slow`)
    await expect.poll(front.said, patience).toContain('slow one began')
    front.child.kill('SIGTERM')
    const answer = await slow
    expect(await answer.text()).toBe('whole')
    expect(answer.headers.get('connection')).toBe('close')
    expect(await front.ended).toBe(0)
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('leaves no process behind when it is killed itself', async () => {
    await started()
    await expect.poll(() => front.pids().length, patience).toBe(2)
    const pids = front.pids()
    front.child.kill('SIGKILL')
    await expect.poll(() => pids.filter(isAlive), patience).toEqual([])
  })

  it('hangs up on a head that does not come and takes no upgrade', async () => {
    await started({ processes: 1 })
    await expect.poll(() => front.pids().length, patience).toBe(1)
    const upgrade =
      'GET /pid HTTP/1.1\r\nHost: x\r\nConnection: upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n'
    expect(await raw(upgrade)).toMatch(/^HTTP\/1.1 200 OK/)
    const slow = raw('GET / HTTP/1.1\r\nHost: x\r\n')
    const idle = raw()
    const large = raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(await large).toMatch(/^HTTP\/1.1 431/)
    expect(await slow).toMatch(/^HTTP\/1.1 408/)
    expect(await idle).toMatch(/^(HTTP\/1.1 408|$)/)
  })
})

describe('supervisor of workers', () => {
  /** A worker as small as can be: the file says what it does next. */
  const worker = () => `
import { existsSync, rmSync } from 'node:fs'
const told = (what) => existsSync(${JSON.stringify(folder)} + '/' + what) && (rmSync(${JSON.stringify(folder)} + '/' + what), true)
process.on('SIGTERM', () => process.exit(0))
setInterval(() => {
  if (told('stalled')) process.exit(1)
  if (told('hang')) for (;;) {}
}, 20)
process.send({ app: 'ready' })`

  it.each(['stalled', 'hang'])('replaces one that ends or hangs (%s), and drains', async (what) => {
    await started({ program: worker(), processes: 1, as: 'worker' })
    await expect.poll(() => front.pids().length, patience).toBe(1)
    const [first] = front.pids()
    writeFileSync(join(folder, what), '')
    await expect.poll(() => front.pids().length === 1 && front.pids()[0] !== first, patience).toBe(true)
    expect(isAlive(first)).toBe(false)
    const [second] = front.pids()
    front.child.kill('SIGTERM')
    expect(await front.ended).toBe(0)
    expect(isAlive(second)).toBe(false)
  })
})

describe('revive', () => {
  it('starts again what ended, until it is no longer wanted', async () => {
    const said = []
    const ends = []
    const make = () => ({ ended: new Promise((resolve) => ends.push(resolve)) })
    let wanted = true
    let starts = 0
    const over = revive({
      first: make(),
      start: () => {
        starts += 1
        if (starts === 1) throw new Error('not yet')
        return make()
      },
      wanted: () => wanted,
      say: (line) => said.push(line),
      name: 'worker',
      firstPauseMs: 1,
    })
    ends[0]()
    await expect.poll(() => ends.length).toBe(2)
    expect(starts).toBe(2)
    expect(said).toContain('worker did not start: not yet')
    wanted = false
    ends[1]()
    await over
    expect(starts).toBe(2)
  })
})

describe('a start that never settles', () => {
  it('is followed by the next', async () => {
    const said = []
    let starts = 0
    let wanted = true
    await revive({
      first: { ended: Promise.resolve() },
      start: () => {
        starts += 1
        if (starts === 1) return new Promise(() => {})
        wanted = false
        return { ended: Promise.resolve() }
      },
      wanted: () => wanted,
      say: (line) => said.push(line),
      name: 'worker',
      firstPauseMs: 1,
      startMs: 20,
    })
    expect(starts).toBe(2)
    expect(said).toContain('worker did not start: nothing happened for 0.02 s')
  })
})

describe('a port that is taken', () => {
  it('ends the supervisor', async () => {
    const other = createServer()
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
    const program = `${server.replace('Number(process.env.PORT)', String(other.address().port))}
server.on('error', (error) => { console.error(error.code); process.exit(1) })`
    await started({ program })
    expect(await front.ended).toBe(1)
    expect(front.said()).toContain('EADDRINUSE')
    other.close()
  })
})
