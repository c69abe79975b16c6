import { schemaReady } from '@/lib/db'

export const dynamic = 'force-dynamic'

/** Set by scripts/app-process.mjs when the process is about to end. */
const draining = () => Symbol.for('selbstauskunft.draining') in globalThis

/** Ready: the database can be reached and has this build's schema, and the process is not about to end. */
export async function GET(): Promise<Response> {
  if (draining()) return Response.json({ status: 'draining' }, { status: 503 })
  const ready = await schemaReady()
  return Response.json({ status: ready ? 'ready' : 'waiting' }, { status: ready ? 200 : 503 })
}
