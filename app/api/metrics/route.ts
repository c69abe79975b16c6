import { sameBytes } from '@/lib/crypto/secret'
import { env } from '@/lib/env'
import { currentMetrics } from './figures'

export const dynamic = 'force-dynamic'

/** Open without a token only on one's own machine (demo); elsewhere METRICS_TOKEN must be set and sent. */
function allowed(request: Request): boolean {
  const { METRICS_TOKEN, APP_URL } = env()
  if (!METRICS_TOKEN) return new URL(APP_URL).protocol === 'http:'
  const sent = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  return sameBytes(Buffer.from(sent), Buffer.from(METRICS_TOKEN))
}

export async function GET(request: Request): Promise<Response> {
  if (!allowed(request)) return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  return new Response(await currentMetrics(), {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
