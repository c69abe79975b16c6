import 'server-only'
import { openJson, sealJson } from '@/lib/crypto/records'
import type { Removed } from './lists'
import type { Draft } from './store'

const name = 'draft.removed.v1'

/**
 * What was removed travels with the page that may undo it, sealed with the draft's own key: the draft forgets it at
 * once, the browser can read nothing of it, and it dies with the draft.
 */
export const sealRemoved = (draft: Pick<Draft, 'key'>, removed: Removed): string =>
  sealJson(draft.key, name, removed).toString('base64url')

/** null: not sealed by this draft. */
export const openRemoved = (draft: Pick<Draft, 'key'>, undo: string): Removed | null =>
  openJson<Removed>(draft.key, name, Buffer.from(undo, 'base64url'))
