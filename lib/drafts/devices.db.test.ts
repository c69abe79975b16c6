import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { copyForPerson } from '@/lib/submissions/copy'
import { receiptFor } from '@/lib/submissions/receipt'
import { submit } from '@/lib/submissions/submit'
import { addDevice, mostDevices, purgeEndedDevices } from './devices'
import { askLater, devices, discard, laterStatus } from './later'
import type { Device } from './later-protocol'
import type { SaveRequest } from './protocol'
import { save } from './service'
import { key, smallForm } from './small-form.fixture'

vi.mock('@/lib/forms', () => ({ formFor: () => smallForm }))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const answers = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}
let privacyVersion = ''
let tenantId = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  for (const table of [schema.draftDevice, schema.draft, schema.dataKey]) await database().delete(table)
})
afterAll(closeDatabase)

const tokenOf = () =>
  makeStartToken({ campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion, attribution: {} })

/** A draft that is ready to be sent, begun on one device and opened on another. */
async function onTwoDevices() {
  const token = tokenOf()
  const call = (over: Partial<SaveRequest>) =>
    save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [], ...over }, meta)
  const made = await call({
    changes: Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to })),
  })
  if (made.kind !== 'saved') throw new Error(made.kind)
  const rows = await database().select().from(schema.draft).orderBy(schema.draft.createdAt)
  const draftId = rows.at(-1)?.id ?? ''
  const second = await withTenant(tenantId, (tx) => addDevice(tx, draftId))
  const send = (secret: string) =>
    submit({ token, secret, revision: made.draft.revision, lang: 'de', privacyVersion }, meta)
  const listed = async (secret: string, end?: string): Promise<readonly Device[]> => {
    const answered = await devices({ secret, end }, meta)
    if (answered.kind !== 'devices') throw new Error(answered.kind)
    return answered.devices
  }
  return { call, send, listed, draftId, begun: made.draft.secret, second }
}
type Draft = Awaited<ReturnType<typeof onTwoDevices>>

/** What an ended secret is answered, by everything that takes one. */
async function expectShut({ call, send }: Draft, secret: string): Promise<void> {
  const gone = { kind: 'gone', ended: true }
  expect(await call({ secret, intent: 'load' })).toEqual(gone)
  expect(await call({ secret, changes: [{ key: key.zweck, from: 'Haus', to: 'Boot' }] })).toEqual(gone)
  expect(await send(secret)).toEqual(gone)
  expect(await devices({ secret }, meta)).toEqual(gone)
  expect(await laterStatus({ secret }, meta)).toEqual(gone)
  expect(await askLater({ secret, email: 'erika@example.org' }, meta)).toEqual(gone)
  expect(await receiptFor(secret)).toBeNull()
  expect((await copyForPerson(secret, meta)).kind).toBe('gone')
  expect(await discard({ secret }, meta)).toEqual({ kind: 'discarded' })
}

