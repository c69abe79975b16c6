import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryTimings } from '../timings'
import { stillOpenTo } from './breaker'
import { answered, decide, fresh, type GateState, probeEnded, readState } from './state'
import type { Ask, GateResult } from './types'

const second = 1000
const minute = 60 * second
const timings = deliveryTimings

/** A gate on a clock of its own, as one process after the other would use it. */
function gateAt(now: number) {
  let state = fresh(now)
  return {
    ask(purpose: Ask, at: number) {
      const next = decide(state, purpose, at, timings)
      state = next.state
      return next.decision
    },
    answer(result: GateResult, send: boolean, at: number) {
      state = answered(state, { result, send, began: at }, at, timings)
    },
    probeEnded(since: number, alive: boolean, at: number) {
      state = probeEnded(state, { since, alive }, at, timings)
    },
    state: () => state,
  }
}

type Event = { at: number; run: (now: number) => void }
/** Runs events in the order of their times until there are none. */
function simulation() {
  const events: Event[] = []
  return {
    at(at: number, run: Event['run']) {
      const place = events.findLastIndex((event) => event.at <= at) + 1
      events.splice(place, 0, { at, run })
    },
    run() {
      for (let event = events.shift(); event; event = events.shift()) event.run(event.at)
    },
  }
}

/**
 * A platform that answers 503 to everything for `outage`, `queued` deliveries that all want to be sent at once, and as many workers
 * as deliveries: nothing but the gate holds them back.
 */
function outageOf(outage: number, queued: number) {
  const gate = gateAt(0)
  const world = simulation()
  const answerTime = 100
  const seen = {
    probes: [] as number[],
    unknown: 0,
    asked: 0,
    sent: [] as number[],
    read: [] as number[],
    turns: [] as number[],
  }
  const up = (at: number) => at >= outage

  function send(now: number): void {
    seen.asked++
    const decision = gate.ask('send', now)
    switch (decision.kind) {
      case 'wait':
        expect(decision.until).toBeGreaterThan(now)
        world.at(decision.until, send)
        break
      case 'probe':
        seen.probes.push(now)
        world.at(now + answerTime, (end) => {
          gate.probeEnded(decision.since, up(now), end)
          send(end)
        })
        break
      case 'pass':
        world.at(decision.at, (turn) =>
          stillOpenTo(gate.state().breaker, 'send', decision.probe) ? post(turn) : send(turn),
        )
    }
  }
  function post(now: number): void {
    seen.turns.push(now)
    world.at(now + answerTime, (end) => {
      gate.answer(up(now) ? 'ok' : 'failed', true, end)
      if (!up(now)) seen.unknown++
      else {
        seen.sent.push(end)
        read(end)
      }
    })
  }
  function read(now: number): void {
    const decision = gate.ask('read', now)
    const turn = decision.kind === 'pass' ? gate.ask('call', now) : decision
    if (turn.kind === 'pass') {
      seen.turns.push(turn.at)
      seen.read.push(turn.at)
    } else world.at(turn.kind === 'wait' ? turn.until : now + second, read)
  }
  for (let nr = 0; nr < queued; nr++) world.at(0, send)
  world.run()
  return { ...seen, turns: seen.turns.toSorted((a, b) => a - b) }
}

