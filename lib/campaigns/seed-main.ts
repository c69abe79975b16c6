import { closeDatabase } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { seed } from './seed'

/** Entry of dist/seed.mjs. */
try {
  await seed()
  log.info('seed.done')
} catch (thrown) {
  log.error('seed.failed', errorFields(thrown))
  process.exitCode = 1
} finally {
  await closeDatabase()
}
