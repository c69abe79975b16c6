import { reportPath } from './headers'

/**
 * Malformed protocol is refused from the request line and headers, before the framework reads a body (trust.md §4).
 * A first gate only, never an authority: actions and routes check Origin themselves.
 */
export const maxBodyBytes = 256 * 1024

export type Refusal = 403 | 413
export type Incoming = {
  method: string
  path: string
  header: (name: string) => string | null
  /** Our own host as the browser may name it: of `Host` and of APP_URL. */
  hosts: readonly string[]
}

const multipart = /^multipart\/form-data;\s*boundary="?[^\s";]{1,70}"?\s*$/i
const actionId = /^[0-9a-f]{40,64}$/

function originIsOurs(origin: string | null, hosts: readonly string[]): boolean {
  if (!origin || !URL.canParse(origin)) return false
  return hosts.includes(new URL(origin).host)
}

/** The framework answers a path it cannot decode with 500. */
function pathIsReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** Browsers say where a request comes from; `none` is the person's own doing, older browsers say nothing. */
const siteIsOurs = (site: string | null): boolean =>
  site === null || site === 'same-origin' || site === 'none'

function bodyIsWelcome({ path, header }: Incoming): boolean {
  const type = header('content-type')?.trim() ?? ''
  if (path === reportPath) return /^application\/(csp-report|reports\+json|json)\s*(;|$)/i.test(type)
  if (path.startsWith('/api/')) return /^(application\/json|text\/plain)\s*(;|$)/i.test(type)
  const action = header('next-action')
  // A page is posted to by our own forms only: with a script (action id) or without (multipart).
  if (action === null) return multipart.test(type)
  return actionId.test(action) && (multipart.test(type) || /^text\/plain\s*(;|$)/i.test(type))
}

/** The status to refuse with, or null. */
export function refusal(incoming: Incoming): Refusal | null {
  const { method, path, header, hosts } = incoming
  if (!pathIsReadable(path)) return 403
  if (header('x-middleware-subrequest') !== null) return 403
  if (method === 'GET' || method === 'HEAD') return header('next-action') === null ? null : 403
  if (method !== 'POST') return 403
  // A browser's own report names no origin in some versions; it changes nothing and opens nothing.
  const ours = originIsOurs(header('origin'), hosts) && siteIsOurs(header('sec-fetch-site'))
  if (!ours && path !== reportPath) return 403
  const length = header('content-length')
  // Without a length the size is only known when it is too late.
  if (length === null || !/^\d{1,15}$/.test(length) || Number(length) > maxBodyBytes) return 413
  return bodyIsWelcome(incoming) ? null : 403
}
