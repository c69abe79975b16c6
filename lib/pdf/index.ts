import 'server-only'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Tx } from '@/lib/db'
import { type CopyFacts, copyOf } from './copy'
import { copyFacts } from './facts'
import { DrawingPool } from './pool'

export type { CopyFacts } from './copy'
export { copyFacts } from './facts'

export type PdfFile = { name: string; bytes: Buffer }

let pool: DrawingPool | null | undefined

/** Where the build has put the bundle of the thread beside the program that runs (server.js, worker.mjs); others draw in place. */
function drawingPool(): DrawingPool | null {
  if (pool !== undefined) return pool
  const file = join(dirname(process.argv[1] ?? ''), 'pdf-thread.mjs')
  pool = existsSync(file) ? new DrawingPool(file) : null
  return pool
}

/** Draws the copy, beside the event loop and in its turn. Rejects when it cannot be drawn. */
export async function pdfFile(facts: CopyFacts): Promise<PdfFile> {
  const name = `selbstauskunft-${facts.reference}.pdf`
  const threads = drawingPool()
  if (threads) return { name, bytes: await threads.draw(facts) }
  // The drawing library is loaded with the first one: most processes never need it.
  const { renderCopy } = await import('./render')
  return { name, bytes: await renderCopy(copyOf(facts)) }
}

/** True when so many copies wait to be drawn that a person had better ask again in a minute. */
export const drawingIsBusy = (): boolean => drawingPool()?.full ?? false

/**
 * The copy of a submission for whoever may see its answers: the person, by their secret, an advisor of the tenant or an operator.
 * Asking is not authorising: that is the caller's part. null when it was erased or cannot be opened.
 */
export async function submissionPdf(tx: Tx, submissionId: string): Promise<PdfFile | null> {
  const facts = await copyFacts(tx, submissionId)
  return facts && pdfFile(facts)
}
