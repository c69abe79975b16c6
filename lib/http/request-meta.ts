import 'server-only'
import type { RequestMeta } from '@/lib/drafts/meta'
import { env } from '@/lib/env'
import { unknownIp } from '@/lib/limits/limits'

type Read = { get: (name: string) => string | null }

/**
 * Where a request comes from. The client's address is believed only in the header that TRUSTED_PROXY names, and
 * there only the last one, which our own proxy wrote; otherwise all clients share one network.
 */
export function metaOf(headers: Read): RequestMeta {
  const { TRUSTED_PROXY } = env()
  const chain = TRUSTED_PROXY ? headers.get(TRUSTED_PROXY.toLowerCase()) : null
  return {
    origin: headers.get('origin') ?? undefined,
    secFetchSite: headers.get('sec-fetch-site') ?? undefined,
    ip: chain?.split(',').at(-1)?.trim() || unknownIp,
  }
}

/** For calls that the server makes itself while it draws a page: there is no Origin on a GET, and none is needed. */
export const ownMeta = (headers: Read): RequestMeta => ({
  ...metaOf(headers),
  origin: new URL(env().APP_URL).origin,
  secFetchSite: undefined,
})
