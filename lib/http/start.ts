import 'server-only'
import { schemaSentence, waitForSchema } from '@/lib/db'
import { env } from '@/lib/env'

/**
 * Ends the process with a sentence when the environment is wrong or the schema does not come; else tells the supervisor
 * (scripts/supervisor.mjs), where there is one, that this process can answer.
 */
export async function startServer(): Promise<void> {
  env()
  if ((await waitForSchema()) === 'ready') {
    process.send?.({ app: 'ready' })
    return
  }
  process.stderr.write(`${schemaSentence}\n`)
  process.exit(1)
}
