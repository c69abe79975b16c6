import cluster from 'node:cluster'
import { pathToFileURL } from 'node:url'
import { inRoot } from './paths.mjs'

/** A process that says nothing for so long has a blocked event loop (trust S26: replaced within 15 s). */
const SILENCE_MS = 10_000
/** Until a new app process must have shown to be ready; it waits a minute for its schema by itself. */
const START_MS = 120_000
/** How long a request that is under way may take once the process is to end. */
const DRAIN_MS = 30_000
/** From then on a process counts as one that starts well. */
const STEADY_MS = 60_000
const TICK_MS = 1000
const TRIES = 5

/**
 * Runs `processes` copies of a server behind one port (node:cluster: this process owns the port and hands connections out in
 * turn). The first one starts alone, so that a wrong environment is told once; the others follow when it is ready. One that ends,
 * or does not answer a ping for `silenceMs`, is replaced, later and later if it keeps ending.
 *
 * Messages: `{app: 'ping' | 'drain'}` to a process, `{app: 'ready' | 'pong'}` from it (scripts/app-process.mjs, lib/http/start.ts).
 *
 * @param {{program: string, preload: string, processes: number, name?: string, env?: object, silenceMs?: number,
 *          firstPauseMs?: number, say: (line: string) => void}} options `name`: what is said to run
 * @returns `ended`: resolves with the code to end with: 0 after `stop`, else 1; `stop({noticeMs})` drains: for that long, new
 *   connections are still taken while the process already says that it is not ready, then none, and what is under way ends
 */
export function supervise({
  program,
  preload,
  processes,
  name = 'app process',
  env = {},
  silenceMs = SILENCE_MS,
  firstPauseMs = 500,
  say,
}) {
  const running = new Set()
  const timers = new Set()
  let everReady = false
  let endsInRow = 0
  let stopping = false
  let drainedWell = true
  let finish
  const ended = new Promise((resolve) => {
    finish = (code) => {
      clearInterval(watching)
      for (const timer of timers) clearTimeout(timer)
      for (const one of running) one.worker.process.kill('SIGKILL')
      resolve(code)
    }
  })

  const later = (ms, work) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer)
  }

  const start = () => {
    if (stopping || running.size >= processes) return
    // Of the next fork alone: another supervisor of this process may have set it.
    cluster.setupPrimary({
      exec: program,
      execArgv: ['--import', preload],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const worker = cluster.fork(env)
    const one = { worker, pid: worker.process.pid, ready: false, heard: performance.now() }
    running.add(one)
    worker.on('message', (message) => {
      one.heard = performance.now()
      if (message?.app !== 'ready' || one.ready) return
      one.ready = true
      everReady = true
      say(`${name} ${one.pid} ready`)
      later(STEADY_MS, () => {
        if (running.has(one)) endsInRow = 0
      })
      start()
    })
    // A message to a process that is just ending fails; its end is told by 'exit'.
    worker.on('error', () => {})
    worker.once('exit', (code, signal) => left(one, code, signal))
  }

  const left = (one, code, signal) => {
    running.delete(one)
    say(`${name} ${one.pid} ended (${signal ?? code})`)
    if (stopping) {
      drainedWell &&= code === 0
      if (running.size === 0) finish(drainedWell ? 0 : 1)
      return
    }
    endsInRow += 1
    const noneReady = ![...running].some(({ ready }) => ready)
    // Whoever started us is told by our end: a wrong environment at once, a server that no longer starts after some tries.
    if (!everReady || (noneReady && !one.ready && endsInRow >= TRIES)) {
      finish(1)
      return
    }
    later(Math.min(firstPauseMs * 2 ** (endsInRow - 1), 30_000), start)
  }

  let ticked = performance.now()
  const watching = setInterval(() => {
    const now = performance.now()
    const late = now - ticked > 3 * TICK_MS
    ticked = now
    for (const one of running) {
      // If this process itself was held up (a suspended machine), nobody could be heard.
      if (late) one.heard = now
      if (now - one.heard > (one.ready ? silenceMs : START_MS)) {
        say(`${name} ${one.pid} does not answer: it is ended`)
        one.worker.process.kill('SIGKILL')
      } else if (one.worker.isConnected()) {
        one.worker.send({ app: 'ping' })
      }
    }
  }, TICK_MS)

  const stop = ({ noticeMs = 0 } = {}) => {
    if (stopping) return
    stopping = true
    if (running.size === 0) finish(0)
    for (const { worker } of running)
      if (worker.isConnected()) worker.send({ app: 'drain', noticeMs, mostMs: DRAIN_MS })
    later(noticeMs + DRAIN_MS + 1000, () => finish(1))
  }

  start()
  return { ended, stop }
}

/** The same for workers, which own no port. */
export const superviseWorkers = (options) =>
  supervise({
    name: 'worker process',
    preload: pathToFileURL(inRoot('scripts', 'worker-process.mjs')).href,
    ...options,
  })
