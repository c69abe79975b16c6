import 'server-only'
import { blindIndex } from '@/lib/crypto/keyring'
import type { Tx } from '@/lib/db'
import { type Consumed, consume } from './limits'

/**
 * The mailbox that an address leads to, however it is written: upper and lower case, `+anything`, and at Gmail the dots are the
 * sender's choice, so that all of them are counted as one. For counting only; a letter goes to the address as it was typed. Pure.
 */
export function mailboxOf(address: string): string {
  const text = address.normalize('NFKC').trim().toLowerCase()
  const cut = text.lastIndexOf('@')
  if (cut < 0) return text
  const local = text.slice(0, cut)
  const plus = local.indexOf('+')
  const name = plus > 0 ? local.slice(0, plus) : local
  const domain = text.slice(cut + 1)
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return gmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}

/**
 * Counts a letter of any kind for the mailbox it would go to: nobody can use us to fill somebody else's. Where it is `limited` the letter
 * stays unwritten and everything else goes on. Who has shown that an address is theirs is no stranger to it and is not counted.
 */
export async function consumeLetter(tx: Tx, address: string): Promise<Consumed> {
  return consume(tx, 'letter', blindIndex(tx.tenantId, 'letters', mailboxOf(address)))
}
