import 'server-only'
import { sql } from 'drizzle-orm'
import journal from './migrations/meta/_journal.json'
import { database } from './pool'

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
