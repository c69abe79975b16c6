import 'server-only'
import { Worker } from 'node:worker_threads'
import type { CopyFacts } from './copy'
import type { Drawn } from './thread'

type Job = { facts: CopyFacts; resolve: (bytes: Buffer) => void; reject: (thrown: Error) => void }
export type Bounds = {
  /** At once. */
  threads: number
  /** Most that wait for one. */
  waiting: number
  /** Milliseconds that one drawing may take, and that an idle thread is kept. */
  limitMs: number
  idleMs: number
}

const usual: Bounds = { threads: 2, waiting: 50, limitMs: 30_000, idleMs: 60_000 }

/**
 * Draws copies in threads of their own, some at once and the others in turn: eight pages take a third of a second of CPU, in which the
 * event loop would answer nobody. A thread that dies or does not come to an end fails its one drawing and is replaced.
 */
export class DrawingPool {
  private readonly queue: Job[] = []
  private readonly idle: Worker[] = []
  private threads = 0

  /** @param file the bundle of ./thread.ts */
  constructor(
    private readonly file: string,
    private readonly bounds: Bounds = usual,
  ) {}

  /** True when so many wait that one more would wait too long. */
  get full(): boolean {
    return this.queue.length >= this.bounds.waiting
  }

  /** The copy's bytes. Rejects when it cannot be drawn or does not end. */
  draw(facts: CopyFacts): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ facts, resolve, reject })
      this.next()
    })
  }

  private next(): void {
    const thread = this.queue.length > 0 ? this.free() : undefined
    const job = thread && this.queue.shift()
    if (thread && job) this.run(thread, job)
  }

  private free(): Worker | undefined {
    const kept = this.idle.pop()
    if (kept || this.threads >= this.bounds.threads) return kept
    this.threads += 1
    // What is loaded first into a process (watchdog, the server's bounds) is not for its threads.
    return new Worker(this.file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } })
  }

  private run(thread: Worker, { facts, resolve, reject }: Job): void {
    thread.removeAllListeners()
    thread.ref()
    const lost = (why: string) => {
      clearTimeout(limit)
      thread.removeAllListeners()
      // Whatever it still says is of no use.
      thread.on('error', () => undefined)
      void thread.terminate()
      this.threads -= 1
      reject(new Error(`A copy was not drawn: ${why}`))
      this.next()
    }
    const limit = setTimeout(() => lost('time'), this.bounds.limitMs)
    thread.once('error', (thrown) => lost(thrown.name))
    thread.once('exit', () => lost('exit'))
    thread.once('message', (drawn: Drawn) => {
      clearTimeout(limit)
      this.rest(thread)
      if ('bytes' in drawn) resolve(Buffer.from(drawn.bytes))
      else reject(new Error(`A copy was not drawn: ${drawn.failed}`))
      this.next()
    })
    thread.postMessage(facts)
  }

  /** Kept for a while, without keeping the process alive. */
  private rest(thread: Worker): void {
    thread.removeAllListeners()
    const gone = () => {
      clearTimeout(timer)
      const at = this.idle.indexOf(thread)
      if (at < 0) return
      this.idle.splice(at, 1)
      this.threads -= 1
      void thread.terminate()
    }
    const timer = setTimeout(gone, this.bounds.idleMs)
    timer.unref()
    thread.once('error', gone)
    thread.once('exit', gone)
    thread.unref()
    this.idle.push(thread)
  }
}
