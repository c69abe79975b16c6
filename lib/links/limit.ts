import 'server-only'
import type { Tx } from '@/lib/db'
import { type Consumed, consume } from '@/lib/limits/limits'
import { contactHash } from '@/lib/submissions/contact-index'

/** Counts a letter for its draft and for its address: nobody can use us to fill somebody else's mailbox. */
export async function consumeMail(tx: Tx, draftId: string, address: string): Promise<Consumed> {
  const ofDraft = await consume(tx, 'mail', draftId)
  if (ofDraft.kind === 'limited') return ofDraft
  const index = contactHash(tx.tenantId, 'email', address)
  return index ? consume(tx, 'mail', index.toString('base64url')) : ofDraft
}
