import 'server-only'
import { and, eq } from 'drizzle-orm'
import { sameAddress } from '@/lib/cases/address'
import { hashSecret } from '@/lib/crypto/secret'
import { schema, type Tx, tenantOfLink, withTenant } from '@/lib/db'
import type { Lang } from '@/lib/forms/engine/types'
import { consumeLetter } from '@/lib/limits/letters'
import { issueLink, lockLink, markUsed } from '@/lib/links/store'
import { addressConfirmed } from '@/lib/links/wording'
import { appendEvent, letterWithheld } from './events'

type Verifying = {
  /** Of the first applicant. */
  address?: string
  /** Addresses at which the draft was opened by a mailed link. */
  proven: readonly string[]
  /** The campaign wants other addresses to be asked for. */
  ask: boolean
  lang: Lang
}

/**
 * After accepting: an address that a mailed link has proven is noted as confirmed; any other gets a letter that asks for it, if that is
 * wanted. Nothing waits for the answer, and without one nothing happens to the case.
 */
export async function verifyAddress(tx: Tx, submissionId: string, verifying: Verifying): Promise<void> {
  const { address, proven, ask, lang } = verifying
  if (!address) return
  if (proven.some((one) => sameAddress(one, address))) {
    await appendEvent(tx, submissionId, addressConfirmed(lang, 'resume'))
  } else if (ask) {
    const counted = await consumeLetter(tx, address)
    if (counted.kind === 'ok') await issueLink(tx, { kind: 'confirm', recordId: submissionId, address })
    else await appendEvent(tx, submissionId, letterWithheld('confirm'))
  }
}

/** The button of the confirmation's page. `closed`: used, expired, erased or never there, which nobody can tell apart. */
export async function confirmAddress(secret: string): Promise<{ kind: 'confirmed' } | { kind: 'closed' }> {
  const tenantId = await tenantOfLink(hashSecret(secret))
  const confirmed = tenantId && (await withTenant(tenantId, (tx) => confirmIn(tx, secret)))
  return { kind: confirmed ? 'confirmed' : 'closed' }
}

async function confirmIn(tx: Tx, secret: string): Promise<boolean> {
  const { submission } = schema
  const presented = await lockLink(tx, secret, ['confirm'])
  if (!presented?.good) return false
  const { link } = presented
  const [sent] = await tx
    .select({ lang: submission.lang })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, link.recordId)))
  if (!sent) return false
  await markUsed(tx, link)
  await appendEvent(tx, link.recordId, addressConfirmed(sent.lang, 'link'))
  return true
}
