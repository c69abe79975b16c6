import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { createRecordKey } from '@/lib/crypto/records'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { type DeliveryState, deliveryStates } from '@/lib/db/schema'
import { accepted } from '@/lib/delivery/accepted.fixture'
import { readFigures } from '@/lib/delivery/figures'
import { createDraft } from '@/lib/drafts/store'
import { log } from '@/lib/log'
import { indexContacts } from './contact-index'
import { retain } from './retain'
import { readSnapshot } from './snapshot'

/** Every rule on a clock that only these tests move; the database's own clock has no part in it. */
const start = new Date('2026-01-10T12:00:00Z')
const hour = 3600_000
const day = 24 * hour
const later = (ms: number) => new Date(start.getTime() + ms)
let tenantId = ''

beforeAll(async () => {
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
})
afterAll(closeDatabase)

const run = (now: Date) => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined)
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  return retain(tenantId, now)
}
const rows = async (query: ReturnType<typeof sql>) => (await database().execute(query)).rows
const opens = (id: string) => withTenant(tenantId, async (tx) => (await readSnapshot(tx, id)) !== null)
const none = {
  drafts: 0,
  devices: 0,
  endedDevices: 0,
  erasedLinks: 0,
  payloads: 0,
  proofs: 0,
  audit: 0,
  limits: 0,
  letters: 0,
  funnel: 0,
  keys: 0,
}

describe('payloads', () => {
  it('go 30 days after verification, delivery or cancellation; what is not ended never goes and alarms after 90', async () => {
    const made: { id: string; state: DeliveryState; at: Date }[] = []
    for (const state of deliveryStates) {
      for (const days of [0, 3]) {
        const at = later(days * day)
        const { submissionId: id } = await accepted(start)
        await withTenant(tenantId, (tx) => indexContacts(tx, id, [{ email: 'erika@example.org' }]))
        await database().execute(sql`
          update delivery set state = ${state}, updated_at = ${at.toISOString()}::timestamptz,
            delivered_at = ${state === 'DELIVERED' || state === 'VERIFIED' ? start.toISOString() : null}::timestamptz,
            verified_at = ${state === 'VERIFIED' ? at.toISOString() : null}::timestamptz
          where submission_id = ${id}::uuid`)
        made.push({ id, state, at: state === 'DELIVERED' ? start : at })
      }
    }
    const ended = made.filter(({ state }) => ['DELIVERED', 'VERIFIED', 'CANCELLED'].includes(state))
    for (const days of [29.99, 30, 32.99, 33, 89.99, 90, 400]) {
      const now = later(days * day)
      await run(now)
      expect((await readFigures(now)).overdue).toBe(days < 90 ? 0 : made.length - ended.length)
      for (const one of made) {
        const due = ended.includes(one) && one.at.getTime() + 30 * day <= now.getTime()
        expect([one.state, days, await opens(one.id)]).toEqual([one.state, days, !due])
        const found = await rows(sql`select 1 from contact_index where submission_id = ${one.id}::uuid`)
        expect(found.length).toBe(due ? 0 : 1)
      }
    }
    expect(await rows(sql`select 1 from submission`)).toHaveLength(made.length)
    expect(await run(later(400 * day))).toEqual(none)
  })
})

describe('drafts', () => {
  it('go at their end, 24 hours or 28 days, with their keys; not a millisecond earlier', async () => {
    const [campaign] = await database().select().from(schema.campaign).limit(1)
    const draft = async (lasts: number) => {
      const id = crypto.randomUUID()
      await withTenant(tenantId, (tx) =>
        createDraft(tx, {
          id,
          secret: id,
          campaignId: campaign?.id ?? '',
          form: { id: 'small', version: 1 },
          length: 'short',
          lang: 'de',
          attribution: {},
        }),
      )
      const end = later(lasts).toISOString()
      await database().execute(sql`update draft set expires_at = ${end}::timestamptz where id = ${id}::uuid`)
      return id
    }
    const [short, long] = [await draft(24 * hour), await draft(28 * day)]
    const left = async () =>
      (
        await rows(sql`
          select d.id from draft d join data_key k on k.record_id = d.id order by d.expires_at`)
      ).map((row) => row.id)
    const steps: [number, string[]][] = [
      [24 * hour - 1, [short, long]],
      [24 * hour, [long]],
      [28 * day - 1, [long]],
      [28 * day, []],
    ]
    for (const [ms, ids] of steps) {
      await run(later(ms))
      expect(await left()).toEqual(ids)
    }
    expect(
      await rows(sql`select 1 from data_key where record_id in (${short}::uuid, ${long}::uuid)`),
    ).toEqual([])
  })
})

