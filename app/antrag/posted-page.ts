import 'server-only'
import { headers } from 'next/headers'
import type { Conflict } from '@/lib/drafts/protocol'

/**
 * A post without JavaScript that could not be stored: the page is drawn as the answer to it, with what was posted, so that nothing
 * has to be typed twice (and a reload of the browser posts it again). Lives exactly as long as the request, whose headers are the key.
 */
export type NotStored =
  | { kind: 'limited' | 'tooLarge' | 'refused' | 'failed' }
  /** Another window has given other answers meanwhile; what was posted counts with the next press. */
  | { kind: 'conflict'; conflicts: readonly Conflict[] }
export type Unstored = NotStored & { data: FormData }

const unstored = new WeakMap<object, Unstored>()

export async function keepUnstored(posted: Unstored): Promise<void> {
  unstored.set(await headers(), posted)
}

export const unstoredPost = async (): Promise<Unstored | undefined> => unstored.get(await headers())
