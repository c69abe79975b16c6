/**
 * The one authority for "is this changing request ours" (trust.md S3): it comes from a page of APP_URL's origin, and from nowhere else.
 * Host and X-Forwarded-Host have no say: behind a proxy they may name anything, and a client can write both. Pure.
 */
export type Sender = { origin?: string | null; secFetchSite?: string | null }
/**
 * `missing`: no Origin, or `null`. `foreign`: another one than ours. `site`: the browser itself says that another site asks, whatever the
 * Origin; older browsers say nothing.
 */
export type OriginVerdict = 'ours' | 'missing' | 'foreign' | 'site'

export function judgeOrigin({ origin, secFetchSite }: Sender, appUrl: string): OriginVerdict {
  if (!origin || origin === 'null') return 'missing'
  if (!URL.canParse(origin) || new URL(origin).origin !== new URL(appUrl).origin) return 'foreign'
  return !secFetchSite || secFetchSite === 'same-origin' || secFetchSite === 'none' ? 'ours' : 'site'
}

/**
 * Whether a foreign Origin is that of our own page, opened under another address than APP_URL (a wrong APP_URL, a second domain, an
 * address of the local network): the browser says that page and target are one, or the target's name is the Origin's. Only for telling
 * people and operators; nothing is allowed because of it. Pure.
 */
export function isOtherAddress({ origin, secFetchSite }: Sender, hosts: readonly (string | null)[]): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return secFetchSite === 'same-origin' || hosts.some((names) => namesIn(names).includes(host))
}

/** A header of hosts may have been written by several proxies one after the other. */
export const namesIn = (header: string | null): readonly string[] =>
  (header ?? '').split(',').map((name) => name.trim().toLowerCase())
