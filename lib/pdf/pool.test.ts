import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildThread } from './build-thread.fixture'
import { copyOf } from './copy'
import { bareFacts, factsOf } from './copy.fixture'
import { DrawingPool } from './pool'
import { renderCopy } from './render'

const bounds = { threads: 2, waiting: 3, limitMs: 60_000, idleMs: 60_000 }
let folder = ''
beforeAll(() => {
  // Below the packages, as in the build: the thread loads its drawing library from there.
  mkdirSync('dist', { recursive: true })
  folder = mkdtempSync(join(process.cwd(), 'dist', 'pdf-thread-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const program = (name: string, text: string): string => {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, `import { parentPort, threadId } from 'node:worker_threads'\n${text}`)
  return file
}

describe('copies drawn in threads', () => {
  it('are the same bytes as drawn in place, and the event loop turns meanwhile', async () => {
    const facts = factsOf('voll-kauf-getrennt')
    const pool = new DrawingPool(await buildThread(folder), bounds)
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    const drawn = await Promise.all([pool.draw(facts), pool.draw(facts), pool.draw(facts)])
    clearInterval(timer)
    const inPlace = await renderCopy(copyOf(facts))
    for (const bytes of drawn) expect(bytes.equals(inPlace)).toBe(true)
    expect(turns).toBeGreaterThan(3)
  })

  it('two at once, the others in turn, and full says that too many wait', async () => {
    const echo = program(
      'echo',
      `let at = 0
       parentPort.on('message', () => parentPort.postMessage({ bytes: new Uint8Array([threadId, ++at]) }))`,
    )
    const pool = new DrawingPool(echo, bounds)
    const all = Array.from({ length: 5 }, () => pool.draw(bareFacts))
    expect(pool.full).toBe(true)
    const threads = (await Promise.all(all)).map(([thread]) => thread)
    expect(new Set(threads).size).toBeLessThanOrEqual(2)
    expect(pool.full).toBe(false)
  })

  it.each([
    ['dies', `parentPort.once('message', () => process.exit(1))`],
    ['throws', `parentPort.once('message', () => { throw new TypeError('no') })`],
    ['never ends', `parentPort.once('message', () => { for (;;); })`],
  ])('a thread that %s fails its own drawing and no other', async (name, text) => {
    const broken = program(name.replace(' ', '-'), text)
    const pool = new DrawingPool(broken, { ...bounds, threads: 1, limitMs: 500 })
    const results = await Promise.allSettled([pool.draw(bareFacts), pool.draw(bareFacts)])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(pool.full).toBe(false)
  })
})
