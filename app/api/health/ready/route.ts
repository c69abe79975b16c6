import { schemaReady } from '@/lib/db'

export const dynamic = 'force-dynamic'

/** Ready: the database can be reached and has this build's schema. */
export async function GET(): Promise<Response> {
  const ready = await schemaReady()
  return Response.json({ status: ready ? 'ready' : 'waiting' }, { status: ready ? 200 : 503 })
}
