import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { macOf, startTokenKeyring, versionOfMac } from '@/lib/crypto/keyring'
import { attributionSchema } from './attribution'

/**
 * The hidden field of a page view: what the server said when it showed the page, signed. It opens nothing by
 * itself; viewing stores nothing. A token that is too old still renders and saves to a known draft, but starts none.
 */
const shape = z.object({
  /** Slug. */
  campaign: z.string().max(100),
  length: z.enum(['short', 'full']),
  lang: z.enum(['de', 'en']),
  privacyVersion: z.uuid(),
  attribution: attributionSchema,
  /** Milliseconds since 1970. */
  issuedAt: z.number().int().nonnegative(),
  /** 128 random bits: each view is its own. */
  nonce: z.string().length(22),
})
type Content = z.infer<typeof shape>
/** As it was read. `keyVersion`: the version of START_TOKEN_KEY that it is signed with. */
export type StartToken = Content & { keyVersion: string }
export type StartData = Omit<Content, 'issuedAt' | 'nonce'> & { issuedAt?: number }
export type ReadToken = { kind: 'token'; token: StartToken; expired: boolean } | { kind: 'invalid' }

/** Long enough for a tab that was left open over a long weekend. */
const maxAge = 7 * 24 * 3600 * 1000
const maxSkew = 5 * 60 * 1000

/** `<payload>.<signature>`, both base64url. */
export function makeStartToken(data: StartData): string {
  const token: Content = {
    ...data,
    issuedAt: data.issuedAt ?? Date.now(),
    nonce: randomBytes(16).toString('base64url'),
  }
  const payload = Buffer.from(JSON.stringify(token), 'utf8').toString('base64url')
  return `${payload}.${macOf(startTokenKeyring(), `token.${payload}`).toString('base64url')}`
}

/** 'invalid': not made by us. `expired`: may render and save, may not start a draft. */
export function readStartToken(text: string, now: number = Date.now()): ReadToken {
  const parts = text.length <= 8_000 ? text.split('.') : []
  const [payload, signature] = parts
  if (parts.length !== 2 || !payload || !signature) return { kind: 'invalid' }
  const keyVersion = versionOfMac(
    startTokenKeyring(),
    `token.${payload}`,
    Buffer.from(signature, 'base64url'),
  )
  if (keyVersion === null) return { kind: 'invalid' }
  const parsed = shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  if (!parsed.success) return { kind: 'invalid' }
  const age = now - parsed.data.issuedAt
  return { kind: 'token', token: { ...parsed.data, keyVersion }, expired: age > maxAge || age < -maxSkew }
}

/**
 * The secret that the first input of this view gets. It follows from the token, so two first inputs that cross on
 * the wire open one draft; lib/drafts accepts it for that purpose within a minute of the draft's making only. It is made with the key that
 * the token is signed with, so that the two also agree while the key is changed between them.
 */
export const firstSecret = ({ nonce, keyVersion }: StartToken): string =>
  macOf(startTokenKeyring(), `first-secret.${nonce}`, keyVersion).toString('base64url')
