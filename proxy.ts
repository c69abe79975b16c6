import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { framingPages } from '@/lib/embed/known-pages'
import { env } from '@/lib/env'
import {
  commonHeaders,
  embedHeaders,
  isEmbedScript,
  isPrivate,
  pageHeaders,
  privateHeaders,
} from '@/lib/http/headers'
import { mendedLink } from '@/lib/http/link-encoding'
import { noteAddress, otherHost } from '@/lib/http/other-address'
import { isFramed, pageLang, requestNames } from '@/lib/http/page-request'
import { type Refusal, refusal } from '@/lib/http/protocol'
import { noteRefused } from '@/lib/http/refused'
import { refusedAnswer } from '@/lib/http/refused-answer'

/**
 * Runs before every answer: refuses malformed protocol, sets the security headers and hands nonce, language and
 * path on to the renderer. Never an authority: whoever passes here has proven nothing.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_URL, NODE_ENV } = env()
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

  const refused = refusal({
    method: request.method,
    path,
    header: (name) => request.headers.get(name),
    appUrl: APP_URL,
  })
  if (refused) return turnedAway(request, refused)

  if (isEmbedScript(path)) return answered(NextResponse.next(), commonHeaders(https), embedHeaders)

  const hosts = [request.headers.get('host'), request.headers.get('x-forwarded-host')]
  noteAddress(path, hosts, APP_URL)
  const nonce = randomBytes(16).toString('base64')
  const headers = pageHeaders({
    nonce,
    https,
    development: NODE_ENV === 'development',
    frameAncestors: await ancestorsOf(path),
    frames: path.startsWith('/einbetten/'),
  })
  const onwards = new Headers(request.headers)
  // The framework compares Origin with these. Only APP_URL says who we are: a proxy may leave them out, double them or name itself.
  onwards.set('host', app.host)
  onwards.set('x-forwarded-host', app.host)
  onwards.set('content-security-policy', headers['Content-Security-Policy'] ?? '')
  onwards.set(requestNames.nonce, nonce)
  onwards.set(requestNames.path, path)
  onwards.set(requestNames.search, request.nextUrl.search.slice(0, 2_000))
  const framed = isFramed(request.headers.get('sec-fetch-dest'), request.nextUrl.searchParams)
  onwards.set(requestNames.framed, framed ? '1' : '')
  onwards.set(requestNames.lang, pageLang(request.nextUrl.searchParams.get('sprache')))
  onwards.set(requestNames.otherAddress, otherHost(hosts, APP_URL) === null ? '' : '1')
  const response = NextResponse.next({ request: { headers: onwards } })
  return answered(response, headers, isPrivate(path) ? privateHeaders : {})
}

/** A campaign's form may stand in the pages it allows, and in our own playground; anything else nowhere. */
async function ancestorsOf(path: string): Promise<readonly string[]> {
  const slug = /^\/antrag\/([a-z0-9-]{1,80})(\/|$)/.exec(path)?.[1]
  const pages = slug ? await framingPages(slug) : []
  return pages.length > 0 ? ["'self'", ...pages] : []
}

/** Counted, logged and told: JSON to the form's script, a page to a form without one. */
function turnedAway(request: NextRequest, refused: Refusal): NextResponse {
  const { APP_URL } = env()
  const path = request.nextUrl.pathname
  noteRefused(refused, path)
  const answer = refusedAnswer(refused, {
    method: request.method,
    path,
    scripted: request.headers.has('next-action'),
    lang: pageLang(request.nextUrl.searchParams.get('sprache')),
    appUrl: APP_URL,
  })
  const response = new NextResponse(answer?.body ?? null, { status: refused.status })
  return answered(
    response,
    commonHeaders(new URL(APP_URL).protocol === 'https:'),
    privateHeaders,
    answer
      ? {
          'Content-Type': answer.type,
          'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
        }
      : {},
  )
}

function answered(
  response: NextResponse,
  ...sets: readonly Readonly<Record<string, string>>[]
): NextResponse {
  for (const set of sets) for (const [name, value] of Object.entries(set)) response.headers.set(name, value)
  return response
}
