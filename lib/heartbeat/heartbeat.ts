import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { within } from '@/lib/patience'

const { heartbeat } = schema

export type Heartbeat = {
  /** Says that this process has just swept. */
  swept(): Promise<void>
  /** Ends it and takes its row away: a process that ends on purpose is not missed. */
  stop(): Promise<void>
}

/**
 * What a process says of itself. A worker: milliseconds since it last took a job or had no hand free, and the names it holds locks
 * under. An app: how many requests it refused as not ours within the last hour (lib/http/refused.ts).
 */
export type Said = {
  idleMs?: number
  pools?: readonly string[]
  refused?: { address: number; others: number }
}

/** After so long a write counts as failed: no beat waits for ever, and the end of a process for none. */
const usualMostMs = 25_000

/**
 * Writes this process's row now and every so often, so that a missing process is noticed (trust §2.5: alarm after 60 s). A beat that
 * fails is logged, the next one comes all the same. Rows of processes that ended without a word go after an hour.
 * @param everyMs milliseconds between two beats
 * @param says asked before each beat
 */
export function beating(
  role: 'worker' | 'app',
  everyMs: number,
  says: () => Said = () => ({}),
  mostMs = usualMostMs,
): Heartbeat {
  const instance = randomUUID()
  const now = sql`clock_timestamp()`
  let written: Promise<unknown> = Promise.resolve()
  let busy = false

  const firmly = async (write: PromiseLike<unknown>) => {
    try {
      await within(mostMs, write)
    } catch (thrown) {
      log.warn('heartbeat', errorFields(thrown))
    }
  }
  const beat = () => {
    const { idleMs, pools, refused } = says()
    const said = {
      beatAt: now,
      workedAt:
        idleMs === undefined ? null : sql`clock_timestamp() - make_interval(secs => ${idleMs / 1000})`,
      pools: pools ? [...pools] : null,
      refusedAddress: refused?.address ?? 0,
      refusedOthers: refused?.others ?? 0,
    }
    return firmly(
      database()
        .insert(heartbeat)
        .values({ instance, role, ...said })
        .onConflictDoUpdate({ target: heartbeat.instance, set: said }),
    )
  }
  const tidy = () =>
    firmly(
      database().delete(heartbeat).where(sql`${heartbeat.beatAt} < clock_timestamp() - interval '1 hour'`),
    )

  // One write at a time: what `stop` waits for is then the last one, and its row does not come back.
  const once = (write: () => Promise<void>) => {
    if (busy) return
    busy = true
    written = write().finally(() => {
      busy = false
    })
  }
  once(() => tidy().then(beat))
  const timer = setInterval(() => once(beat), everyMs)
  timer.unref()

  return {
    swept: () =>
      firmly(database().update(heartbeat).set({ sweptAt: now }).where(eq(heartbeat.instance, instance))),
    async stop() {
      clearInterval(timer)
      await written
      await firmly(database().delete(heartbeat).where(eq(heartbeat.instance, instance)))
    },
  }
}
