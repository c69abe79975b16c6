import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import type { Raw } from '@/lib/forms/engine/types'
import { log } from '@/lib/log'
import type { Intent, SaveRequest, SaveResult } from './protocol'
import { save } from './service'
import { key, smallForm } from './small-form.fixture'
import { lockDraft, purgeExpiredDrafts } from './store'

vi.mock('@/lib/forms', () => ({
  formFor: (product: string) => (product === 'baufinanzierung' ? smallForm : null),
}))

const meta = {
  origin: 'http://localhost:3000',
  secFetchSite: 'same-origin',
  ip: '192.0.2.7',
}
let privacyVersion = ''
let tenantId = ''

beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
afterAll(closeDatabase)

const newToken = (over: { campaign?: string; issuedAt?: number } = {}) =>
  makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang: 'de',
    privacyVersion,
    attribution: { kampagne: 'Frühling' },
    ...over,
  })
const typed = (answers: { [key: string]: Raw }) =>
  Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))
const request = (over: Partial<SaveRequest>): SaveRequest => ({
  token: newToken(),
  page: 'vorhaben',
  intent: 'autosave',
  lang: 'de',
  changes: [],
  ...over,
})

function saved(result: SaveResult) {
  if (result.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(result)}`)
  return result
}
async function started(changes = typed({ [key.zweck]: 'Haus' }), intent: Intent = 'autosave') {
  const token = newToken()
  const { draft } = saved(await save(request({ token, changes, intent }), meta))
  return { token, secret: draft.secret, revision: draft.revision, draft }
}
const raws = (result: SaveResult) => {
  const view = 'view' in result ? result.view : undefined
  return view?.kind === 'step'
    ? Object.fromEntries(view.fields.map((field) => [field.key, field.raw]))
    : undefined
}
const count = async (table: string) =>
  Number((await database().execute<{ n: string }>(sql.raw(`select count(*) as n from ${table}`))).rows[0]?.n)

describe('the first input', () => {
  it('makes a draft whose secret and answers are not readable in the database', async () => {
    const { secret, draft } = await started(typed({ [key.zweck]: 'Kanarienvogel' }))
    expect(draft.revision).toBeGreaterThan(0)
    expect(Date.parse(draft.expiresAt) - Date.parse(draft.savedAt)).toBe(24 * 3600 * 1000)
    const dump = await database().execute(sql`select draft::text as row from draft`)
    const hex = (text: string) => Buffer.from(text).toString('hex')
    for (const plain of [secret, 'Kanarienvogel', hex(secret), hex('Kanarienvogel')]) {
      expect(JSON.stringify(dump.rows)).not.toContain(plain)
    }
  })

  it('is one draft when two of the same view cross, and another for another view', async () => {
    const before = await count('draft')
    const token = newToken()
    const changes = typed({ [key.zweck]: 'Haus' })
    const results = await Promise.all(
      Array.from({ length: 5 }, () => save(request({ token, changes, intent: 'autosave' }), meta)),
    )
    const secrets = results.flatMap((result) => ('draft' in result ? [result.draft.secret] : []))
    expect(new Set(secrets).size).toBe(1)
    expect(secrets).toHaveLength(5)
    expect(await count('draft')).toBe(before + 1)
    expect((await started()).secret).not.toBe(secrets[0])
  })

  it('a view that comes back later does not open the old draft', async () => {
    const { token, secret } = await started()
    await database().execute(sql`update draft set created_at = created_at - interval '2 minutes'`)
    const again = saved(await save(request({ token, changes: typed({ [key.zweck]: 'Wohnung' }) }), meta))
    expect(again.draft.secret).not.toBe(secret)
  })

  it('one view begins five drafts at most, however often and at once it is used; a new one goes on', async () => {
    const { token } = await started()
    await database().execute(sql`update draft set created_at = created_at - interval '2 minutes'`)
    const before = await count('draft')
    const changes = typed({ [key.zweck]: 'Wohnung' })
    const results = await Promise.all(
      Array.from({ length: 30 }, () => save(request({ token, changes }), meta)),
    )
    const kinds = results.map((result) => (result.kind === 'refused' ? result.reason : result.kind))
    expect(kinds.filter((kind) => kind === 'saved')).toHaveLength(4)
    // Ten at once come to the database; the others are sent away before.
    expect(kinds.filter((kind) => kind === 'token')).toHaveLength(6)
    expect(kinds.filter((kind) => kind === 'limited')).toHaveLength(20)
    expect(await count('draft')).toBe(before + 4)
    expect((await save(request({ changes }), meta)).kind).toBe('saved')
  })

  it('"Weiter" on an empty page begins a draft that can be opened again', async () => {
    const token = newToken()
    const first = await save(request({ token, intent: 'next' }), meta)
    expect(first.kind).toBe('invalid')
    const secret = first.kind === 'invalid' ? first.draft.secret : ''
    const again = await save(request({ token, secret, changes: typed({ [key.zweck]: 'Haus' }) }), meta)
    expect(again.kind).toBe('saved')
  })

  it('goes by the secret that the browser made, however its saves cross; each is its own draft', async () => {
    const before = await count('draft')
    const [token, secret, other] = [newToken(), 'a1'.repeat(32), 'b2'.repeat(32)]
    const first = { token, secret, revision: 0 }
    const changes = typed({ [key.zweck]: 'Haus' })
    const results = await Promise.all(
      Array.from({ length: 5 }, () => save(request({ ...first, changes }), meta)),
    )
    expect(results.map((result) => saved(result).draft.secret)).toEqual(Array(5).fill(secret))
    expect(await count('draft')).toBe(before + 1)
    expect((await save(request({ token, secret: other, revision: 1, changes }), meta)).kind).toBe('gone')
    expect(
      saved(await save(request({ token, secret: other, revision: 0, changes }), meta)).draft.secret,
    ).toBe(other)
  })

  it('is found by a page that was reloaded before it was answered, also when that asks first', async () => {
    const first = { token: newToken(), secret: 'c3'.repeat(32), revision: 0 }
    const early = save(request({ ...first, token: newToken(), intent: 'load' }), meta)
    saved(await save(request({ ...first, changes: typed({ [key.zweck]: 'Haus' }) }), meta))
    expect(raws(await early)?.[key.zweck]).toBe('Haus')
  })

  it('a save that nobody heard of stands in no later one, in either order', async () => {
    const open = await started(typed({ [key.zweck]: 'Ha' }))
    const under = { key: key.zweck, from: 'Ha', to: 'Hau' }
    const leaving = { key: key.zweck, from: 'Ha', sent: 'Hau', to: 'Haus' }
    const call = { token: open.token, secret: open.secret, revision: open.revision }
    for (const change of [under, leaving]) saved(await save(request({ ...call, changes: [change] }), meta))
    expect(raws(await save(request({ ...call, intent: 'load' }), meta))?.[key.zweck]).toBe('Haus')
    const lost = await started(typed({ [key.zweck]: 'Ha' }))
    const next = { token: lost.token, secret: lost.secret, revision: lost.revision }
    saved(await save(request({ ...next, changes: [leaving] }), meta))
    const elsewhere = { ...leaving, from: 'Hof', sent: 'Hofs', to: 'Hofst' }
    expect((await save(request({ ...next, changes: [elsewhere] }), meta)).kind).toBe('conflict')
  })

  it('looking stores nothing', async () => {
    const before = await count('draft')
    for (const intent of ['load', 'go', 'back', 'autosave'] as const) {
      expect(await save(request({ intent }), meta)).toEqual({ kind: 'gone' })
    }
    expect(await count('draft')).toBe(before)
  })
})

describe('pages', () => {
  it('an incomplete page is answered with its errors and keeps what was typed', async () => {
    const result = await save(request({ intent: 'next', changes: typed({ [key.betrag]: 'viel' }) }), meta)
    expect(result.kind).toBe('invalid')
    if (result.kind !== 'invalid') return
    expect(result.errors.map((error) => error.key)).toContain(key.zweck)
    expect(raws(result)?.[key.betrag]).toBe('viel')
    const loaded = await save(request({ intent: 'load', secret: result.draft.secret }), meta)
    expect(raws(loaded)?.[key.betrag]).toBe('viel')
  })

  it('next, back and go lead through the form; nobody skips an open page', async () => {
    const { secret, token } = await started()
    const call = async (over: Partial<SaveRequest>) => {
      const result = saved(await save(request({ token, secret, ...over }), meta))
      return result.view?.page
    }
    expect(await call({ intent: 'next' })).toBe('kontakt')
    expect(await call({ intent: 'go', page: 'kontakt', to: 'pruefen' })).toBe('kontakt')
    expect(await call({ intent: 'load', page: 'none' })).toBe('kontakt')
    expect(await call({ intent: 'back', page: 'kontakt' })).toBe('vorhaben')
    const contact = { [key.vorname]: 'Erika', [key.nachname]: 'Muster', [key.email]: 'erika@example.org' }
    expect(await call({ intent: 'next', page: 'kontakt', changes: typed(contact) })).toBe('pruefen')
    expect(await call({ intent: 'back', page: 'pruefen' })).toBe('kontakt')
    expect(await call({ intent: 'next', page: 'vorhaben', to: 'pruefen' })).toBe('pruefen')
  })

  it('a page that is shown stores its presets, and looking on does not move the expiry', async () => {
    const { secret, token } = await started(typed({ [key.zweck]: 'Haus', [key.betrag]: '1.000' }))
    await database().execute(sql`update draft set expires_at = expires_at - interval '1 hour'`)
    const shown = saved(await save(request({ token, secret, intent: 'next' }), meta))
    expect(raws(shown)?.[key.rechnung]).toMatch(/^100/)
    const stored = await withTenant(tenantId, (tx) => lockDraft(tx, secret))
    expect(stored?.answers[key.rechnung]).toMatchObject({ value: 100, by: 'preset' })
    expect(Date.parse(shown.draft.expiresAt) - Date.parse(shown.draft.savedAt)).toBe(23 * 3600 * 1000)
    const typedOn = saved(
      await save(
        request({ token, secret, page: 'kontakt', changes: typed({ [key.vorname]: 'Erika' }) }),
        meta,
      ),
    )
    expect(Date.parse(typedOn.draft.expiresAt)).toBeGreaterThan(Date.parse(shown.draft.expiresAt))
  })

  it('the language of a page changes without changing an answer', async () => {
    const { secret, token } = await started(typed({ [key.zweck]: 'Haus', [key.betrag]: '350.000,50' }))
    const english = await save(request({ token, secret, intent: 'load', lang: 'en' }), meta)
    expect(raws(english)?.[key.betrag]).toBe('350,000.50')
  })
})

describe('a reload that is faster than the save of the page before', () => {
  it('shows what that save brings, and what there is when none comes', async () => {
    const { token, secret, revision } = await started(typed({ [key.zweck]: 'Haus' }))
    const ask = (over: Partial<SaveRequest>) => save(request({ token, secret, ...over }), meta)
    const reloaded = (known: number) => ask({ intent: 'load', to: 'vorhaben', revision: known })
    const overtaking = reloaded(revision + 1)
    expect(raws(saved(await reloaded(revision)))).toMatchObject({ [key.zweck]: 'Haus' })
    saved(await ask({ changes: [{ key: key.zweck, from: 'Haus', to: 'Hof' }], revision }))
    expect(raws(saved(await overtaking))).toMatchObject({ [key.zweck]: 'Hof' })

    expect(raws(saved(await reloaded(revision + 2)))).toMatchObject({ [key.zweck]: 'Hof' })
    expect(raws(saved(await reloaded(revision + 99)))).toMatchObject({ [key.zweck]: 'Hof' })
  })
})

describe('conflicts', () => {
  it('two windows on one field: neither is lost and the second is asked', async () => {
    const { secret, token, revision } = await started()
    const change = (from: string, to: string) =>
      save(request({ token, secret, revision, changes: [{ key: key.zweck, from, to }] }), meta)
    const results = await Promise.all([change('Haus', 'Wohnung'), change('Haus', 'Garten')])
    expect(results.map((result) => result.kind).sort()).toEqual(['conflict', 'saved'])
    const conflict = results.find((result) => result.kind === 'conflict')
    const [found] = conflict?.kind === 'conflict' ? conflict.conflicts : []
    expect(found).toMatchObject({ key: key.zweck, label: 'Zweck' })
    expect([found?.mine, found?.theirs].sort()).toEqual(['Garten', 'Wohnung'])
  })
})

describe('what a client may not do', () => {
  it('other keys have no effect and are counted', async () => {
    const warn = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
    const body = {
      ...request({
        changes: [...typed({ [key.zweck]: 'Haus' }), ...typed({ datenkontext: 'x', __proto__: 'y' })],
      }),
      importMetadaten: { datenkontext: 'ECHT_GESCHAEFT' },
      tenantId: 'other',
    }
    const { draft } = saved(await save(body, meta))
    const stored = await withTenant(tenantId, (tx) => lockDraft(tx, draft.secret))
    expect(Object.keys(stored?.answers ?? {})).toEqual([key.zweck])
    expect(warn).toHaveBeenCalledWith('input.ignored', expect.objectContaining({ count: 3 }))
    const counted = await database().select().from(schema.rateLimit)
    expect(
      counted.filter((row) => row.bucket.startsWith('net:input.ignored:')).map((row) => row.count),
    ).toEqual([3])
    expect(JSON.stringify(counted)).not.toContain(meta.ip)
  })

  it.each([
    ['origin', { origin: undefined }],
    ['origin', { origin: 'null' }],
    ['origin', { secFetchSite: 'cross-site' }],
  ])('%s: %j', async (reason, over) => {
    expect(await save(request({}), { ...meta, ...over })).toEqual({ kind: 'refused', reason })
  })

  it('a forged, foreign or old token, a closed campaign, a wrong shape', async () => {
    const changes = typed({ [key.zweck]: 'Haus' })
    const refusal = async (over: Partial<SaveRequest>) => {
      const result = await save(request({ changes, ...over }), meta)
      return result.kind === 'refused' ? result.reason : result.kind
    }
    expect(await refusal({ token: `${newToken()}x`.replace(/^./, 'x') })).toBe('token')
    expect(await refusal({ token: newToken({ campaign: 'none' }) })).toBe('token')
    expect(await refusal({ token: newToken({ issuedAt: 0 }) })).toBe('token')
    expect(await refusal({ token: newToken({ campaign: 'musterpause' }) })).toBe('closed')
    expect(await save({ changes: 'x' }, meta)).toEqual({ kind: 'refused', reason: 'shape' })
    const { secret } = await started()
    expect(await refusal({ token: newToken({ issuedAt: 0 }), secret, changes: [] })).toBe('saved')
  })

  it('more than 120 saves a minute', async () => {
    const { secret, token } = await started()
    const stored = await withTenant(tenantId, (tx) => lockDraft(tx, secret))
    const bucket = `draft:autosave:${stored?.id}`
    await database().execute(sql`
      insert into rate_limit (tenant_id, bucket, window_start, count)
      select ${tenantId}::uuid, ${bucket}, to_timestamp(floor(extract(epoch from now()) / 60) * 60 + minute * 60), 120
      from generate_series(0, 5) as minute
      on conflict (tenant_id, bucket, window_start) do update set count = 120`)
    const changes = [{ key: key.zweck, from: 'Haus', to: 'Wohnung' }]
    expect(await save(request({ token, secret, changes }), meta)).toEqual({ kind: 'limited', minutes: 1 })
  })
})

describe('the end of a draft', () => {
  it('an expired or unknown secret opens nothing; the purge removes draft and key', async () => {
    const { secret, token } = await started()
    const open = await started()
    const stored = await withTenant(tenantId, (tx) => lockDraft(tx, secret))
    await database().execute(sql`update draft set expires_at = now() where id = ${stored?.id}::uuid`)
    expect(await save(request({ token, secret, intent: 'load' }), meta)).toEqual({ kind: 'gone' })
    expect(await save(request({ secret: 'x'.repeat(43), intent: 'load' }), meta)).toEqual({ kind: 'gone' })
    expect(await withTenant(tenantId, (tx) => purgeExpiredDrafts(tx, new Date()))).toBeGreaterThan(0)
    const keys = await database()
      .select()
      .from(schema.dataKey)
      .where(eq(schema.dataKey.recordId, stored?.id ?? ''))
    expect(keys).toEqual([])
    expect((await save(request({ token: open.token, secret: open.secret, intent: 'load' }), meta)).kind).toBe(
      'saved',
    )
  })

  it('a draft whose bytes were changed is gone, and others are not', async () => {
    const error = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    const { secret, token } = await started()
    const stored = await withTenant(tenantId, (tx) => lockDraft(tx, secret))
    await database().execute(
      sql`update draft set content = set_byte(content, 40, get_byte(content, 40) # 1) where id = ${stored?.id}::uuid`,
    )
    expect(await save(request({ token, secret, intent: 'load' }), meta)).toEqual({ kind: 'gone' })
    expect(error).toHaveBeenCalledWith('draft.unreadable', { draftId: stored?.id })
  })
})
