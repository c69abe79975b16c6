import { canWrite, schemaReady } from '@/lib/db'
import { readWorkers } from '@/lib/delivery/figures'
import { limitsFor } from '@/lib/delivery/timings'
import { type WorkersState, workersState } from '@/lib/delivery/workers'
import { env } from '@/lib/env'
import { within } from '@/lib/patience'

export const dynamic = 'force-dynamic'

/** Set by scripts/app-process.mjs when the process is about to end. */
const draining = () => Symbol.for('selbstauskunft.draining') in globalThis

/**
 * Ready: the database can be reached, has this build's schema and takes a row, and the process is not about to end. How the workers do is said beside it
 * and takes no app out of traffic: what is accepted is kept, and without an app nothing would be accepted.
 */
export async function GET(): Promise<Response> {
  if (draining()) return Response.json({ status: 'draining' }, { status: 503 })
  if (!(await schemaReady())) return Response.json({ status: 'waiting' }, { status: 503 })
  if (!(await canWrite())) return Response.json({ status: 'readOnly' }, { status: 503 })
  return Response.json({ status: 'ready', worker: await workers() })
}

const workers = (): Promise<WorkersState | 'unknown'> =>
  within(2_000, readWorkers()).then(
    (seen) => workersState(seen, limitsFor(env())),
    () => 'unknown',
  )
