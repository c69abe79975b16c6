import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { keptWithPool } from './kept'
import journal from './migrations/meta/_journal.json'
import { database, pool } from './pool'

const wanted = Math.max(...journal.entries.map((entry) => entry.when))

/** True when the database has this build's last migration or a newer one. False also when it cannot be reached. */
export async function schemaReady(): Promise<boolean> {
  try {
    const result = await database().execute<{ last: string | null }>(
      sql`select max(created_at)::text as last from drizzle.__drizzle_migrations`,
    )
    return Number(result.rows[0]?.last ?? 0) >= wanted
  } catch {
    return false
  }
}

/** Anybody may ask whether we are ready: nobody makes us write more often than this, in milliseconds. */
const writingEvery = 2_000
const written = keptWithPool<{ last?: { at: number; able: Promise<boolean> } }>(() => ({}))

/**
 * True when a row can be written at this moment: false on a standby, on a server that is read-only, and on a disk that is full. The row
 * is taken back; it is large and random, so that it needs room and does not find a place by chance.
 */
export function canWrite(now: number = performance.now()): Promise<boolean> {
  const kept = written()
  const last = kept.last && now - kept.last.at < writingEvery ? kept.last : { at: now, able: writesNow() }
  kept.last = last
  return last.able
}

async function writesNow(): Promise<boolean> {
  try {
    const client = await pool().connect()
    let able = false
    try {
      await client.query('begin')
      await client.query('insert into platform_gate (key, state) values ($1, to_jsonb($2::text))', [
        `ready-${randomBytes(16).toString('hex')}`,
        randomBytes(12 * 1024).toString('base64'),
      ])
      able = true
    } finally {
      await client.query('rollback').catch(() => undefined)
      client.release(!able)
    }
    return able
  } catch {
    return false
  }
}

/** Waits up to `seconds` for the schema. On 'missing' the caller ends its process with `schemaSentence`. */
export async function waitForSchema(seconds = 60): Promise<'ready' | 'missing'> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    if (await schemaReady()) return 'ready'
    if (performance.now() >= until) return 'missing'
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

export const schemaSentence =
  'Das Datenbankschema fehlt oder ist älter als dieses Programm: Bitte führen Sie "npm run migrate" aus. ' +
  '/ The database schema is missing or older than this program: please run "npm run migrate".'
