import 'server-only'
import { errorFields, log } from '@/lib/log'

type Process = {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (thrown: unknown) => void): unknown
  exit(code: number): void
}

/**
 * The last handler of a process (trust S33): what nobody caught, such as a rejection inside the queue when the database is killed, ends
 * it in a known state, and its supervisor starts the next. Node's own way would write the whole error, and a database's quotes rows.
 */
export function handleLast(here: Process = process): void {
  const end = (thrown: unknown) => {
    log.error('worker.failed', errorFields(thrown))
    here.exit(1)
  }
  here.on('uncaughtException', end)
  here.on('unhandledRejection', end)
}
