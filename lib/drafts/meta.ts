import { env } from '@/lib/env'

/** What a route or action knows of a request besides its body. `ip` comes from the trusted proxy only. */
export type RequestMeta = { origin?: string; secFetchSite?: string; host: string; ip: string }

/**
 * True when the request comes from a page of ours. A missing or `null` Origin is refused, since Next would let a
 * missing one through (trust.md S3); Sec-Fetch-Site, where a browser sends it, must agree.
 */
export function sameOrigin(meta: RequestMeta): boolean {
  if (!meta.origin || !URL.canParse(meta.origin)) return false
  if (meta.secFetchSite && meta.secFetchSite !== 'same-origin' && meta.secFetchSite !== 'none') return false
  const origin = new URL(meta.origin)
  return origin.host === meta.host || origin.origin === new URL(env().APP_URL).origin
}