describe('audit, counters and keys', () => {
  it('audit goes after 12 months, counters after two days, those of letters after one, a key without a record after one', async () => {
    const at = (ms: number) => sql`${later(ms).toISOString()}::timestamptz`
    const orphan = crypto.randomUUID()
    await withTenant(tenantId, async (tx) => {
      await createRecordKey(tx, orphan, 'draft')
      await tx.execute(sql`update data_key set created_at = ${at(0)} where record_id = ${orphan}::uuid`)
      for (const ms of [0, day]) {
        await tx.execute(sql`
          insert into audit_event (tenant_id, actor, action, at) values (${tenantId}::uuid, 'op', 'test', ${at(ms)})`)
        await tx.execute(sql`
          insert into rate_limit (tenant_id, bucket, window_start, count)
          values (${tenantId}::uuid, ${`t:${ms}`}, ${at(ms)}, 1)`)
        await tx.execute(
          sql`insert into letter_count (mailbox_hash, window_start, count) values ('\\x01', ${at(ms)}, 1)`,
        )
      }
    })
    const left = async () => ({
      audit: (await rows(sql`select 1 from audit_event where action = 'test'`)).length,
      limits: (await rows(sql`select 1 from rate_limit where bucket like 't:%'`)).length,
      letters: (await rows(sql`select 1 from letter_count`)).length,
      keys: (await rows(sql`select 1 from data_key where record_id = ${orphan}::uuid`)).length,
    })
    await run(later(day - 1))
    expect(await left()).toEqual({ audit: 2, limits: 2, letters: 2, keys: 1 })
    await run(later(day))
    expect(await left()).toEqual({ audit: 2, limits: 2, letters: 2, keys: 0 })
    // An hour of letters counts for 24 hours after its end.
    await run(later(25 * 3600_000 - 1))
    expect((await left()).letters).toBe(2)
    await run(later(25 * 3600_000))
    expect((await left()).letters).toBe(1)
    await run(later(2 * day + 1))
    expect(await left()).toEqual({ audit: 2, limits: 1, letters: 1, keys: 0 })
    // 12 months of the calendar: from 10 January 2026 to 10 January 2027.
    await run(new Date('2027-01-10T11:59:59Z'))
    expect((await left()).audit).toBe(2)
    await run(new Date('2027-01-10T12:00:00Z'))
    expect((await left()).audit).toBe(1)
    await run(new Date('2027-01-11T12:00:00Z'))
    expect((await left()).audit).toBe(0)
  })
})

