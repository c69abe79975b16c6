import 'server-only'
import { schemaSentence, waitForSchema } from '@/lib/db'
import { deliveryTimings } from '@/lib/delivery/timings'
import { env } from '@/lib/env'
import { beating } from '@/lib/heartbeat/heartbeat'
import { closeOutbound } from './outbound'
import { quietConsole } from './quiet'
import { refusedLately } from './refused'

/**
 * Ends the process with a sentence when the environment is wrong or the schema does not come; else begins its heartbeat and tells the
 * supervisor (scripts/supervisor.mjs), where there is one, that this process can answer.
 */
export async function startServer(): Promise<void> {
  // The framework's development server looks things up by itself, and its errors are for whoever develops.
  if (env().NODE_ENV !== 'development') {
    closeOutbound()
    quietConsole()
  }
  if ((await waitForSchema()) === 'ready') {
    beating('app', deliveryTimings.heartbeat.every, () => ({ refused: refusedLately() }))
    process.send?.({ app: 'ready' })
    return
  }
  process.stderr.write(`${schemaSentence}\n`)
  process.exit(1)
}
