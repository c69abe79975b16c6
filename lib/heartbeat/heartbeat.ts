import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import { errorFields, log } from '@/lib/log'

const { heartbeat } = schema

export type Heartbeat = {
  /** Says that this process has just swept. */
  swept(): Promise<void>
  /** Ends it and takes its row away: a process that ends on purpose is not missed. */
  stop(): Promise<void>
}

/**
 * Writes this process's row now and every so often, so that a missing process is noticed (trust §2.5: alarm after 60 s). A beat that
 * fails is logged, the next one comes all the same. Rows of processes that ended without a word go after an hour.
 * @param everyMs milliseconds between two beats
 */
export function beating(role: 'worker' | 'app', everyMs: number): Heartbeat {
  const instance = randomUUID()
  const now = sql`clock_timestamp()`
  let written: Promise<unknown> = Promise.resolve()

  const firmly = async (write: PromiseLike<unknown>) => {
    try {
      await write
    } catch (thrown) {
      log.warn('heartbeat', errorFields(thrown))
    }
  }
  const beat = () =>
    firmly(
      database()
        .insert(heartbeat)
        .values({ instance, role, beatAt: now })
        .onConflictDoUpdate({ target: heartbeat.instance, set: { beatAt: now } }),
    )
  const tidy = () =>
    firmly(
      database().delete(heartbeat).where(sql`${heartbeat.beatAt} < clock_timestamp() - interval '1 hour'`),
    )

  written = tidy().then(beat)
  const timer = setInterval(() => {
    written = beat()
  }, everyMs)
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
