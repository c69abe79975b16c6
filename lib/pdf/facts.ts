import 'server-only'
import { and, eq } from 'drizzle-orm'
import { campaignById, statementById } from '@/lib/campaigns'
import { schema, type Tx } from '@/lib/db'
import { documentsFor } from '@/lib/documents'
import { berlinToday } from '@/lib/drafts/today'
import { showReference } from '@/lib/submissions/reference'
import { readSnapshot } from '@/lib/submissions/snapshot'
import type { CopyFacts } from './copy'

/** What a submission's copy says; null when it was erased, cannot be opened or does not exist. */
export async function copyFacts(tx: Tx, submissionId: string): Promise<CopyFacts | null> {
  const { submission, delivery } = schema
  const [row] = await tx
    .select({ submission, vorgang: delivery.reference })
    .from(submission)
    .innerJoin(delivery, eq(delivery.submissionId, submission.id))
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, submissionId)))
  const snapshot = row && (await readSnapshot(tx, submissionId))
  const campaign = row && (await campaignById(tx, row.submission.campaignId))
  if (!snapshot || !campaign) return null
  const { lang, length, acceptedAt, formId, reference, test } = row.submission
  const { firm, town, telephone } = campaign.page
  const { versionId, shownAt, language } = snapshot.privacy
  const statement = await statementById(tx, versionId)
  return {
    lang,
    product: formId,
    firm,
    town,
    telephone: telephone?.display,
    reference: showReference(reference),
    vorgangsnummer: row.vorgang?.vorgangsnummer || undefined,
    acceptedAt,
    test,
    sections: snapshot.summary,
    documents: documentsFor(formId, snapshot.answers, { length, lang, today: berlinToday(acceptedAt) }),
    privacy: {
      shownAt,
      ...(statement && {
        statement: {
          title: statement.title[language],
          date: statement.date,
          body: statement.body[language],
          controllers: statement.controllers.map(({ name, role }) => `${name}: ${role[language]}`),
        },
      }),
    },
    consents: snapshot.consents ?? [],
  }
}
