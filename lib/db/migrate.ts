import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as migrateDrizzle } from 'drizzle-orm/node-postgres/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import { Client } from 'pg'
import { unfit } from './preflight'

/** Any number, the same in every process: two migrations at once wait for one another. */
const lockId = 7_305_112
const quiet = new Logger(() => () => undefined)

/** Beside this file in the source; the bundle dist/migrate.mjs reads them from the source folder too. */
function migrationsFolder(): string {
  const beside = fileURLToPath(new URL('./migrations', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../lib/db/migrations', import.meta.url))
}

/** What has to be put right before this database can be migrated, a sentence each (preflight.ts). Throws what the database throws. */
export async function unfitFor(databaseUrl: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'selbstauskunft-migrate' })
  await client.connect()
  try {
    return await unfit(client)
  } finally {
    await client.end()
  }
}

/**
 * Brings a database to this build's schema: graphile-worker's migrations, then ours, under one advisory lock.
 * Repeating it changes nothing. Throws what the database throws.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'selbstauskunft-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockId])
    await runMigrations({ connectionString: databaseUrl, logger: quiet })
    await migrateDrizzle(drizzle(client), { migrationsFolder: migrationsFolder() })
  } finally {
    await client.end()
  }
}
