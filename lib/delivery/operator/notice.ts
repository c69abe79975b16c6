import 'server-only'
import { and, asc, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { schema, type Tx, tenantIds, withTenant } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { consumeLetter } from '@/lib/limits/letters'
import { log } from '@/lib/log'
import { advisorNotice, type Post, type Waiting } from '@/lib/mail'
import { heldReason } from '@/lib/submissions/accept'
import { showReference } from '@/lib/submissions/reference'
import { type Clock, databaseClock } from '../row'

export type Noticing = { post: Post; clock?: Clock }

const waiting = ['NEEDS_FIX', 'NEEDS_OPERATOR', 'DEAD', 'DUPLICATE'] as const satisfies readonly (Waiting &
  DeliveryState)[]
const isWaiting = (state: DeliveryState): state is (typeof waiting)[number] =>
  waiting.some((word) => word === state)

/** A try that the mail server did not take, or that died on the way, is repeated after this. */
const pause = 15 * 60_000
const most = 100

/**
 * Tells the advisor of each delivery that has come to wait for a person, once per delivery (trust §1 #15). Run every minute. A second
 * notice is a nuisance and a missing one a lost customer, so a crash between sending and noting repeats it. Advisors without an
 * address are told by nobody: they stand in metrics and alerts.
 * @returns how many letters the mail server took
 */
export async function tellAdvisors({ post, clock = databaseClock }: Noticing): Promise<number> {
  let sent = 0
  for (const tenantId of await tenantIds()) {
    for (const id of await withTenant(tenantId, (tx) => due(tx, clock))) {
      const letter = await withTenant(tenantId, (tx) => claim(tx, id, clock))
      if (!letter) continue
      const posted = await post(letter.to, letter.letter)
      log.info('notice', { deliveryId: id, outcome: posted.kind })
      if (posted.kind !== 'sent') continue
      await withTenant(tenantId, async (tx) => {
        await tx
          .update(schema.delivery)
          .set({ noticeSentAt: await clock(tx) })
          .where(one(tx, id))
      })
      sent += 1
    }
  }
  return sent
}

const { delivery, submission, campaign, advisor } = schema
const one = (tx: Tx, id: string) => and(eq(delivery.tenantId, tx.tenantId), eq(delivery.id, id))

const untold = (now: Date) =>
  and(
    inArray(delivery.state, [...waiting]),
    isNull(delivery.noticeSentAt),
    or(isNull(delivery.noticeTriedAt), lte(delivery.noticeTriedAt, new Date(now.getTime() - pause))),
  )

async function due(tx: Tx, clock: Clock): Promise<string[]> {
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .innerJoin(campaign, eq(campaign.id, submission.campaignId))
    .innerJoin(advisor, eq(advisor.id, campaign.advisorId))
    .where(and(eq(delivery.tenantId, tx.tenantId), untold(await clock(tx)), isNotNull(advisor.email)))
    .orderBy(asc(delivery.updatedAt))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Notes the try, so that no other worker takes it meanwhile; null: another did, or the delivery waits no longer. */
async function claim(tx: Tx, id: string, clock: Clock) {
  const now = await clock(tx)
  const [taken] = await tx
    .update(delivery)
    .set({ noticeTriedAt: now })
    .where(and(one(tx, id), untold(now)))
    .returning({
      state: delivery.state,
      reason: delivery.lastReason,
      submissionId: delivery.submissionId,
    })
  if (!taken || !isWaiting(taken.state)) return null
  const [to] = await tx
    .select({ email: advisor.email, reference: submission.reference, test: submission.test })
    .from(submission)
    .innerJoin(campaign, eq(campaign.id, submission.campaignId))
    .innerJoin(advisor, eq(advisor.id, campaign.advisorId))
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, taken.submissionId)))
  if (!to?.email) return null
  const held = taken.state === 'NEEDS_OPERATOR' && taken.reason === heldReason
  // Hundreds in an hour are told by the first few, and by the alert that goes on with them.
  if (held && (await consumeLetter(tx, to.email)).kind === 'limited') return null
  const why = held ? 'HELD' : taken.state
  return { to: to.email, letter: advisorNotice(showReference(to.reference), why, to.test) }
}
