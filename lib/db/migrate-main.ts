import { env } from '@/lib/env'
import { errorFields, log } from '@/lib/log'
import { migrate, unfitFor } from './migrate'

/** Entry of dist/migrate.mjs: `npm run migrate`. */
try {
  const sentences = await unfitFor(env().DATABASE_URL)
  if (sentences.length === 0) {
    await migrate(env().DATABASE_URL)
    log.info('migrate.done')
  } else {
    process.stderr.write(`${sentences.join('\n')}\n`)
    process.exitCode = 1
  }
} catch (thrown) {
  log.error('migrate.failed', errorFields(thrown))
  process.stderr.write(
    'Die Datenbank konnte nicht vorbereitet werden: Läuft sie unter DATABASE_URL, und darf der Benutzer Tabellen anlegen? ' +
      '/ The database could not be prepared: is it running at DATABASE_URL, and may the user create tables?\n',
  )
  process.exitCode = 1
}
