import 'server-only'
import { randomUUID } from 'node:crypto'
import { closeDatabase, schemaSentence, waitForSchema } from '@/lib/db'
import { type Delivering, sweep, timingsFor } from '@/lib/delivery'
import { platformsOf } from '@/lib/delivery/platforms'
import { env } from '@/lib/env'
import { beating, type Heartbeat } from '@/lib/heartbeat/heartbeat'
import { closeOutbound } from '@/lib/http/outbound'
import { errorFields, log } from '@/lib/log'
import { smtpPost } from '@/lib/mail'
import { handleLast } from './last-resort'
import { takeJobs } from './queue'
import { crontab, tasks } from './tasks'

/** The process behind dist/worker.mjs: delivers, sends mail, purges. Several may run side by side. */
const drainMs = 30_000

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

/** Repeats without overlap until told to stop; a failing round is logged, the next one comes all the same. */
function sweeping(everyMs: number, heart: Heartbeat): () => void {
  let timer: NodeJS.Timeout
  const round = async () => {
    try {
      const count = await sweep()
      if (count > 0) log.info('delivery.sweep', { count })
      await heart.swept()
    } catch (thrown) {
      log.warn('delivery.sweep', errorFields(thrown))
    }
    timer = setTimeout(round, everyMs)
  }
  timer = setTimeout(round, 0)
  return () => clearTimeout(timer)
}

async function main(): Promise<void> {
  handleLast()
  closeOutbound()
  const set = env()
  if ((await waitForSchema()) === 'missing') return end(schemaSentence)
  const delivering = meansOf()
  const post = set.SMTP_URL && set.MAIL_FROM ? smtpPost(set.SMTP_URL, set.MAIL_FROM) : undefined
  const queue = await takeJobs(set.DATABASE_URL, {
    concurrency: 4,
    taskList: tasks({ delivering, post }),
    crontab,
    preset: { worker: { gracefulShutdownAbortTimeout: drainMs } },
  })
  const heart = beating('worker', delivering.timings.heartbeat.every)
  const stopSweeping = sweeping(delivering.timings.sweep, heart)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    stopSweeping()
    // A call to the platform may last longer than we may wait: what is cut off here is found again as UNKNOWN.
    setTimeout(() => process.exit(1), drainMs).unref()
    await queue.stop()
    await heart.stop()
    await closeDatabase()
    log.info('worker stopped')
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  log.info('worker ready')
}

main().catch((thrown) => {
  log.error('worker.failed', errorFields(thrown))
  end(
    'Der Hintergrunddienst kann nicht arbeiten: Läuft die Datenbank unter DATABASE_URL? / The worker cannot work: is the database running at DATABASE_URL?',
  )
})
