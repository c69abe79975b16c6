import 'server-only'
import { Pool } from 'pg'
import { errorFields, log } from '@/lib/log'
import { repeating } from '@/lib/patience'

/** One look at the queue from outside. */
export type Look = {
  /** Milliseconds by a clock that only goes forward. */
  at: number
  /** How long the oldest job that anybody could take has been due, in milliseconds; 0: there is none. */
  lagMs: number
  /** Jobs that this worker has taken since its start. */
  taken: number
  /** Whether it could take one. */
  free: boolean
}
/** For how long this worker has been seen to leave due work alone, and the last look. */
export type Stuck = { ms: number; last: Look | null }
export const atStart: Stuck = { ms: 0, last: null }

/** A worker that works looks every two seconds; a job that was due for so long was passed over. */
const passedOverMs = 5_000

/**
 * What a look adds. Time counts only between two looks that both saw work lie there, and no more of it than a look is due after: of the time
 * when the database was away nothing is known, and nothing is forgotten either. Pure.
 */
export function stuckAfter({ ms, last }: Stuck, look: Look, everyMs: number): Stuck {
  const passedOver = look.lagMs >= passedOverMs && look.free
  if (!passedOver || (last && look.taken > last.taken)) return { ms: 0, last: look }
  return { ms: last ? ms + Math.min(look.at - last.at, 2 * everyMs) : 0, last: look }
}

export type Watching = {
  connectionString: string
  /** The tasks that this worker knows: what a newer one queued is not its to take. */
  tasks: readonly string[]
  hands: { taken(): number; busy(): number; count: number }
  stalledMs: number
  everyMs?: number
  /** Due work lies there and this worker takes none. */
  stalled: () => void
}

/**
 * Watches from outside the queue's library, over a connection of its own, whether due work is taken. trust §2.5 has signs of life; this is
 * the sign of work.
 * @returns stops it
 */
export function watchProgress({
  connectionString,
  tasks,
  hands,
  stalledMs,
  everyMs = Math.min(2_000, stalledMs / 5),
  stalled,
}: Watching): () => Promise<void> {
  const pool = new Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 4_000,
    query_timeout: 5_000,
    application_name: 'selbstauskunft-watch',
  })
  pool.on('error', () => undefined)
  let stuck = atStart
  const look = async () => {
    const taken = hands.taken()
    const { rows } = await pool.query<{ lag: number }>(
      `select coalesce(extract(epoch from clock_timestamp() - min(run_at)), 0)::float8 as lag from graphile_worker.jobs
        where run_at <= now() and locked_at is null and attempts < max_attempts and task_identifier = any($1)`,
      [tasks],
    )
    const seen = {
      at: performance.now(),
      lagMs: (rows[0]?.lag ?? 0) * 1000,
      taken: Math.max(taken, hands.taken()),
      free: hands.busy() < hands.count,
    }
    stuck = stuckAfter(stuck, seen, everyMs)
    if (stuck.ms >= stalledMs) stalled()
  }
  const stop = repeating({
    everyMs,
    mostMs: 12_000,
    round: look,
    failed: (thrown) => log.warn('worker.watch', errorFields(thrown)),
  })
  return async () => {
    stop()
    await pool.end()
  }
}
