import { env } from '@/lib/env'

export const dynamic = 'force-dynamic'

const halfYear = 180 * 86_400_000

/** RFC 9116. The contact is the address the product sends its mails from; without one, the product's own page. */
export function GET(): Response {
  const { APP_URL, MAIL_FROM } = env()
  const address = /[^\s<>]+@[^\s<>]+/.exec(MAIL_FROM ?? '')?.[0]
  const lines = [
    `Contact: ${address ? `mailto:${address}` : new URL('/', APP_URL).href}`,
    `Expires: ${new Date(Date.now() + halfYear).toISOString()}`,
    'Preferred-Languages: de, en',
    `Canonical: ${new URL('/.well-known/security.txt', APP_URL).href}`,
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
