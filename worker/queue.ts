import 'server-only'
import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, type Runner, type RunnerOptions, run, type WorkerEvents } from 'graphile-worker'
import { Pool } from 'pg'
import { errorFields, log } from '@/lib/log'
import { within } from '@/lib/patience'

/** graphile-worker's own words may quote payloads or statements: only the fact that it complained is kept. */
const quiet = new Logger(() => (level) => {
  if (level === 'error' || level === 'warning') log.warn('worker.queue', { reason: level })
})

const shortestPauseMs = 250
const longestPauseMs = 5_000
/** How long a runner may take to begin, and one that has begun to end. Then the next one begins without it. */
const patienceMs = { begin: 20_000, end: 5_000 }

export type Queue = {
  /** Takes no further job and waits for those under way; whoever cannot wait for ever says so. */
  stop(): Promise<void>
  /** The pool that takes jobs now; null: none does. */
  pool(): string | null
}

export type QueueOptions = Pick<RunnerOptions, 'taskList' | 'crontab' | 'preset'> & {
  concurrency: number
  /** For tests: the library's way to begin. */
  begin?: (options: RunnerOptions) => Promise<Runner>
  patience?: typeof patienceMs
}

/**
 * Takes jobs until told to stop. graphile-worker stops itself when the database goes away under it; it is begun again until the
 * database is back, and what this process is just doing goes on meanwhile: an answer of the platform is still to be stored. A runner that
 * ends counts as ended after five seconds, for its promise may never settle: a failed batch makes it count its open jobs wrongly.
 * @returns when it takes jobs for the first time; rejects when that fails
 */
export async function takeJobs(connectionString: string, options: QueueOptions): Promise<Queue> {
  const { begin: beginWith = run, patience = patienceMs, ...given } = options
  // The runner takes its listeners off a pool before it ends: a connection that breaks just then would end the process.
  const pgPool = new Pool({
    connectionString,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
    application_name: 'selbstauskunft-queue',
  })
  pgPool.on('error', (thrown) => log.warn('worker.queue', errorFields(thrown)))
  pgPool.on('connect', (client) => client.on('error', () => undefined))

  let pool: string | null = null
  let stopping = false

  /** Begins a runner. @returns it, and what settles when it has begun to end or has ended, whichever is seen first */
  const begin = async () => {
    const events: WorkerEvents = new EventEmitter()
    const ending = new Promise<void>((resolve) => {
      events.once('pool:create', ({ workerPool }) => {
        pool = workerPool.id
      })
      for (const name of ['pool:fatalError', 'pool:gracefulShutdown', 'pool:forcefulShutdown'] as const)
        events.once(name, () => resolve())
    })
    const starting = beginWith({
      ...given,
      events,
      pgPool,
      noHandleSignals: true,
      logger: quiet,
      // Done jobs are struck off by a timer; it is this way that a failure there is told and not thrown at the process.
      preset: {
        ...given.preset,
        worker: { ...given.preset?.worker, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      },
    })
    try {
      return { runner: await within(patience.begin, starting), ending }
    } catch (thrown) {
      // One that begins after all would take jobs that nobody watches.
      starting.then(dismiss, () => undefined)
      throw thrown
    }
  }
  /** Its timetable ends too; what it is doing goes on. */
  const dismiss = (runner: Runner) => {
    runner.stop().catch(() => undefined)
  }

  let life: Awaited<ReturnType<typeof begin>> | null = await begin()
  const again = async () => {
    for (let wait = shortestPauseMs; !stopping; wait = Math.min(2 * wait, longestPauseMs)) {
      await pause(wait)
      try {
        if (!stopping) return await begin()
      } catch (thrown) {
        log.warn('worker.queue', errorFields(thrown))
      }
    }
    return null
  }
  const serving = (async () => {
    while (life) {
      const { runner, ending } = life
      const ended = runner.promise.catch((thrown) => log.warn('worker.queue', errorFields(thrown)))
      await Promise.race([ended, ending])
      pool = null
      if (stopping) return
      await within(patience.end, ended).catch(() => log.warn('worker.queue', { reason: 'abandoned' }))
      if (stopping) return
      dismiss(runner)
      log.warn('worker.queue', { reason: 'begunAgain' })
      life = await again()
    }
  })()

  return {
    stop: async () => {
      stopping = true
      await life?.runner.stop().catch(() => undefined)
      await serving
      await pgPool.end()
    },
    pool: () => pool,
  }
}
