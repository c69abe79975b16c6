import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pauseOf } from 'node:timers/promises'
import { errorFields, log } from '@/lib/log'
import { stillOpenTo } from './breaker'
import { answered, type Decision, decide, type GateState, type GateTimings, probeEnded } from './state'
import type { Ask, Gate, GateResult, Pass } from './types'

/** Where the state lives. `work` is pure and may be run again; the state it returns is stored before `change` resolves. */
export type Store = { change(work: (state: GateState, now: number) => GateState): Promise<void> }

export type GateMeans = {
  store: Store
  timings: GateTimings
  /** Does the platform answer? Asked by what makes no case: a token and, where there is one, a harmless GET. Absent: the first send is the only probe. */
  probe?: () => Promise<boolean>
  /** Waits so many milliseconds; a test moves its clock instead. */
  pause?: (ms: number) => Promise<unknown>
  /** How long a good answer may wait to be told together with whatever comes next, in milliseconds. Bad ones never wait. */
  gatherMs?: number
}

/** What a client's `fetch` needs of the gate (fetch.ts). */
export type Turns = {
  /** A turn for a request that is no marked send. */
  turn(): Promise<Pass>
  /** @param tookMs from the first byte to the answer; an answer to a request of long ago says nothing new */
  answered(result: GateResult, kind: 'send' | 'call', tookMs: number): void
}

/** A turn that is so near is taken without asking again: a breaker learns of an opening no sooner. */
const near = 50

/** Requests of a probe pass where others wait; what runs inside it is known by this. */
const probing = new AsyncLocalStorage<true>()

/**
 * The gate of one client. Everything that comes up while the store is busy is decided together in its next round, so that a
 * hundred turns a second are some ten transactions, and never more than one of a process at a time.
 */
export function makeGate({ store, timings, probe, pause = pauseOf, gatherMs = 0 }: GateMeans): Gate & Turns {
  type Step = {
    work: (state: GateState, now: number) => GateState
    done: () => void
    failed: (thrown: unknown) => void
  }
  let steps: Step[] = []
  let busy = false
  let gathering: NodeJS.Timeout | undefined

  function change<T>(
    work: (state: GateState, now: number) => { state: GateState; result: T },
    mayWaitMs = 0,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      let settle = () => {}
      const step = (state: GateState, now: number) => {
        const next = work(state, now)
        settle = () => resolve(next.result)
        return next.state
      }
      steps.push({ work: step, done: () => settle(), failed: reject })
      if (busy) return
      if (mayWaitMs === 0) void rounds()
      else gathering ??= setTimeout(() => !busy && void rounds(), mayWaitMs).unref()
    })
  }

  async function rounds(): Promise<void> {
    busy = true
    clearTimeout(gathering)
    gathering = undefined
    while (steps.length > 0) {
      const round = steps
      steps = []
      try {
        await store.change((state, now) => round.reduce((before, step) => step.work(before, now), state))
        for (const step of round) step.done()
      } catch (thrown) {
        for (const step of round) step.failed(thrown)
      }
    }
    busy = false
  }

  const asked = (purpose: Ask) =>
    change((state, now) => {
      const next = decide(state, purpose, now, timings)
      return { state: next.state, result: { decision: next.decision, now } }
    })

  /** A probe is followed by asking again; so is a wait for a turn during which the breaker opened. */
  async function passed(purpose: Ask): Promise<Pass> {
    for (;;) {
      const { decision, now } = await asked(purpose)
      switch (decision.kind) {
        case 'wait':
          return { kind: 'wait', until: new Date(decision.until), reason: decision.reason }
        case 'probe':
          await probeNow(decision)
          break
        case 'pass':
          if (decision.at <= now) return { kind: 'pass', probe: decision.probe }
          await pause(decision.at - now)
          if (decision.at - now <= near || (await stillGoes(purpose, decision.probe))) {
            return { kind: 'pass', probe: decision.probe }
          }
      }
    }
  }

  const stillGoes = (purpose: Ask, trial: boolean) =>
    change((state) => ({ state, result: stillOpenTo(state.breaker, purpose, trial) }))

  async function probeNow({ since }: Extract<Decision, { kind: 'probe' }>): Promise<void> {
    const alive = probe ? await probing.run(true, probe) : true
    log[alive ? 'info' : 'warn']('gate.probe', { outcome: alive ? 'alive' : 'failed' })
    await change((state, now) => ({ state: probeEnded(state, { since, alive }, now, timings), result: null }))
  }

  /** A database that cannot be asked: nothing goes, and nothing is lost by it. */
  async function firmly(purpose: Ask): Promise<Pass> {
    try {
      return await passed(purpose)
    } catch (thrown) {
      log.warn('gate.failed', errorFields(thrown))
      const until = new Date(Date.now() + timings.breaker.open / 10)
      return { kind: 'wait', until, reason: 'unavailable' }
    }
  }

  return {
    pass: (purpose) => firmly(purpose),
    turn: () => firmly(probing.getStore() ? 'probe' : 'call'),
    answered(result, kind, tookMs) {
      const mayWaitMs = result === 'ok' ? gatherMs : 0
      const heard = performance.now()
      const tell = (state: GateState, now: number) => {
        const waited = mayWaitMs > 0 ? performance.now() - heard : 0
        const began = now - tookMs - waited
        const next = answered(state, { result, send: kind === 'send', began }, now, timings)
        return { state: next, result: [state.breaker.kind, next.breaker.kind] as const }
      }
      change(tell, mayWaitMs).then(
        ([before, after]) => {
          if (before !== after) log[after === 'open' ? 'error' : 'info']('gate.breaker', { state: after })
        },
        // What was learnt about the platform is lost; what was learnt about the delivery is not here.
        (thrown) => log.warn('gate.failed', errorFields(thrown)),
      )
    },
  }
}
