import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { Attribution } from '@/lib/campaigns'
import type { Payload } from '@/lib/cases/payload'
import { openJson, type RecordKey, recordKey, sealJson } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import type { Receipt } from '@/lib/drafts/protocol'
import type { Answers } from '@/lib/forms/engine/types'
import { type PrivacyFacts, type PrivacyShown, storedPrivacy } from '@/lib/privacy'

/** One purpose (`mailCopy` or an id of the campaign's), in the words that stood beside the box, and when it was sent ticked (ISO). */
export type Consent = { purpose: string; text: string; at: string }

/** What a person sent, as it was: relevant answers, what the review page showed, what goes out, what was shown. */
export type Snapshot = {
  answers: Answers
  summary: Receipt['summary']
  payload: Payload
  privacy: PrivacyShown
  attribution: Attribution
  /** What the person agreed to beyond sending; absent: nothing. */
  consents?: readonly Consent[]
  /** Who gets the case instead of the campaign's advisor, chosen by an operator or by the campaign's fallback. */
  partner?: string
  /** Addresses that were sent as verified. */
  verified?: readonly string[]
}
type Stored = Omit<Snapshot, 'privacy'> & { privacy: PrivacyFacts }

const name = 'submission_snapshot.content.v1'

export async function insertSnapshot(
  tx: Tx,
  key: RecordKey,
  revision: number,
  snapshot: Snapshot,
  sha256: string,
): Promise<void> {
  await tx.insert(schema.submissionSnapshot).values({
    tenantId: tx.tenantId,
    submissionId: key.recordId,
    revision,
    content: sealJson(key, `${name}.${revision}`, snapshot),
    payloadSha256: sha256,
  })
}

/** The latest revision; null when the submission was erased or cannot be opened. */
export async function readSnapshot(tx: Tx, submissionId: string): Promise<Snapshot | null> {
  const { submissionSnapshot } = schema
  const [row] = await tx
    .select()
    .from(submissionSnapshot)
    .where(
      and(eq(submissionSnapshot.tenantId, tx.tenantId), eq(submissionSnapshot.submissionId, submissionId)),
    )
    .orderBy(desc(submissionSnapshot.revision))
    .limit(1)
  const key = row && (await recordKey(tx, submissionId, 'submission'))
  const stored = key && openJson<Stored>(key, `${name}.${row.revision}`, row.content)
  return stored ? { ...stored, privacy: storedPrivacy(stored.privacy) } : null
}
