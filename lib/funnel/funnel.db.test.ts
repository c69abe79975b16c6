import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, tenantIds, withTenant } from '@/lib/db'
import type { SaveRequest } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { paceOf } from './pace'
import { purgeFunnel } from './turns'

vi.mock('@/lib/forms', () => ({
  formFor: (product: string) => (product === 'baufinanzierung' ? smallForm : null),
}))

const meta = {
  origin: 'http://localhost:3000',
  secFetchSite: 'same-origin',
  ip: '192.0.2.7',
}
let tenantId = ''

beforeAll(async () => {
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  await database().execute(sql`delete from funnel_event`)
})
afterAll(closeDatabase)

const newToken = (secondsAgo: number) =>
  makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang: 'de',
    privacyVersion: '00000000-0000-4000-8000-000000000000',
    attribution: {},
    issuedAt: Date.now() - secondsAgo * 1000,
  })
const answer = [{ key: key.zweck, from: null, to: 'Haus' }]
const send = async (request: Partial<SaveRequest> & { token: string }) => {
  const result = await save({ page: 'vorhaben', intent: 'next', lang: 'de', changes: [], ...request }, meta)
  if (result.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(result)}`)
  return result
}
const counted = async () =>
  (await database().execute<{ page: string; seconds: number }>(sql`select * from funnel_event order by seq`))
    .rows
const longAgo = (interval: string) =>
  database().execute(sql`update draft set turned_at = now() - ${interval}::interval`)

describe('what is counted of a page', () => {
  it('is its step and the seconds from showing to answering, without anything that names a draft', async () => {
    const token = newToken(42)
    await send({ token, changes: answer })
    const [row, ...more] = await counted()
    expect(more).toEqual([])
    expect(row).toMatchObject({
      type: 'page.answered',
      page: 'vorhaben',
      form_id: smallForm.id,
      length: 'short',
    })
    expect(row?.seconds).toBeGreaterThanOrEqual(42)
    expect(Object.keys(row ?? {}).toSorted()).toEqual(
      ['at', 'campaign_id', 'form_id', 'length', 'page', 'seconds', 'seq', 'tenant_id', 'type'].toSorted(),
    )
    expect(
      (await database().execute(sql`select from funnel_event where at <> date_trunc('hour', at)`)).rowCount,
    ).toBe(0)
  })

  it('is counted once, however often somebody comes back to it', async () => {
    const token = newToken(30)
    const { draft } = await send({ token, changes: answer })
    for (const intent of ['back', 'next', 'back', 'next'] as const) {
      await longAgo('9 seconds')
      await send({ token, secret: draft.secret, intent })
    }
    expect(await counted()).toHaveLength(1)
  })

  it('is neither a pause nor what nobody can have read', async () => {
    await send({ token: newToken(31 * 60), changes: answer })
    await send({ token: newToken(0), changes: answer })
    expect(await counted()).toEqual([])
  })

  it('begins anew whenever another page is shown', async () => {
    const token = newToken(20)
    const { draft } = await send({ token, changes: answer })
    await longAgo('1 hour')
    await send({ token, secret: draft.secret, page: 'kontakt', intent: 'back' })
    await longAgo('5 seconds')
    await send({ token, secret: draft.secret })
    await longAgo('7 seconds')
    const contact = { [key.vorname]: 'Erika', [key.nachname]: 'Muster', [key.email]: 'erika@example.org' }
    const changes = Object.entries(contact).map(([at, to]) => ({ key: at, from: null, to }))
    const { view } = await send({ token, secret: draft.secret, page: 'kontakt', changes })
    expect(view?.kind).toBe('review')
    expect((await counted()).map(({ page, seconds }) => [page, seconds < 20])).toEqual([
      ['vorhaben', false],
      ['kontakt', true],
    ])
  })
})

describe('the pace', () => {
  const note = (page: string, seconds: readonly number[], age = '1 day') =>
    database().execute(sql`
      insert into funnel_event (tenant_id, campaign_id, type, form_id, length, page, seconds, at)
      select c.tenant_id, c.id, 'page.answered', 'form', 'short', ${page}, s, now() - ${age}::interval
      from (select * from campaign limit 1) c, unnest(${sql.raw(`'{${seconds.join(',')}}'::smallint[]`)}) s`)
  const twenty = Array.from({ length: 20 }, (_, at) => 10 + at)

  it('is the median of each step that was answered twenty times in thirty days', async () => {
    await note('oft', [...twenty, 1000])
    await note('selten', twenty.slice(1))
    await note('früher', twenty, '31 days')
    const pace = await withTenant(tenantId, (tx) => paceOf(tx, { id: 'form' }, 'short'))
    expect(pace).toEqual({ oft: 20 })
    expect(await withTenant(tenantId, (tx) => paceOf(tx, { id: 'form' }, 'full'))).toEqual({})
  })

  it('goes by itself after 90 days', async () => {
    await note('alt', [5, 6], '91 days')
    await note('neu', [5], '89 days')
    expect(await withTenant(tenantId, (tx) => purgeFunnel(tx, new Date()))).toBe(2)
    expect((await counted()).map((row) => row.page)).toEqual(['neu'])
  })
})