describe('proofs', () => {
  it('stay five years after the showing and each use, then go with what is left of the submission', async () => {
    const [statement] = await database().select().from(schema.privacyStatement).limit(1)
    const made = async (state: DeliveryState, mailAt?: Date) => {
      const { submissionId: id } = await accepted(start)
      const time = start.toISOString()
      await database().execute(sql`
        update delivery set state = ${state}, updated_at = ${time}::timestamptz,
          delivered_at = ${state === 'VERIFIED' ? time : null}::timestamptz,
          verified_at = ${state === 'VERIFIED' ? time : null}::timestamptz
        where submission_id = ${id}::uuid`)
      await database()
        .insert(schema.privacyProof)
        .values({
          tenantId,
          submissionId: id,
          draftId: id,
          statementId: statement?.id ?? '',
          sha256: '00',
          language: 'de',
          shownAt: start,
          way: 'test',
          formId: 'small',
          formVersion: 1,
          createdAt: start,
        })
      if (mailAt) {
        await database()
          .insert(schema.submissionEvent)
          .values({ tenantId, submissionId: id, type: 'mail.sent', actor: 'worker', at: mailAt })
      }
      return id
    }
    // Rows are accepted by the database's clock: the tests' clock counts from the latest of them.
    const [row] = await rows(sql`select now() as now`)
    const acceptedAt = new Date(String(row?.now))
    const years = (n: number, ms = 0) => {
      const moved = new Date(acceptedAt)
      moved.setUTCFullYear(moved.getUTCFullYear() + n)
      return new Date(moved.getTime() + ms)
    }
    const plain = await made('VERIFIED')
    const mailed = await made('VERIFIED', years(0, 40 * day))
    const open = await made('NEEDS_OPERATOR')
    const left = async () =>
      (await rows(sql`select submission_id as id from privacy_proof`)).map((found) => found.id)
    await run(years(5, -day))
    expect(new Set(await left())).toEqual(new Set([plain, mailed, open]))
    await run(years(5, day))
    expect(new Set(await left())).toEqual(new Set([mailed, open]))
    await run(years(5, 39 * day))
    expect(new Set(await left())).toEqual(new Set([mailed, open]))
    await run(years(5, 41 * day))
    expect(await left()).toEqual([open])
    await run(years(50))
    expect(await left()).toEqual([open])
    for (const gone of [plain, mailed]) {
      const remains = await rows(sql`
        select 1 from submission where id = ${gone}::uuid
        union all select 1 from submission_snapshot where submission_id = ${gone}::uuid
        union all select 1 from submission_event where submission_id = ${gone}::uuid
        union all select 1 from delivery where submission_id = ${gone}::uuid`)
      expect(remains).toEqual([])
    }
  })
})

describe('the way past the triggers', () => {
  const refusal = (statements: string) =>
    database()
      .transaction((tx) => tx.execute(sql.raw(statements)))
      .then(
        () => 'done',
        (thrown: Error) => String((thrown.cause as Error | undefined)?.message),
      )

  it('is open to the two functions only, and closed again after them in the same transaction', async () => {
    await accepted(start)
    for (const table of [
      'submission_snapshot',
      'submission',
      'submission_event',
      'privacy_proof',
      'audit_event',
    ]) {
      await database().execute(sql`
        insert into submission_event (tenant_id, submission_id, type, actor)
        select tenant_id, id, 'accepted', 'person' from submission limit 1`)
      await database().execute(
        sql`insert into audit_event (tenant_id, actor, action) values (${tenantId}::uuid, 'op', 'later')`,
      )
      for (const before of [
        '',
        `set local app.retention = 'on';`,
        `set local app.retention = '${table}';`,
        `select retain_audit('${tenantId}', now()), retain_proofs('${tenantId}', now());`,
      ]) {
        expect(await refusal(`${before} delete from ${table}`)).toContain('is refused')
        expect(await refusal(`${before} update ${table} set tenant_id = tenant_id`)).toContain('is refused')
      }
    }
  })

  it('a rule that fails is logged and keeps no other from running', async () => {
    const failed = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    await database().execute(sql`alter function retain_audit rename to retain_audit_away`)
    try {
      const bucket = sql`insert into rate_limit (tenant_id, bucket, window_start, count)
        values (${tenantId}::uuid, 'other', ${start.toISOString()}::timestamptz, 1)`
      await database().execute(bucket)
      expect(await run(later(10 * day))).toMatchObject({ limits: 1, audit: 0 })
      expect(failed).toHaveBeenCalledWith('retention.failed', expect.objectContaining({ reason: 'audit' }))
    } finally {
      await database().execute(sql`alter function retain_audit_away rename to retain_audit`)
    }
  })
})
