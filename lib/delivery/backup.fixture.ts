import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import type { Postgres } from '@/scripts/postgres.mjs'

/** What belongs to the running server and not to its data; the WAL comes last. */
const notCopied = new Set(['postmaster.pid', 'postmaster.opts', 'server.log', 'pg_wal', 'pgsql_tmp'])

/**
 * A physical backup of a running server, as docs/operation.md describes it: announce, copy the files while it works on, end, add the
 * label and the WAL written meanwhile.
 */
export async function backUp(postgres: Postgres, folder: string, meanwhile: () => Promise<void>) {
  const session = new Client({ connectionString: postgres.adminUrl })
  await session.connect()
  try {
    await session.query(`select pg_backup_start('rehearsal', true)`)
    const copying = cp(postgres.folder, folder, {
      recursive: true,
      preserveTimestamps: true,
      // A relation cache file comes and goes while the server runs, and is made anew at its next start.
      filter: (path) => !notCopied.has(basename(path)) && !basename(path).startsWith('pg_internal.init'),
    })
    await Promise.all([copying, meanwhile()])
    const { rows } = await session.query<{ labelfile: string }>('select * from pg_backup_stop(false)')
    writeFileSync(join(folder, 'backup_label'), rows[0]?.labelfile ?? '')
  } finally {
    await session.end()
  }
  // Whoever starts it hands it to the database's user, who must be able to enter it.
  chmodSync(folder, 0o755)
  const wal = join(folder, 'pg_wal')
  rmSync(wal, { recursive: true, force: true })
  mkdirSync(join(wal, 'archive_status'), { recursive: true, mode: 0o700 })
  for (const name of readdirSync(join(postgres.folder, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name)) cpSync(join(postgres.folder, 'pg_wal', name), join(wal, name))
  }
}
