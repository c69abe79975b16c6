import 'server-only'
import { createHash } from 'node:crypto'
import type { Lang } from '@/lib/forms/engine/types'
import type { PublicSettings } from './shape'

/**
 * The campaign's optional boxes as a page offers them. The `id` holds a digest of the words: what is sent back under it was ticked
 * beside this very text in this language, whatever the campaign's settings have become meanwhile.
 */
export function offeredConsents(
  { consents = [] }: Pick<PublicSettings, 'consents'>,
  lang: Lang,
): { id: string; purpose: string; text: string }[] {
  return consents.map(({ id, text }) => {
    const digest = createHash('sha256').update(text[lang]).digest('base64url').slice(0, 12)
    return { id: `${id}.${digest}`, purpose: id, text: text[lang] }
  })
}
