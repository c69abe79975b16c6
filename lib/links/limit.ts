import 'server-only'
import type { Tx } from '@/lib/db'
import { consumeLetter } from '@/lib/limits/letters'
import { type Consumed, consume } from '@/lib/limits/limits'

/** Counts a letter with a link for its draft and for the mailbox it goes to. */
export async function consumeMail(tx: Tx, draftId: string, address: string): Promise<Consumed> {
  const ofDraft = await consume(tx, 'mail', draftId)
  return ofDraft.kind === 'limited' ? ofDraft : consumeLetter(tx, address)
}
