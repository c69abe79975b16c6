import 'server-only'
import { type RequestMeta, sameOrigin } from '@/lib/drafts/meta'
import { consume } from '@/lib/limits/limits'
import { copyFacts, drawingIsBusy, type PdfFile, pdfFile } from '@/lib/pdf'
import { withSubmission } from './receipt'

export type CopyResult =
  | { kind: 'pdf'; file: PdfFile }
  /** Unknown or erased; which of the two is nobody's business. */
  | { kind: 'gone' }
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused'; reason: 'origin' | 'shape' }

/** The copy for the person who holds the secret of what was sent. Never throws for what a client can cause. */
export async function copyForPerson(secret: unknown, meta: RequestMeta): Promise<CopyResult> {
  if (!sameOrigin(meta)) return { kind: 'refused', reason: 'origin' }
  if (typeof secret !== 'string' || secret === '') return { kind: 'refused', reason: 'shape' }
  // Asked before it counts as one of this submission's copies.
  if (drawingIsBusy()) return { kind: 'limited', minutes: 1 }
  const found = await withSubmission(secret, async (tx, submissionId) => {
    const used = await consume(tx, 'pdf', submissionId)
    return used.kind === 'limited' ? used : copyFacts(tx, submissionId)
  })
  if (!found) return { kind: 'gone' }
  if ('kind' in found) return found
  // Drawn after the transaction: a connection is not held for it.
  return { kind: 'pdf', file: await pdfFile(found) }
}
