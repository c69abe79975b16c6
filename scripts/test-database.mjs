import { randomUUID } from 'node:crypto'
import { migrate } from '../lib/db/migrate.ts'
import { startPostgres } from './postgres.mjs'

/**
 * Vitest's global set-up of the `db` project: one embedded Postgres per run, started only if such a test runs. Its database
 * is migrated once and serves as the template from which every test file gets a copy of its own.
 */
export default async function setup(project) {
  const server = await startPostgres({ password: randomUUID(), durable: false })
  await migrate(server.url)
  project.provide('postgres', { adminUrl: server.adminUrl, template: new URL(server.url).pathname.slice(1) })
  return () => server.stop()
}
