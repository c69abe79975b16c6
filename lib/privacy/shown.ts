import 'server-only'
import { campaignById } from '@/lib/campaigns'
import type { StatementShown } from '@/lib/cases/brands'
import type { Tx } from '@/lib/db'
import type { Lang } from '@/lib/forms/engine/types'
import { statementHash } from './statement'

export type PrivacyFacts = { versionId: string; sha256: string; language: Lang; shownAt: string }
/**
 * The privacy statement that a person was shown. Without one no payload can be built: it is made here only, by
 * `privacyShown` for a draft about to be sent and by `storedPrivacy` for a submission read back.
 */
export type PrivacyShown = PrivacyFacts & StatementShown

/** The version on the page that sends, and when that page was made (both from the signed start token). */
export type PostedVersion = { versionId: string; shownAt: Date }

/** 'changed': the campaign has another version now; the page must show that one first. */
export async function privacyShown(
  tx: Tx,
  draft: { campaignId: string; lang: Lang },
  posted: PostedVersion,
): Promise<PrivacyShown | 'changed'> {
  const campaign = await campaignById(tx, draft.campaignId)
  if (!campaign || campaign.page.privacy.versionId !== posted.versionId) return 'changed'
  const facts: PrivacyFacts = {
    versionId: posted.versionId,
    sha256: statementHash(campaign.page.privacy, draft.lang),
    language: draft.lang,
    shownAt: posted.shownAt.toISOString(),
  }
  return facts as PrivacyShown
}

/** For the snapshot of an accepted submission, whose facts came from `privacyShown` once. */
export const storedPrivacy = (facts: PrivacyFacts): PrivacyShown => facts as PrivacyShown