describe('the devices of a draft', () => {
  it('are told by when and how they opened it, and which one asks; nothing else is known of them', async () => {
    const draft = await onTwoDevices()
    const [begun, second, ...more] = await draft.listed(draft.begun)
    expect(more).toEqual([])
    expect(begun).toEqual({ id: 'first', way: 'begun', openedAt: expect.any(String), here: true })
    expect(second).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      way: 'link',
      openedAt: expect.any(String),
      here: false,
    })
    expect((await draft.listed(draft.second)).map(({ here }) => here)).toEqual([false, true])
    expect(await devices({ secret: 'u'.repeat(43) }, meta)).toEqual({ kind: 'gone' })
    for (const wrong of [undefined, {}, { secret: 1 }, { secret: draft.begun, end: 1 }]) {
      expect(await devices(wrong, meta)).toEqual({ kind: 'refused' })
    }
    const foreign = { ...meta, origin: 'https://boese.example' }
    expect(await devices({ secret: draft.begun, end: second?.id }, foreign)).toEqual({ kind: 'refused' })
    expect(await draft.listed(draft.begun)).toHaveLength(2)
  })

  it('are ended by one another at once: the one that opened a link', async () => {
    const draft = await onTwoDevices()
    const id = (await draft.listed(draft.begun))[1]?.id
    expect((await draft.listed(draft.begun, id)).map(({ way }) => way)).toEqual(['begun'])
    await expectShut(draft, draft.second)
    expect((await draft.call({ secret: draft.begun, intent: 'load' })).kind).toBe('saved')
    expect((await draft.send(draft.begun)).kind).toBe('sent')
    expect(await receiptFor(draft.second)).toBeNull()
    expect((await receiptFor(draft.begun))?.reference).toBeTruthy()
  })

  it('are ended by one another at once: the one that began it, whose secret the receipt would have', async () => {
    const draft = await onTwoDevices()
    expect((await draft.listed(draft.second, 'first')).map(({ way, here }) => [way, here])).toEqual([
      ['link', true],
    ])
    await expectShut(draft, draft.begun)
    // What still stands on its page makes a draft of its own, never this one.
    const own = await draft.call({ changes: [{ key: key.zweck, from: null, to: 'Boot' }] })
    expect(own.kind).toBe('saved')
    expect((await draft.send(draft.second)).kind).toBe('sent')
    expect((await receiptFor(draft.second))?.reference).toBeTruthy()
    const [sent] = await database()
      .select({ draftId: schema.submission.draftId })
      .from(schema.submission)
      .where(sql`draft_id = ${draft.draftId}::uuid`)
    expect(sent?.draftId).toBe(draft.draftId)
    expect((await copyForPerson(draft.begun, meta)).kind).toBe('gone')
  })

  it('end neither themselves, nor what is not there, nor a device of somebody else', async () => {
    const draft = await onTwoDevices()
    const other = await onTwoDevices()
    const [, second] = await draft.listed(draft.second)
    const [, foreign] = await other.listed(other.second)
    for (const end of [second?.id, foreign?.id, 'f0000000-0000-4000-8000-000000000000', "' or 1=1", '']) {
      expect(await draft.listed(draft.second, end)).toHaveLength(2)
    }
    expect(await other.listed(other.begun)).toHaveLength(2)
  })

  it('that end each other in the same moment leave one', async () => {
    const draft = await onTwoDevices()
    const id = (await draft.listed(draft.begun))[1]?.id
    const ended = await Promise.all([
      devices({ secret: draft.begun, end: id }, meta),
      devices({ secret: draft.second, end: 'first' }, meta),
    ])
    expect(ended.map(({ kind }) => kind).sort()).toEqual(['devices', 'gone'])
    const left = ended[0]?.kind === 'devices' ? draft.begun : draft.second
    expect(await draft.listed(left)).toHaveLength(1)
  })

  it('are ten by a mailed link at most: the oldest of them is ended, never the one that began it', async () => {
    const draft = await onTwoDevices()
    const more: string[] = []
    for (let device = 1; device < mostDevices; device++)
      more.push(await withTenant(tenantId, (tx) => addDevice(tx, draft.draftId)))
    expect(await draft.listed(draft.second)).toHaveLength(1 + mostDevices)
    const newest = await withTenant(tenantId, (tx) => addDevice(tx, draft.draftId))
    await expectShut(draft, draft.second)
    const left = await draft.listed(newest)
    expect(left.map(({ way }) => way)).toEqual(['begun', ...Array(mostDevices).fill('link')])
    expect(left.at(-1)?.here).toBe(true)
    for (const secret of [draft.begun, ...more])
      expect(await draft.listed(secret)).toHaveLength(1 + mostDevices)
  })

  it('whose draft was deleted are told that, and one that was ended is, for 28 days', async () => {
    const draft = await onTwoDevices()
    await draft.listed(draft.begun, (await draft.listed(draft.begun))[1]?.id)
    await discard({ secret: draft.begun }, meta)
    expect(await draft.call({ secret: draft.begun, intent: 'load' })).toEqual({ kind: 'gone' })
    expect(await devices({ secret: draft.begun }, meta)).toEqual({ kind: 'gone' })
    const purged = (days: number) =>
      withTenant(tenantId, (tx) => purgeEndedDevices(tx, new Date(Date.now() + days * 24 * 3600_000)))
    await purged(27)
    await expectShut(draft, draft.second)
    expect(await purged(29)).toBeGreaterThan(0)
    expect(await draft.call({ secret: draft.second, intent: 'load' })).toEqual({ kind: 'gone' })
  })
})
