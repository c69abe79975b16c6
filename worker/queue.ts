import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, type Runner, type RunnerOptions, run } from 'graphile-worker'
import { Pool } from 'pg'
import { errorFields, log } from '@/lib/log'

/** graphile-worker's own words may quote payloads or statements: only the fact that it complained is kept. */
const quiet = new Logger(() => (level) => {
  if (level === 'error' || level === 'warning') log.warn('worker.queue', { reason: level })
})

const shortestPauseMs = 250
const longestPauseMs = 5_000

/**
 * Takes jobs until told to stop. graphile-worker stops itself when the database goes away under it; it is begun again until the
 * database is back, and what this process is just doing goes on meanwhile: an answer of the platform is still to be stored.
 * @returns when it takes jobs for the first time; rejects when that fails
 */
export async function takeJobs(
  connectionString: string,
  options: RunnerOptions,
): Promise<{ stop: () => Promise<void> }> {
  // The runner takes its listeners off a pool before it ends: a connection that breaks just then would end the process.
  const pgPool = new Pool({ connectionString })
  pgPool.on('error', (thrown) => log.warn('worker.queue', errorFields(thrown)))
  pgPool.on('connect', (client) => client.on('error', () => undefined))
  const begin = () =>
    run({
      ...options,
      pgPool,
      noHandleSignals: true,
      logger: quiet,
      // Done jobs are struck off together; and it is this way that a failure there is told and not thrown at the process.
      preset: {
        ...options.preset,
        worker: { ...options.preset?.worker, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      },
    })
  let runner: Runner | null = await begin()
  let stopping = false

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
    while (runner) {
      await runner.promise.catch((thrown) => log.warn('worker.queue', errorFields(thrown)))
      if (stopping) return
      log.warn('worker.queue', { reason: 'begunAgain' })
      runner = await again()
    }
  })()

  return {
    stop: async () => {
      stopping = true
      await runner?.stop().catch(() => undefined)
      await serving
      await pgPool.end()
    },
  }
}
