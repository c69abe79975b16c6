import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { newDataKey } from '@/lib/crypto/keyring'
import { closeDatabase, database, tenantIds, withTenant } from '@/lib/db'
import { save } from '@/lib/drafts/service'
import type * as Environment from '@/lib/env'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { personas as creditPersonas } from '@/lib/forms/ratenkredit/personas'
import { consumeLetter } from '@/lib/limits/letters'
import { consumeStart, draftsOfNetwork, noteSuspicion } from '@/lib/limits/limits'
import { log } from '@/lib/log'
import { findEnquiries } from '@/lib/rights/find'
import { indexVersions, rotateIndex } from './index-rotation'
import { eraseSubmissions } from './retention'
import { sender, sent, sentAtOnce } from './sent.fixture'

/** INDEX_KEY and START_TOKEN_KEY of this process, which the tests change as a deployment would. */
const held = vi.hoisted((): { index: [string, string][]; token: [string, string][] } => ({
  index: [],
  token: [],
}))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof Environment>()
  const changed = () => ({ INDEX_KEY: held.index, START_TOKEN_KEY: held.token, LIMIT_LETTERS_PER_ADDRESS: 3 })
  return { ...real, env: () => ({ ...real.env(), ...changed() }) }
})
const made = (version: string): [string, string] => [version, newDataKey().toString('base64')]
const [v1, v2, v3] = [made('v1'), made('v2'), made('v3')]

const found = <T extends { id: string }>(list: readonly T[], id: string): T => {
  const one = list.find((persona) => persona.id === id)
  if (!one) throw new Error(`no persona ${id}`)
  return one
}
const couple = found(personas, 'kauf-paar')
let tenantId = ''
let privacyVersion = ''

beforeAll(async () => {
  held.index = [v1]
  held.token = [v1]
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
})
beforeEach(async () => {
  held.index = [v1]
  held.token = [v1]
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation(() => undefined)
  await database().execute(sql`delete from contact_index`)
})
afterAll(closeDatabase)

const submissionOf = async (reference: string) =>
  (await findEnquiries({ by: 'reference', value: reference }))[0]?.submissionId ?? ''
const idsOf = async (by: 'email' | 'phone' | 'name', value: string) =>
  (await findEnquiries({ by, value })).map(({ submissionId }) => submissionId)
/** In how many of the ways to ask this couple's enquiry is found. */
const ways = [
  ['email', 'juergen@example.org'],
  ['phone', '0171 1234567'],
  ['name', "Jürgen O'Neill-Großkreutz"],
  ['name', 'Ayşe Yıldız'],
] as const
const foundBy = async (id: string) =>
  (await Promise.all(ways.map(([by, value]) => idsOf(by, value)))).filter((ids) => ids.includes(id)).length
const rowsOf = async (id: string) =>
  (
    await database().execute<{ field: string; version: string }>(
      sql`select field, key_version as version from contact_index where submission_id = ${id}::uuid order by field`,
    )
  ).rows
const rowsUnder = async (version: string) =>
  (await indexVersions()).find((one) => one.version === version)?.rows ?? 0

