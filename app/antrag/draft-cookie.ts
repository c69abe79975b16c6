import 'server-only'
import { cookies } from 'next/headers'

/**
 * The one cookie of the product: the journey without JavaScript, top level (architecture §2.1). With a script it is
 * neither written nor needed. `reviewed`: the review page was reached, so a changed page leads back to it.
 */
const name = '__Host-draft'
const options = { secure: true, httpOnly: true, sameSite: 'lax', path: '/', maxAge: 24 * 3600 } as const

export type KnownDraft = { secret: string; reviewed: boolean }

export async function readDraftCookie(): Promise<KnownDraft | null> {
  const value = (await cookies()).get(name)?.value ?? ''
  const found = /^([A-Za-z0-9_-]{26,100})(\.pruefen)?$/.exec(value)
  return found?.[1] ? { secret: found[1], reviewed: found[2] !== undefined } : null
}

export async function writeDraftCookie({ secret, reviewed }: KnownDraft): Promise<void> {
  ;(await cookies()).set(name, reviewed ? `${secret}.pruefen` : secret, options)
}
