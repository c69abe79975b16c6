import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, schema, tenantIds, withTenant } from '@/lib/db'
import { accepted } from '@/lib/delivery/accepted.fixture'
import { appendEvent } from '@/lib/submissions/events'
import { eraseSubmissions } from '@/lib/submissions/retention'
import { createRecordKey, eraseRecordKey, recordKey } from './records'

beforeAll(() => seed())
afterAll(closeDatabase)

it('a key is read once per transaction, and again in the next', async () => {
  const { tenantId, submissionId } = await accepted(new Date())
  for (let round = 0; round < 2; round += 1) {
    await withTenant(tenantId, async (tx) => {
      const select = vi.spyOn(tx, 'select')
      const first = await recordKey(tx, submissionId, 'submission')
      expect(first).not.toBeNull()
      expect(await recordKey(tx, submissionId, 'submission')).toBe(first)
      expect(select).toHaveBeenCalledTimes(1)
      expect(await recordKey(tx, submissionId, 'contact')).not.toEqual(first)
    })
  }
})

it('what is erased in a transaction cannot be opened or sealed with in it any more', async () => {
  const [tenantId = ''] = await tenantIds()
  const id = crypto.randomUUID()
  await withTenant(tenantId, async (tx) => {
    await createRecordKey(tx, id, 'draft')
    await eraseRecordKey(tx, id, 'draft')
    expect(await recordKey(tx, id, 'draft')).toBeNull()
  })
  const { submissionId } = await accepted(new Date())
  await withTenant(tenantId, async (tx) => {
    expect(await recordKey(tx, submissionId, 'submission')).not.toBeNull()
    await eraseSubmissions(tx, [submissionId])
    expect(await recordKey(tx, submissionId, 'submission')).toBeNull()
    await appendEvent(tx, submissionId, { type: 'delivery.state', actor: 'worker', detail: { to: 'x' } })
    const { submissionEvent } = schema
    const [event] = await tx
      .select()
      .from(submissionEvent)
      .where(eq(submissionEvent.submissionId, submissionId))
    expect(event?.detail).toBeNull()
  })
})