describe('INDEX_KEY', () => {
  it('a person indexed under an old version is found; rotation moves everybody, of both products', async () => {
    const mortgage = await submissionOf((await sent(couple)).reference)
    const credit = await submissionOf(
      (await sentAtOnce('musterkredit', found(creditPersonas, 'kurz-paar-fahrzeug'))).reference,
    )
    const before = await Promise.all([mortgage, credit].map(rowsOf))
    expect(before[0]?.filter(({ field }) => field === 'name')).toHaveLength(2)
    expect(before[1]?.filter(({ field }) => field === 'name')).toHaveLength(2)

    held.index = [v1, v2]
    expect([await foundBy(mortgage), await idsOf('name', 'Ayşe Yıldız')]).toEqual([
      ways.length,
      expect.arrayContaining([mortgage, credit]),
    ])
    const later = await submissionOf((await sent(couple)).reference)
    expect(new Set((await rowsOf(later)).map(({ version }) => version))).toEqual(new Set(['v2']))

    // Asked while it runs: nobody is missing at any moment.
    const [rotation, ...asked] = await Promise.all([
      rotateIndex(),
      ...Array.from({ length: 10 }, () => foundBy(mortgage)),
    ])
    expect(rotation).toEqual({ rotated: 2, unreadable: [], left: 0 })
    expect(new Set(asked)).toEqual(new Set([ways.length]))
    expect(await rotateIndex()).toMatchObject({ rotated: 0, left: 0 })
    const after = before.map((rows) => rows.map((row) => ({ ...row, version: 'v2' })))
    expect(await Promise.all([mortgage, credit].map(rowsOf))).toEqual(after)

    held.index = [v2]
    expect(await Promise.all([mortgage, later].map(foundBy))).toEqual([ways.length, ways.length])
    expect(await idsOf('name', 'Ayşe Yıldız')).toContain(credit)
  })

  it('a lost key costs look-ups only until the rotation, which opens what was sent', async () => {
    const id = await submissionOf((await sent(couple)).reference)
    held.index = [v3]
    expect(await foundBy(id)).toBe(0)
    expect(await indexVersions()).toContainEqual(expect.objectContaining({ version: 'v1', known: false }))
    expect(await rotateIndex()).toMatchObject({ rotated: 1, left: 0 })
    expect(await foundBy(id)).toBe(ways.length)
  })

  it('what cannot be opened is named, left as it is and found as before', async () => {
    const id = await submissionOf((await sent(couple)).reference)
    const rows = (await rowsOf(id)).length
    await database().execute(
      sql`update data_key set key_version = 'v0' where record_id = ${id}::uuid and purpose = 'submission'`,
    )
    held.index = [v1, v2]
    expect(await rotateIndex()).toEqual({ rotated: 0, unreadable: [`index ${id}`], left: rows })
    expect(await foundBy(id)).toBe(ways.length)
  })

  it('brings back nobody who is erased meanwhile, whoever comes first', async () => {
    const [first, second] = [
      await submissionOf((await sent(couple)).reference),
      await submissionOf((await sent(couple)).reference),
    ]
    held.index = [v1, v2]
    // Erasure has begun: rotation passes by.
    await withTenant(tenantId, async (tx) => {
      await eraseSubmissions(tx, [first])
      expect(await rotateIndex()).toMatchObject({ rotated: 1 })
    })
    expect(await rowsOf(first)).toEqual([])

    // Rotation has begun, held up by somebody who holds a row of the index: erasure waits for it and then removes what it wrote.
    held.index = [v1, v2, v3]
    const waiting = async (wanted: number) =>
      vi.waitFor(
        async () => {
          const { rows } = await database().execute(
            sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          )
          expect(rows).toHaveLength(wanted)
        },
        { timeout: 60_000, interval: 20 },
      )
    let ended: Promise<unknown> = Promise.resolve()
    await withTenant(tenantId, async (tx) => {
      await tx.execute(sql`select 1 from contact_index where submission_id = ${second}::uuid for update`)
      const rotation = rotateIndex()
      await waiting(1)
      const erasure = withTenant(tenantId, (other) => eraseSubmissions(other, [second]))
      ended = Promise.all([rotation, erasure])
      await waiting(2)
    })
    await ended
    expect(await rowsOf(second)).toEqual([])
    expect(await rowsUnder('v1')).toBe(0)
  })

  it('changing it forgives nobody: what was counted under the old version counts on', async () => {
    const counted = () =>
      withTenant(tenantId, async (tx) => [
        (await consumeLetter(tx, 'victim@example.org')).kind,
        await consumeStart(tx, 'nonce', issuedAt),
        await noteSuspicion(tx, '192.0.2.99', 'draft.created').then(() => draftsOfNetwork(tx, '192.0.2.99')),
      ])
    const issuedAt = Date.now()
    expect(await counted()).toEqual(['ok', 'ok', 1])
    expect(await counted()).toEqual(['ok', 'ok', 2])
    held.index = [v1, v2]
    expect(await counted()).toEqual(['ok', 'ok', 3])
    expect(await counted()).toEqual(['limited', 'ok', 4])
    // A process that is not yet restarted, and knows both.
    held.index = [v2, v1]
    expect(await counted()).toEqual(['limited', 'limited', 5])
  })
})

describe('START_TOKEN_KEY', () => {
  it('a page of before the change goes on, and its first inputs that cross the change open one draft', async () => {
    const page = { campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion } as const
    const token = makeStartToken({ ...page, attribution: {} })
    const [first] = couple.pages
    if (!first) throw new Error('a persona without pages')
    const changes = Object.entries(first.typed).map(([key, to]) => ({ key, from: null, to }))
    const input = (more: object = {}) =>
      save({ token, page: first.page, intent: 'autosave', lang: 'de', changes, ...more }, sender)

    const one = await input()
    if (one.kind !== 'saved') throw new Error(one.kind)
    held.token = [v1, v2]
    const two = await input()
    expect(two).toMatchObject({ kind: 'saved', draft: { secret: one.draft.secret } })
    expect(await input({ secret: one.draft.secret, intent: 'load', changes: [] })).toMatchObject({
      kind: 'saved',
    })
    held.token = [v2]
    expect(await input()).toEqual({ kind: 'refused', reason: 'token' })
  })
})
