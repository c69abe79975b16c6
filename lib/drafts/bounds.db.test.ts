import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, pool, tenantIds, withTenant } from '@/lib/db'
import { env } from '@/lib/env'
import { draftsOfNetwork, noteSuspicion, unknownIp } from '@/lib/limits/limits'
import { log } from '@/lib/log'
import { discard } from './later'
import type { Change, SaveRequest } from './protocol'
import { save } from './service'
import { MOST_BYTES } from './size'
import { key, smallForm } from './small-form.fixture'
import { lockDraft } from './store'

vi.mock('@/lib/forms', () => ({
  formFor: (product: string) => (product === 'baufinanzierung' ? smallForm : null),
}))

/** What one client can make the others pay for: each bound once reached, and nothing lost at any of them. */
const meta = { origin: 'http://localhost:3000', host: 'localhost:3000', ip: '192.0.2.9' }
let privacyVersion = ''
let tenantId = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
afterAll(closeDatabase)

async function draft(to = 'Haus', ip = meta.ip) {
  const token = makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang: 'de',
    privacyVersion,
    attribution: {},
  })
  const call = (over: Partial<SaveRequest>) =>
    save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [], ...over }, { ...meta, ip })
  const begun = await call({ changes: [{ key: key.zweck, from: null, to }] })
  if (begun.kind !== 'saved') throw new Error(begun.kind)
  const { secret } = begun.draft
  const change = (...changes: Change[]) => call({ secret, changes })
  const look = () => call({ secret, intent: 'load' })
  const stored = () => withTenant(tenantId, async (tx) => (await lockDraft(tx, secret))?.answers ?? {})
  return { secret, change, look, stored }
}
/** `used` times the limit have been used by the draft, in this minute and the next ones. */
async function usedUp(secret: string, limit: 'load' | 'autosave', used: number) {
  const bucket = `draft:${limit}:${(await withTenant(tenantId, (tx) => lockDraft(tx, secret)))?.id}`
  await database().execute(sql`
    insert into rate_limit (tenant_id, bucket, window_start, count)
    select ${tenantId}::uuid, ${bucket}, to_timestamp(floor(extract(epoch from now()) / 60) * 60 + minute * 60), ${used}
    from generate_series(0, 5) as minute
    on conflict (tenant_id, bucket, window_start) do update set count = ${used}`)
}

describe('the size of a draft', () => {
  it('is bounded; what would be over it is not stored, and what shortens it is', async () => {
    const long = (size: number) => 'x'.repeat(size)
    const { change, stored, look } = await draft()
    const [half, rest] = [long(MOST_BYTES / 2), long(MOST_BYTES / 2 - 1_000)]
    expect((await change({ key: key.zweck, from: 'Haus', to: half })).kind).toBe('saved')
    expect((await change({ key: key.betrag, from: null, to: rest })).kind).toBe('saved')
    const before = await stored()
    expect(await change({ key: key.vorname, from: null, to: long(2_000) })).toEqual({ kind: 'tooLarge' })
    expect(await stored()).toEqual(before)
    // The page with its answers is still there, and to go on one only has to shorten something.
    expect((await look()).kind).toBe('saved')
    expect((await change({ key: key.zweck, from: half, to: long(100) })).kind).toBe('saved')
    expect((await change({ key: key.vorname, from: null, to: 'Erika' })).kind).toBe('saved')
  })
})

describe('one request', () => {
  it('changes each key once: from what it was at first to what it is in the end', async () => {
    const { change, stored } = await draft()
    const twice = await change(
      { key: key.zweck, from: 'Haus', to: 'Wohnung' },
      { key: key.zweck, from: 'Wohnung', to: 'Garten' },
    )
    expect(twice.kind).toBe('saved')
    expect(await stored()).toMatchObject({ [key.zweck]: { value: 'Garten' } })
  })

  it('has at most 100 changes', async () => {
    const { change } = await draft()
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ key: `app.x${at}`, from: null, to: '1' }))
    expect((await change(...many(100))).kind).toBe('saved')
    expect(await change(...many(101))).toEqual({ kind: 'refused', reason: 'shape' })
  })
})

describe('looking at a draft', () => {
  it('is limited like saving, and saving goes on', async () => {
    const { secret, look, change } = await draft()
    await usedUp(secret, 'load', env().LIMIT_LOADS_PER_MINUTE)
    expect(await look()).toEqual({ kind: 'limited', minutes: 1 })
    expect((await change({ key: key.zweck, from: 'Haus', to: 'Garten' })).kind).toBe('saved')
  })

  it('that was refused costs no query for a moment', async () => {
    const { secret, look } = await draft()
    await usedUp(secret, 'load', env().LIMIT_LOADS_PER_MINUTE)
    expect(await look()).toEqual({ kind: 'limited', minutes: 1 })
    const connect = vi.spyOn(pool(), 'connect')
    expect(await look()).toEqual({ kind: 'limited', minutes: 1 })
    expect(connect).not.toHaveBeenCalled()
  })
})

describe('a draft whose row another process holds', () => {
  it('lets few wait, on one connection, for two seconds; another draft is saved meanwhile', async () => {
    const [held, other] = [await draft(), await draft()]
    const failed = vi.spyOn(log, 'error').mockReturnValue(undefined)
    let release = () => {}
    const holding = new Promise<void>((resolve) => {
      release = resolve
    })
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const holder = withTenant(tenantId, async (tx) => {
      await lockDraft(tx, held.secret)
      locked()
      await holding
    })
    await isLocked
    const waiting = Array.from({ length: 40 }, () => held.look())
    try {
      await new Promise(setImmediate)
      expect(await discard({ secret: held.secret }, meta)).toEqual({ kind: 'limited', minutes: 1 })
      // The holder and the first in the line; everybody else waits without one or was sent away.
      expect(pool().totalCount - pool().idleCount).toBeLessThanOrEqual(2)
      const free = await other.change({ key: key.zweck, from: 'Haus', to: 'Garten' })
      expect(free.kind).toBe('saved')
      expect(await waiting[0]).toMatchObject({ kind: 'failed', retryAfter: 2 })
      expect(failed).toHaveBeenCalledWith(
        'draft.save.failed',
        expect.objectContaining({ errorCode: '55P03' }),
      )
    } finally {
      release()
      await holder
    }
    const kinds = (await Promise.all(waiting)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(30)
    expect(kinds.at(9)).toBe('saved')
    expect((await held.look()).kind).toBe('saved')
  })
})

describe('what is counted of a network', () => {
  it('makes nobody wait for a stranger of it, known or not, and all of it counts', async () => {
    const ip = '198.51.100.7'
    await withTenant(tenantId, async (tx) => {
      // Somebody whose request takes long, for whatever reason, has been counted.
      await noteSuspicion(tx, ip, 'draft.created')
      await noteSuspicion(tx, unknownIp, 'draft.created')
      for (const from of [ip, unknownIp]) {
        const begun = await Promise.all(Array.from({ length: 5 }, () => draft('Haus', from)))
        expect(new Set(begun.map(({ secret }) => secret)).size).toBe(5)
      }
    })
    expect(await withTenant(tenantId, (tx) => draftsOfNetwork(tx, ip))).toBe(6)
  })
})
