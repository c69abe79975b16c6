import { beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { deliveryTimings } from '../timings'
import { type GateMeans, makeGate, type Store } from './gate'
import { memoryStore } from './memory.fixture'

const second = 1000
const start = Date.parse('2026-11-21T10:00:00Z')
let time = start
beforeEach(() => {
  time = start
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation(() => undefined)
})

function gateOf(more: Partial<GateMeans> = {}) {
  const store = memoryStore(() => time)
  const paused: number[] = []
  const pause = async (ms: number) => {
    paused.push(ms)
    time += ms
  }
  const gate = makeGate({ store, timings: deliveryTimings, pause, ...more })
  const breaker = () => store.read().breaker.kind
  /** Tells five failures and waits until they are stored. */
  const open = async () => {
    for (let nr = 0; nr < 5; nr++) gate.answered('failed', 'send', 0)
    await vi.waitUntil(() => breaker() === 'open')
  }
  return { gate, store, paused, breaker, open }
}

describe('a turn', () => {
  it('is waited for where it comes soon, else the asker is put off', async () => {
    const { gate, paused } = gateOf()
    for (let nr = 0; nr < 3; nr++) expect(await gate.pass('send')).toEqual({ kind: 'pass', probe: false })
    expect(paused).toEqual([220, 220])

    // A hundred at once: the turns of the next five seconds are given, the others come back one turn after the other.
    const passes = await Promise.all(Array.from({ length: 100 }, () => gateOfMany.pass('send')))
    const until = passes.flatMap((pass) => (pass.kind === 'wait' ? [pass.until.getTime()] : []))
    expect(passes.length - until.length).toBe(23)
    expect(new Set(until.slice(1).map((at, nr) => at - (until[nr] ?? 0)))).toEqual(new Set([220]))
  })
  const gateOfMany = makeGate({
    store: memoryStore(() => start),
    timings: deliveryTimings,
    pause: async () => undefined,
  })

  it('is lost where the breaker opens while it is waited for', async () => {
    const { gate, open } = gateOf({ pause: () => open() })
    await gate.pass('send')
    expect(await gate.pass('send')).toMatchObject({ kind: 'wait', reason: 'breakerOpen' })
  })

  it('of all who ask at once is decided in one round of the store', async () => {
    const inner = memoryStore(() => start)
    const change = vi.fn(inner.change)
    const gate = makeGate({ store: { change }, timings: deliveryTimings, pause: async () => undefined })
    await Promise.all(Array.from({ length: 20 }, () => gate.turn()))
    // The first alone, the others together; then those who waited ask once more, together.
    expect(change.mock.calls.length).toBeLessThanOrEqual(4)
  })
})

describe('an open breaker', () => {
  it('is probed once, whoever asks, and the one who probed may send', async () => {
    let answer: (alive: boolean) => void = () => undefined
    const probe = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
    const { gate, breaker, open } = gateOf({ probe })
    await open()
    expect(await gate.pass('send')).toEqual({
      kind: 'wait',
      until: new Date(start + 30 * second),
      reason: 'breakerOpen',
    })
    time = start + 30 * second
    const first = gate.pass('send')
    await vi.waitUntil(() => probe.mock.calls.length === 1)
    expect(await gate.pass('send')).toMatchObject({ kind: 'wait' })
    expect(await gate.pass('read')).toMatchObject({ kind: 'wait' })
    answer(true)
    expect(await first).toEqual({ kind: 'pass', probe: true })
    expect(await gate.pass('send')).toMatchObject({ kind: 'wait' })
    expect(await gate.pass('read')).toMatchObject({ kind: 'pass' })
    gate.answered('ok', 'send', 0)
    await vi.waitUntil(() => breaker() === 'closed')
    expect(probe).toHaveBeenCalledTimes(1)
  })

  it('stays open for longer after a probe that failed', async () => {
    const { gate, open } = gateOf({ probe: async () => false })
    await open()
    time = start + 30 * second
    expect(await gate.pass('send')).toEqual({
      kind: 'wait',
      until: new Date(time + 60 * second),
      reason: 'breakerOpen',
    })
  })

  it('lets the requests of the probe through, and no others', async () => {
    const inside: string[] = []
    const { gate, open } = gateOf({
      probe: async () => {
        inside.push((await gate.turn()).kind, (await other()).kind)
        return true
      },
    })
    let begin = () => {}
    const begun = new Promise<void>((resolve) => (begin = resolve))
    // Begun outside the probe, so it is not one of its requests.
    const outside = begun.then(() => gate.turn())
    const other = () => {
      begin()
      return outside
    }
    await open()
    time = start + 30 * second
    await gate.pass('send')
    expect(inside).toEqual(['pass', 'wait'])
  })
})

describe('a store that fails', () => {
  it('lets nothing through and throws nothing; the next round is asked again', async () => {
    const inner = memoryStore(() => time)
    let broken = true
    const store: Store = {
      change: (work) => (broken ? Promise.reject(new Error('no database')) : inner.change(work)),
    }
    const { gate } = gateOf({ store })
    expect(await gate.pass('send')).toMatchObject({ kind: 'wait', reason: 'unavailable' })
    gate.answered('failed', 'send', 0)
    expect(await gate.turn()).toMatchObject({ kind: 'wait' })
    expect(log.warn).toHaveBeenCalledWith('gate.failed', expect.objectContaining({ errorName: 'Error' }))
    broken = false
    expect(await gate.pass('send')).toEqual({ kind: 'pass', probe: false })
  })
})