describe('an outage of 60 minutes with 1,000 queued, on the default timings', () => {
  const outage = 60 * minute
  const seen = outageOf(outage, 1000)
  const drained = (seen.sent.at(-1) ?? 0) - outage
  const gaps = seen.probes.slice(1).map((at, nr) => at - (seen.probes[nr] ?? 0))
  const inAnySecond = Math.max(
    ...seen.turns.map((at) => seen.turns.filter((other) => other >= at && other < at + second).length),
  )

  it('has at most one probe per 30 s, and few of them', () => {
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30 * second)
    expect(seen.probes.length).toBeLessThanOrEqual(16)
  })

  it('meets the platform with no more than what was under way when it failed', () => {
    expect(seen.unknown).toBeLessThanOrEqual(10)
    expect(seen.sent).toHaveLength(1000 - seen.unknown)
  })

  it('drains evenly, sends before reading, as fast as is allowed', () => {
    expect(inAnySecond).toBeLessThanOrEqual(5)
    // The pause that was running when the platform came back, then a thousand at five a second.
    expect(drained).toBeLessThanOrEqual(5 * minute + 240 * second)
    const reads = seen.read.filter((at) => at < (seen.sent.at(-1) ?? 0))
    expect(reads.length).toBeLessThanOrEqual(60)
    expect(seen.read).toHaveLength(seen.sent.length)
    if (process.env.VERIFY) {
      const figures = {
        probes: seen.probes.length,
        shortest: Math.min(...gaps),
        metA503: seen.unknown,
        inAnySecond,
        asked: seen.asked,
      }
      process.stdout.write(
        `outage of 60 min, 1,000 queued (simulated): ${JSON.stringify({ ...figures, drainedMs: drained })}\n`,
      )
    }
  })

  it('asks seldom while it waits', () => {
    expect(seen.asked).toBeLessThan(1000 * (seen.probes.length + 3))
  })
})

describe('any outage', () => {
  it('has at most one probe per pause and ends with everything sent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * minute }),
        fc.integer({ min: 1, max: 60 }),
        (outage, queued) => {
          const seen = outageOf(outage, queued)
          seen.probes.slice(1).forEach((at, nr) => {
            expect(at - (seen.probes[nr] ?? 0)).toBeGreaterThanOrEqual(Math.min(300, 30 * 2 ** nr) * second)
          })
          expect(seen.sent.length + seen.unknown).toBe(queued)
        },
      ),
      { numRuns: process.env.VERIFY ? 500 : 50 },
    )
  })
})

it('reading that is put off comes back behind the sends that are, one after the other', () => {
  const gate = gateAt(minute)
  for (let nr = 0; nr < 5; nr++) gate.answer('failed', true, minute)
  const until = (['send', 'send', 'read', 'read', 'read'] as const).map((purpose) => {
    const decision = gate.ask(purpose, minute + second)
    return decision.kind === 'wait' ? decision.until - minute : Number.NaN
  })
  expect(until).toEqual([30_000, 30_220, 30_440, 30_660, 30_880])
})

describe('the stored state', () => {
  const used = (): GateState => {
    const gate = gateAt(minute)
    gate.answer('limited', true, minute)
    for (let nr = 0; nr < 4; nr++) gate.answer('failed', true, minute)
    gate.ask('send', minute + 1)
    gate.ask('read', minute + 1)
    return gate.state()
  }

  it('comes back from JSON as it was', () => {
    const state = used()
    expect(readState(JSON.parse(JSON.stringify(state)), state.at)).toEqual({ state, now: state.at })
  })

  it.each([undefined, null, {}, 'text', { at: 'now' }])(
    'begins afresh where it cannot be read: %o',
    (json) => {
      expect(readState(json, minute)).toEqual({ state: fresh(minute), now: minute })
    },
  )

  it('goes with a clock that was set back, so that no pause grows by the difference', () => {
    const state = { ...used(), at: 60 * minute }
    const open = { ...state, breaker: { ...state.breaker, until: 60 * minute + 30 * second } }
    const back = readState(open, 10 * minute)
    expect(back.now).toBe(10 * minute)
    expect(back.state.breaker).toMatchObject({ kind: 'open', until: 10 * minute + 30 * second })
    expect(back.state.rate.next - back.state.at).toBe(state.rate.next - state.at)
    expect(readState(back.state, 10 * minute).state).toEqual(back.state)
  })

  it('never runs backwards for a clock read a moment early', () => {
    const state = { ...fresh(minute), at: minute }
    expect(readState(state, minute - 5)).toEqual({ state, now: minute })
  })
})
