import 'server-only'
import { randomUUID } from 'node:crypto'
import { closeDatabase, schemaSentence, waitForSchema } from '@/lib/db'
import { type Delivering, type DeliveryTimings, sweep, timingsFor } from '@/lib/delivery'
import { platformsOf } from '@/lib/delivery/platforms'
import { watchAlerts } from '@/lib/delivery/watch'
import { env } from '@/lib/env'
import { beating, type Heartbeat } from '@/lib/heartbeat/heartbeat'
import { closeOutbound } from '@/lib/http/outbound'
import { errorFields, log } from '@/lib/log'
import { smtpPost } from '@/lib/mail'
import { repeating, within } from '@/lib/patience'
import { handsFor } from './hands'
import { handleLast } from './last-resort'
import { freeDeadLocks } from './locks'
import { watchProgress } from './progress'
import { takeJobs } from './queue'
import { crontab, tasks } from './tasks'

/** The process behind dist/worker.mjs: delivers, sends mail, purges. Several may run side by side. */
const drainMs = 30_000
/** Jobs at a time. */
const handCount = 4

function meansOf(): Delivering {
  const set = env()
  const chosen = timingsFor(set)
  if (chosen.kind === 'refused') return end(chosen.sentence)
  const { timings } = chosen
  return { platforms: platformsOf(set, timings), timings, owner: randomUUID() }
}

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  return process.exit(1)
}

/** Milliseconds that a task may take: one delivery or letter, or a round over all of them. */
const mostOf =
  ({ task }: DeliveryTimings) =>
  (name: string) =>
    ['deliver', 'mail', 'link'].includes(name) ? task.single : task.round

/** Wakes what lies there and gives back what the dead hold; a failing round is logged, the next one comes all the same. */
function sweeping(timings: DeliveryTimings, heart: Heartbeat): () => void {
  return repeating({
    everyMs: timings.sweep,
    mostMs: timings.sweepMost,
    round: async () => {
      const count = await sweep(undefined, timings)
      if (count > 0) log.info('delivery.sweep', { count })
      const freed = await freeDeadLocks(timings.lock)
      if (freed > 0) log.info('worker.freed', { count: freed })
      await heart.swept()
    },
    failed: (thrown) => log.warn('delivery.sweep', errorFields(thrown)),
  })
}

async function main(): Promise<void> {
  handleLast()
  closeOutbound()
  const set = env()
  if ((await waitForSchema()) === 'missing') return end(schemaSentence)
  const delivering = meansOf()
  const post = set.SMTP_URL && set.MAIL_FROM ? smtpPost(set.SMTP_URL, set.MAIL_FROM) : undefined
  const { timings } = delivering
  const hands = handsFor(tasks({ delivering, post }), handCount, mostOf(timings))
  const queue = await takeJobs(set.DATABASE_URL, {
    concurrency: handCount,
    taskList: hands.tasks,
    crontab,
    preset: { worker: { gracefulShutdownAbortTimeout: drainMs } },
  })
  const heart = beating('worker', timings.heartbeat.every, () => ({
    idleMs: hands.idleMs(),
    pools: [...new Set([queue.pool() ?? [], ...hands.pools()].flat())],
  }))
  const stopSweeping = sweeping(timings, heart)
  const stopWatching = watchProgress({
    connectionString: set.DATABASE_URL,
    tasks: Object.keys(hands.tasks),
    hands: { ...hands, count: handCount },
    stalledMs: timings.heartbeat.stalled,
    stalled: () => void giveUp(),
  })

  let stopping = false
  const stop = async (code: 0 | 1) => {
    if (stopping) return
    stopping = true
    stopSweeping()
    // A call to the platform may last longer than we may wait: what is cut off here is found again as UNKNOWN. And what is closed below
    // may never say that it is.
    setTimeout(() => process.exit(1), drainMs)
    await queue.stop()
    await Promise.all([heart.stop(), stopWatching()])
    await closeDatabase()
    log.info('worker stopped')
    process.exit(code)
  }
  /** Due work lies there and this worker takes none: it says so and ends; its supervisor starts the next. */
  const giveUp = async () => {
    if (stopping) return
    log.error('worker.stalled', { count: hands.busy() })
    void stop(1)
    // The alert's own task lies in the same queue.
    await within(5_000, watchAlerts(timings)).catch((thrown) => log.warn('worker.watch', errorFields(thrown)))
    // A queue that takes nothing may not say either that it has stopped.
    repeating({
      everyMs: 250,
      mostMs: 250,
      round: async () => hands.busy() === 0 && process.exit(1),
      failed: () => undefined,
    })
  }
  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))
  log.info('worker ready')
  process.send?.({ app: 'ready' })
}

main().catch((thrown) => {
  log.error('worker.failed', errorFields(thrown))
  end(
    'Der Hintergrunddienst kann nicht arbeiten: Läuft die Datenbank unter DATABASE_URL? / The worker cannot work: is the database running at DATABASE_URL?',
  )
})
