import { isAllowed, originOf } from './pages'

/** Why a page may or may not show a campaign; `similar`: the allowed one that it was probably meant to be. */
export type PageCheck =
  | { kind: 'none' }
  | { kind: 'noAddress'; page: string }
  | { kind: 'allowed' | 'http' | 'local' | 'closed' | 'missing'; origin: string }
  | { kind: 'similar'; origin: string; similar: string }

const bare = (origin: string): string => new URL(origin).hostname.replace(/^www\./, '')

/** Says of an address somebody typed whether the page there may show the form, and if not, why. Pure. */
export function checkPageOf(asked: string | undefined, pages: readonly string[], closed: boolean): PageCheck {
  const page = asked?.trim() ?? ''
  if (!page) return { kind: 'none' }
  const origin =
    originOf(page) ?? originOf(/^[\w.-]+\.[a-z]{2,}(?:[:/]|$)/i.test(page) ? `https://${page}` : null)
  if (!origin) return { kind: 'noAddress', page: page.slice(0, 100) }
  if (closed) return { kind: 'closed', origin }
  if (isAllowed(origin, pages)) return { kind: 'allowed', origin }
  if (/^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(origin)) return { kind: 'local', origin }
  const similar = pages.find((one) => URL.canParse(one) && bare(one) === bare(origin))
  if (origin.startsWith('http:')) return { kind: 'http', origin }
  return similar ? { kind: 'similar', origin, similar } : { kind: 'missing', origin }
}
