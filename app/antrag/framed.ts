import 'server-only'
import { headers } from 'next/headers'
import { framingPages } from '@/lib/embed/known-pages'
import { isAllowed, originOf } from '@/lib/embed/pages'
import { env } from '@/lib/env'
import { frameId, requestNames } from '@/lib/http/page-request'
import type { Framed } from './campaign-frame'

/** Who shows this page in a frame; undefined: it stands by itself. What a frame says of its page counts only where the campaign allows it. */
export async function framedBy(slug: string): Promise<Framed | undefined> {
  const read = await headers()
  if (read.get(requestNames.framed) !== '1') return undefined
  const query = new URLSearchParams(read.get(requestNames.search) ?? '')
  const id = frameId(query.get('einbettung'))
  const page = originOf(query.get('seite'))
  const own = new URL(env().APP_URL).origin
  const heard = page !== null && (page === own || isAllowed(page, await framingPages(slug)))
  return { nonce: read.get(requestNames.nonce) ?? '', around: heard && id ? { page, id } : null }
}
