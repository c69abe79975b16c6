import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { commonHeaders, isPrivate, pageHeaders, privateHeaders } from '@/lib/http/headers'
import { mendedLink } from '@/lib/http/link-encoding'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { refusal } from '@/lib/http/protocol'

/**
 * Runs before every answer: refuses malformed protocol, sets the security headers and hands nonce, language and
 * path on to the renderer. Never an authority: whoever passes here has proven nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  const { APP_URL, NODE_ENV, TRUSTED_PROXY } = env()
  const app = new URL(APP_URL)
  const https = app.protocol === 'https:'
  const path = request.nextUrl.pathname
  if (path.startsWith('/_next/static/')) {
    return answered(NextResponse.next(), commonHeaders(https))
  }

  const mended = mendedLink(`${path}${request.nextUrl.search}`)
  if (mended !== null && (request.method === 'GET' || request.method === 'HEAD')) {
    return answered(NextResponse.redirect(new URL(mended, app)), commonHeaders(https), privateHeaders)
  }

  const status = refusal({
    method: request.method,
    path,
    header: (name) => request.headers.get(name),
    hosts: [app.host, request.headers.get('host') ?? app.host],
  })
  if (status) return answered(new NextResponse(null, { status }), commonHeaders(https), privateHeaders)

  const nonce = randomBytes(16).toString('base64')
  // The hosts a campaign allows to frame it come with the embed; until then nobody may.
  const headers = pageHeaders({ nonce, https, development: NODE_ENV === 'development', frameAncestors: [] })
  const onwards = new Headers(request.headers)
  // Next compares Origin with this header: without a proxy of ours in front, a client may not choose it.
  if (!TRUSTED_PROXY) onwards.delete('x-forwarded-host')
  onwards.set('content-security-policy', headers['Content-Security-Policy'] ?? '')
  onwards.set(requestNames.nonce, nonce)
  onwards.set(requestNames.path, path)
  onwards.set(requestNames.search, request.nextUrl.search.slice(0, 2_000))
  onwards.set(requestNames.lang, pageLang(request.nextUrl.searchParams.get('sprache')))
  const response = NextResponse.next({ request: { headers: onwards } })
  return answered(response, headers, isPrivate(path) ? privateHeaders : {})
}

function answered(
  response: NextResponse,
  ...sets: readonly Readonly<Record<string, string>>[]
): NextResponse {
  for (const set of sets) for (const [name, value] of Object.entries(set)) response.headers.set(name, value)
  return response
}
