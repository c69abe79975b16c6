import 'server-only'
import { schemaSentence, waitForSchema } from '@/lib/db'
import { env } from '@/lib/env'

/** Ends the process with a sentence when the environment is wrong or the schema does not come. */
export async function startServer(): Promise<void> {
  env()
  if ((await waitForSchema()) === 'ready') return
  process.stderr.write(`${schemaSentence}\n`)
  process.exit(1)
}
