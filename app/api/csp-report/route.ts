import { env } from '@/lib/env'
import { makeThrottle, refusedIn } from '@/lib/http/csp-report'
import { log } from '@/lib/log'
import { jsonBody } from '../antrag/body'

/** A report is some hundred bytes. */
const maxBytes = 16 * 1024
/** Per process: enough to see that something is wrong, too little to fill a disk. */
const mayLog = makeThrottle(60)

/** What our policy refused somewhere (trust.md S4). Always 204: whoever reports learns nothing. */
export async function POST(request: Request): Promise<Response> {
  const body = await jsonBody(request, maxBytes)
  for (const refused of refusedIn(body, new URL(env().APP_URL).host)) {
    if (mayLog()) log.warn('csp.refused', refused)
  }
  return new Response(null, { status: 204 })
}
