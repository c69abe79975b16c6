import 'server-only'
import { env } from '@/lib/env'

const halfYear = 180 * 86_400_000
/** The page that says how to report a weakness. */
export const disclosurePath = '/sicherheit'

/** The address the product sends its mails from; undefined where none is set. */
export const securityMail = (): string | undefined =>
  (env().MAIL_FROM ?? '').split(/[\s<>]+/).find((part) => part.includes('@'))

/** The lines of `security.txt` (RFC 9116). It is computed with each answer, so it never runs out. */
export function securityText(now: Date = new Date()): string {
  const { APP_URL } = env()
  const address = securityMail()
  const page = new URL(disclosurePath, APP_URL).href
  return [
    `Contact: ${address ? `mailto:${address}` : page}`,
    `Expires: ${new Date(now.getTime() + halfYear).toISOString()}`,
    'Preferred-Languages: de, en',
    `Canonical: ${new URL('/.well-known/security.txt', APP_URL).href}`,
    `Policy: ${page}`,
    '',
  ].join('\n')
}
