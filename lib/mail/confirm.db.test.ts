import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { accepted, jobAt } from '@/lib/delivery/accepted.fixture'
import { eventTypes } from '@/lib/submissions/events'
import { confirm } from './confirm'
import type { Letter } from './letter'
import type { Posted } from './post'

const now = new Date('2026-11-21T10:00:00Z')
beforeAll(async () => {
  await seed()
  await confirmations(true)
})
afterAll(closeDatabase)

const confirmations = (wanted: boolean) => changeCampaigns({}, { page: { mailConfirmation: wanted } })
const haveCase = (deliveryId: string) =>
  database()
    .update(schema.delivery)
    .set({ state: 'DELIVERED', reference: { vorgangsnummer: 'YX4MDU' } })
    .where(eq(schema.delivery.id, deliveryId))
const events = (made: { tenantId: string; submissionId: string }) =>
  withTenant(made.tenantId, (tx) => eventTypes(tx, made.submissionId))

function office(...answers: Posted[]) {
  const letters: { to: string; letter: Letter }[] = []
  const post = async (to: string, letter: Letter): Promise<Posted> => {
    letters.push({ to, letter })
    return answers.shift() ?? { kind: 'sent' }
  }
  return { letters, means: { post, now: () => now } }
}

describe('confirm', () => {
  it('sends reference and number once a case exists, without any answer', async () => {
    const made = await accepted(now, 'erika@example.org', 'en')
    await haveCase(made.deliveryId)
    const { letters, means } = office()
    expect(await confirm(made.deliveryId, means)).toBe('sent')
    expect(await confirm(made.deliveryId, means)).toBe('nothing')
    expect(letters).toHaveLength(1)
    expect(letters[0]?.to).toBe('erika@example.org')
    expect(letters[0]?.letter.text).toContain('Case number: YX4MDU')
    expect(letters[0]?.letter.text).toMatch(/Reference: SA-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}/)
    for (const answer of [canary, 'Erika', 'erika@'])
      expect(JSON.stringify(letters[0]?.letter)).not.toContain(answer)
    expect(await events(made)).toEqual(['mail.try.created', 'mail.sent'])
  })

  it('sends the reference when the case is late, and the number afterwards', async () => {
    const made = await accepted(now)
    const { letters, means } = office()
    expect(await confirm(made.deliveryId, means)).toBe('sent')
    expect(letters[0]?.letter.text).not.toContain('Vorgangsnummer:')
    expect(await confirm(made.deliveryId, means)).toBe('nothing')
    await haveCase(made.deliveryId)
    expect(await confirm(made.deliveryId, means)).toBe('sent')
    expect(letters[1]?.letter.text).toContain('Vorgangsnummer: YX4MDU')
    expect(letters).toHaveLength(2)
  })

  it('five workers at once send one letter', async () => {
    const made = await accepted(now)
    const { letters, means } = office()
    await Promise.all(Array.from({ length: 5 }, () => confirm(made.deliveryId, means)))
    expect(letters).toHaveLength(1)
  })

  it('tries again after a refusal for now, and says sent only then', async () => {
    const made = await accepted(now)
    const { letters, means } = office({ kind: 'notSent', permanent: false })
    expect(await confirm(made.deliveryId, means)).toBe('again')
    expect(await events(made)).not.toContain('mail.sent')
    expect(await jobAt('mail', made.deliveryId)).toEqual(new Date(now.getTime() + 60_000))
    expect(await confirm(made.deliveryId, means)).toBe('sent')
    expect(letters).toHaveLength(2)
  })

  it.each([{ kind: 'unclear' }, { kind: 'notSent', permanent: true }] as const)(
    'does not repeat after %o',
    async (answer) => {
      const made = await accepted(now)
      const { letters, means } = office(answer)
      expect(await confirm(made.deliveryId, means)).toBe('failed')
      expect(await confirm(made.deliveryId, means)).toBe('nothing')
      expect(letters).toHaveLength(1)
      expect(await events(made)).not.toContain('mail.sent')
    },
  )

  it('gives up after six refusals', async () => {
    const made = await accepted(now)
    const { letters, means } = office(...Array<Posted>(9).fill({ kind: 'notSent', permanent: false }))
    const results: string[] = []
    for (let round = 0; round < 6; round++) results.push(await confirm(made.deliveryId, means))
    expect(results).toEqual(['again', 'again', 'again', 'again', 'again', 'failed'])
    expect(letters).toHaveLength(6)
  })

  it('sends nothing where the campaign does not want it, or the data was erased', async () => {
    const made = await accepted(now)
    const { letters, means } = office()
    await confirmations(false)
    expect(await confirm(made.deliveryId, means)).toBe('nothing')
    await confirmations(true)
    await database().delete(schema.dataKey).where(eq(schema.dataKey.recordId, made.submissionId))
    expect(await confirm(made.deliveryId, means)).toBe('nothing')
    expect(letters).toHaveLength(0)
  })
})
