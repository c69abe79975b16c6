import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { externalIdOf } from '@/lib/cases/payload'
import { closeDatabase, database } from '@/lib/db'
import { log } from '@/lib/log'
import { accepted, atEuropace, attemptRows, deliveryRow, scripted } from './accepted.fixture'
import { deliver } from './deliver'
import { deliveryTimings } from './timings'

/** Fault matrix row 42: what cannot be opened is flagged, nothing of it is sent, and nobody else notices. */
beforeAll(seed)
beforeEach(() => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined)
  vi.spyOn(log, 'error').mockImplementation(() => undefined)
})
afterAll(closeDatabase)

const run = (query: ReturnType<typeof sql>) => database().execute(query)
const flipped = (column: string) => sql.raw(`set_byte(${column}, 60, get_byte(${column}, 60) # 1)`)

const spoilt: [string, (submissionId: string) => Promise<unknown>][] = [
  [
    'one bit of the ciphertext flipped',
    (id) =>
      database().transaction(async (tx) => {
        // The trigger would refuse it: a disk does not ask.
        await tx.execute(sql`alter table submission_snapshot disable trigger all`)
        await tx.execute(
          sql`update submission_snapshot set content = ${flipped('content')} where submission_id = ${id}::uuid`,
        )
        await tx.execute(sql`alter table submission_snapshot enable trigger all`)
      }),
  ],
  [
    'one bit of the wrapped key flipped',
    (id) => run(sql`update data_key set wrapped = ${flipped('wrapped')} where record_id = ${id}::uuid`),
  ],
  [
    'a version that is not in ENCRYPTION_KEYS',
    (id) => run(sql`update data_key set key_version = 'v0' where record_id = ${id}::uuid`),
  ],
  [
    "another record's key",
    (id) =>
      run(sql`
        update data_key set wrapped = (
          select wrapped from data_key where record_id <> ${id}::uuid and purpose = 'submission' limit 1)
        where record_id = ${id}::uuid and purpose = 'submission'`),
  ],
]

it.each(spoilt)(
  '%s: that row waits for a person, nothing is sent of it, the others run',
  async (_, spoil) => {
    const now = new Date()
    const rows = [await accepted(now), await accepted(now), await accepted(now)]
    const bad = rows[1]
    await spoil(bad?.submissionId ?? '')
    const { sent, target } = scripted({ kind: 'delivered', reference: { vorgangsnummer: 'AB12CD' } })
    const clock = async () => now
    for (const { deliveryId } of rows) {
      await deliver(deliveryId, atEuropace({ target, timings: deliveryTimings, owner: 'test', clock }))
    }
    expect(sent.map((sending) => externalIdOf(sending.payload))).toEqual(
      rows.filter((row) => row !== bad).map((row) => row.externalId),
    )
    for (const row of rows) {
      const { state, lastReason } = await deliveryRow(row.deliveryId)
      if (row === bad) expect([state, lastReason]).toEqual(['NEEDS_OPERATOR', 'unreadable'])
      else expect(state).toBe('DELIVERED')
    }
    expect(await attemptRows(bad?.deliveryId ?? '')).toEqual([])
    expect(log.error).toHaveBeenCalledWith(
      'delivery.state',
      expect.objectContaining({ deliveryId: bad?.deliveryId, reason: 'unreadable' }),
    )
  },
)
