import 'server-only'
import type { Tx } from '@/lib/db'
import { type CopyFacts, copyOf } from './copy'
import { copyFacts } from './facts'

export type { CopyFacts } from './copy'
export { copyFacts } from './facts'

export type PdfFile = { name: string; bytes: Buffer }

/** Draws the copy. The drawing library is loaded with the first one: most processes never need it. */
export async function pdfFile(facts: CopyFacts): Promise<PdfFile> {
  const { renderCopy } = await import('./render')
  return { name: `selbstauskunft-${facts.reference}.pdf`, bytes: await renderCopy(copyOf(facts)) }
}

/**
 * The copy of a submission for whoever may see its answers: the person, by their secret, an advisor of the tenant or an operator.
 * Asking is not authorising: that is the caller's part. null when it was erased or cannot be opened.
 */
export async function submissionPdf(tx: Tx, submissionId: string): Promise<PdfFile | null> {
  const facts = await copyFacts(tx, submissionId)
  return facts && pdfFile(facts)
}
