import { reportPath } from './headers'
import { isOtherAddress, judgeOrigin } from './origin'

/**
 * Malformed protocol is refused from the request line and headers, before the framework reads a body (trust.md §4).
 * A first gate only, never an authority: actions and routes check Origin themselves.
 */
export const maxBodyBytes = 256 * 1024

/** Why; also what log and metrics say. `address`: a page of ours under another address than APP_URL (lib/http/origin.ts). */
export const refusalReasons = [
  'path',
  'subrequest',
  'method',
  'missing',
  'foreign',
  'address',
  'site',
  'size',
  'type',
] as const
export type RefusalReason = (typeof refusalReasons)[number]
export type Refusal = { status: 403 | 413; reason: RefusalReason }
export type Incoming = {
  method: string
  path: string
  header: (name: string) => string | null
  appUrl: string
}

const multipart = /^multipart\/form-data;\s*boundary="?[^\s";]{1,70}"?\s*$/i
const actionId = /^[0-9a-f]{40,64}$/

/** The framework answers a path it cannot decode with 500. */
function pathIsReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function bodyIsWelcome({ path, header }: Incoming): boolean {
  const type = header('content-type')?.trim() ?? ''
  if (path === reportPath) return /^application\/(csp-report|reports\+json|json)\s*(;|$)/i.test(type)
  if (path.startsWith('/api/')) return /^(application\/json|text\/plain)\s*(;|$)/i.test(type)
  const action = header('next-action')
  // A page is posted to by our own forms only: with a script (action id) or without (multipart).
  if (action === null) return multipart.test(type)
  return actionId.test(action) && (multipart.test(type) || /^text\/plain\s*(;|$)/i.test(type))
}

function originIsRefused({ header, appUrl }: Incoming): RefusalReason | null {
  const sender = { origin: header('origin'), secFetchSite: header('sec-fetch-site') }
  const verdict = judgeOrigin(sender, appUrl)
  if (verdict === 'ours') return null
  const elsewhere =
    verdict === 'foreign' && isOtherAddress(sender, [header('host'), header('x-forwarded-host')])
  return elsewhere ? 'address' : verdict
}

const refuse = (reason: RefusalReason, status: Refusal['status'] = 403): Refusal => ({ status, reason })

/** What to refuse with, or null. */
export function refusal(incoming: Incoming): Refusal | null {
  const { method, path, header } = incoming
  if (!pathIsReadable(path)) return refuse('path')
  if (header('x-middleware-subrequest') !== null) return refuse('subrequest')
  if (method === 'GET' || method === 'HEAD') return header('next-action') === null ? null : refuse('method')
  if (method !== 'POST') return refuse('method')
  // A browser's own report names no origin in some versions; it changes nothing and opens nothing.
  const stranger = path === reportPath ? null : originIsRefused(incoming)
  if (stranger) return refuse(stranger)
  const length = header('content-length')
  // Without a length the size is only known when it is too late.
  if (length === null || !/^\d{1,15}$/.test(length) || Number(length) > maxBodyBytes)
    return refuse('size', 413)
  return bodyIsWelcome(incoming) ? null : refuse('type')
}
