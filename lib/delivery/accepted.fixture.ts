import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { KundenangabenPayload } from '@/lib/cases/europace/payload'
import { canary, payloadOfTest } from '@/lib/cases/europace/payload.fixture'
import { type Payload, targetOf } from '@/lib/cases/payload'
import type { CaseTarget, Outcome, Sending } from '@/lib/cases/target'
import { createRecordKey } from '@/lib/crypto/records'
import { hashSecret, randomReadable, randomSecret } from '@/lib/crypto/secret'
import { database, schema, tenantIds, withTenant } from '@/lib/db'
import { storedPrivacy } from '@/lib/privacy'
import { sealContact } from '@/lib/submissions/contact'
import { newExternalId } from '@/lib/submissions/external-id'
import { payloadSha256 } from '@/lib/submissions/payload'
import { insertSnapshot } from '@/lib/submissions/snapshot'
import { alwaysOpen, type Gate } from './gate/types'

/** An accepted submission with its delivery, as `accept` leaves them; `createdAt` is the test's own clock. */
export async function accepted(
  createdAt: Date,
  email = 'erika@example.org',
  lang: 'de' | 'en' = 'de',
  make: (externalId: string) => Payload = payloadOfTest,
) {
  const [tenantId = ''] = await tenantIds()
  const [campaign] = await database()
    .select()
    .from(schema.campaign)
    .where(eq(schema.campaign.slug, 'musterberatung'))
  const submissionId = randomUUID()
  const deliveryId = randomUUID()
  const externalId = newExternalId()
  const payload = make(externalId)
  const privacy = storedPrivacy({
    versionId: '1',
    sha256: '00',
    language: 'de',
    shownAt: createdAt.toISOString(),
  })
  await withTenant(tenantId, async (tx) => {
    const key = await createRecordKey(tx, submissionId, 'submission')
    const contactKey = await createRecordKey(tx, submissionId, 'contact')
    await tx.insert(schema.submission).values({
      id: submissionId,
      tenantId,
      campaignId: campaign?.id ?? '',
      draftId: randomUUID(),
      secretHash: hashSecret(randomSecret()),
      reference: randomReadable(8),
      externalId,
      formId: 'small',
      formVersion: 1,
      length: 'short',
      lang,
      test: true,
      persons: 1,
      contact: sealContact(contactKey, { vorname: 'Erika', nachname: canary, email }),
    })
    const snapshot = { answers: {}, summary: [], payload, privacy, attribution: {} }
    await insertSnapshot(tx, key, 1, snapshot, payloadSha256(payload))
    await tx.insert(schema.delivery).values({
      id: deliveryId,
      tenantId,
      submissionId,
      target: targetOf(payload),
      state: 'QUEUED',
      createdAt,
      dueAt: createdAt,
    })
  })
  return { tenantId, submissionId, deliveryId, externalId }
}

/** A payload that a test knows to be for Europace. */
export function kundenangabenIn(payload: Payload): KundenangabenPayload {
  if (payload.target) throw new Error('not for Europace')
  return payload
}

export async function deliveryRow(deliveryId: string) {
  const [row] = await database().select().from(schema.delivery).where(eq(schema.delivery.id, deliveryId))
  if (!row) throw new Error('no such delivery')
  return row
}
export const attemptRows = (deliveryId: string) =>
  database()
    .select()
    .from(schema.deliveryAttempt)
    .where(eq(schema.deliveryAttempt.deliveryId, deliveryId))
    .orderBy(schema.deliveryAttempt.attemptNo)

/** When the queue will run a task for this delivery; null: it has no such job. */
export async function jobAt(task: 'deliver' | 'mail', deliveryId: string): Promise<Date | null> {
  const result = await database().execute<{ ms: number }>(
    sql`select (extract(epoch from run_at) * 1000)::float8 as ms from graphile_worker.jobs where key = ${`${task}:${deliveryId}`}`,
  )
  const ms = result.rows[0]?.ms
  return ms === undefined ? null : new Date(ms)
}

/** What a worker has that delivers Kundenangaben only; the gate is open unless it is given. */
export const atEuropace = <M extends object>({
  target,
  gate = alwaysOpen,
  ...means
}: M & { target: CaseTarget; gate?: Gate }) => ({
  ...means,
  platforms: { kundenangaben: { target, gate } },
})

/** A platform that answers by a script and counts what it was sent. The last answer repeats. */
export function scripted(...answers: (Outcome | (() => Promise<Outcome>))[]) {
  const sent: Sending[] = []
  const target: CaseTarget = {
    lookUp: 'none',
    prepare: async () => ({ kind: 'ready' }),
    send: async (sending) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)]
      sent.push(sending)
      if (!answer) throw new Error('nothing to answer')
      return typeof answer === 'function' ? answer() : answer
    },
  }
  return { sent, target }
}
