import 'server-only'
import { canonicalJson } from '@/lib/cases/json'
import type { Payload } from '@/lib/cases/payload'
import { sha256Hex } from '@/lib/crypto/secret'
import type { Tx } from '@/lib/db'
import { readSnapshot } from './snapshot'

/** Hexadecimal SHA-256 of the canonical JSON. */
export const payloadSha256 = (built: Payload): string => sha256Hex(canonicalJson(built))

/**
 * The payload as it was built and stored at accept (or by the latest re-map). Throws when the submission was
 * erased or its bytes cannot be opened: a worker then leaves it to a person and sends nothing.
 */
export async function payloadOf(tx: Tx, submissionId: string): Promise<Payload> {
  const snapshot = await readSnapshot(tx, submissionId)
  if (!snapshot) throw new UnreadableSubmission(submissionId)
  return snapshot.payload
}

export class UnreadableSubmission extends Error {
  override readonly name = 'UnreadableSubmission'
  readonly code = 'UNREADABLE'
  constructor(submissionId: string) {
    super(`Submission ${submissionId} was erased or cannot be opened`)
  }
}
