import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { campaignById, campaignBySlug, campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { recordKey } from '@/lib/crypto/records'
import { closeDatabase, database, schema, type Tx, tenantIds, withTenant } from '@/lib/db'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { lockDraft } from '@/lib/drafts/store'
import { draftsOfNetwork, noteSuspicion } from '@/lib/limits/limits'
import { contactOf } from './contact'
import { eventTypes } from './events'
import { receiptOfSecret } from './receipt'
import { secondTenant } from './second-tenant.fixture'
import { readSnapshot } from './snapshot'
import { submit } from './submit'

vi.mock('@/lib/forms', () => ({
  formFor: (product: string) => (product === 'baufinanzierung' ? smallForm : null),
}))

const ip = '192.0.2.7'
const meta = { origin: 'http://localhost:3000', ip }
const other = '5a000000-0000-4000-8000-0000000000ff'
const [ours, theirs] = ['musterberatung', 'fremdberatung']
let tenantId = ''
let privacyVersion = ''

beforeAll(async () => {
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
  privacyVersion = (await campaignPage(ours))?.privacy.versionId ?? ''
  await secondTenant(other, theirs)
})
afterAll(closeDatabase)

const tokenOf = (campaign: string) =>
  makeStartToken({ campaign, length: 'short', lang: 'de', privacyVersion, attribution: {} })
const answers = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}
const changes = Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))

async function begun() {
  const request = { token: tokenOf(ours), page: 'vorhaben', intent: 'autosave', lang: 'de', changes }
  const result = await save(request, meta)
  if (result.kind !== 'saved') throw new Error(`not saved: ${result.kind}`)
  const [draft] = await database().select().from(schema.draft)
  return { ...result.draft, id: draft?.id ?? '' }
}
const sending = (token: string, { secret, revision }: { secret: string; revision: number }) => ({
  token,
  secret,
  revision,
  lang: 'de',
  privacyVersion,
})

describe('another tenant', () => {
  it("finds nothing behind a draft's secret: not to load, not to change, not to send", async () => {
    const draft = await begun()
    const token = tokenOf(theirs)
    const { secret } = draft
    for (const intent of ['load', 'autosave', 'next', 'back', 'go'] as const) {
      const request = { token, secret, page: 'vorhaben', intent, lang: 'de', changes: [] }
      expect(await save(request, meta), intent).toEqual({ kind: 'gone' })
    }
    expect(await submit(sending(token, draft), meta)).toEqual({ kind: 'gone' })
    const loaded = { token: tokenOf(ours), secret, page: 'vorhaben', intent: 'load', lang: 'de', changes: [] }
    expect(await save(loaded, meta)).toMatchObject({ kind: 'saved', draft: { revision: draft.revision } })
  })

  it('finds nothing through any function that reads data', async () => {
    const draft = await begun()
    const { secret } = draft
    const first: readonly (readonly [string, (tx: Tx) => Promise<unknown>])[] = [
      ['campaignBySlug', (tx) => campaignBySlug(tx, ours)],
      ['lockDraft', (tx) => lockDraft(tx, secret)],
      ['recordKey of a draft', (tx) => recordKey(tx, draft.id, 'draft')],
      ['draftsOfNetwork', async (tx) => (await draftsOfNetwork(tx, ip)) || null],
    ]
    await withTenant(tenantId, (tx) => noteSuspicion(tx, ip, 'draft.created'))
    await expectNothing(first)

    const sent = await submit(sending(tokenOf(ours), draft), meta)
    expect(sent.kind).toBe('sent')
    const [row] = await database().select().from(schema.submission)
    const id = row?.id ?? ''
    await expectNothing([
      ['campaignById', (tx) => campaignById(tx, row?.campaignId ?? '')],
      ['receiptOfSecret', (tx) => receiptOfSecret(tx, secret)],
      ['readSnapshot', (tx) => readSnapshot(tx, id)],
      ['contactOf', (tx) => contactOf(tx, id)],
      ['eventTypes', async (tx) => ((await eventTypes(tx, id)).length > 0 ? 'events' : null)],
      ['recordKey of a submission', (tx) => recordKey(tx, id, 'submission')],
      ['recordKey of a contact', (tx) => recordKey(tx, id, 'contact')],
    ])
  })
})

/** Each finds something in its own tenant, so that nothing in the other means something. */
async function expectNothing(functions: readonly (readonly [string, (tx: Tx) => Promise<unknown>])[]) {
  for (const [name, read] of functions) {
    expect(await withTenant(tenantId, read), name).not.toBeNull()
    expect(await withTenant(other, read), name).toBeNull()
  }
}

describe('a submission that looks like a program’s', () => {
  const eventsOf = async (reference: string) => {
    const [row] = await database()
      .select()
      .from(schema.submission)
      .where(eq(schema.submission.reference, reference))
    return withTenant(tenantId, (tx) => eventTypes(tx, row?.id ?? ''))
  }

  it('is accepted, delivered like any other and marked, whether it can prove or not', async () => {
    const draft = await begun()
    const token = tokenOf(ours)
    const asked = await submit({ ...sending(token, draft), trap: true, proof: 'able' }, meta)
    expect(asked).toMatchObject({ kind: 'prove', bits: 11 })
    const sent = await submit({ ...sending(token, draft), trap: true }, meta)
    if (sent.kind !== 'sent') throw new Error(`not sent: ${sent.kind}`)
    expect(await eventsOf(sent.receipt.reference)).toContain('suspicious')
    const deliveries = await database()
      .select({ state: schema.delivery.state })
      .from(schema.delivery)
      .innerJoin(schema.submission, eq(schema.submission.id, schema.delivery.submissionId))
      .where(eq(schema.submission.reference, sent.receipt.reference))
    expect(deliveries).toEqual([{ state: 'QUEUED' }])
  })

  it('a busy network is asked for a proof, which clears it; no form of it is refused', async () => {
    const busy = { ...meta, ip: '2001:db8:7::1' }
    await withTenant(tenantId, (tx) => noteSuspicion(tx, '2001:db8:7::2', 'draft.created', 61))
    const draft = await begun()
    const request = sending(tokenOf(ours), draft)
    const asked = await submit({ ...request, proof: 'able' }, busy)
    if (asked.kind !== 'prove') throw new Error(`not asked: ${asked.kind}`)
    const { solve } = await import('@/components/form/prove')
    const { challenge, bits } = asked
    const nonce = (await solve(challenge, bits)) ?? -1
    const sent = await submit({ ...request, proof: { challenge, nonce } }, busy)
    if (sent.kind !== 'sent') throw new Error(`not sent: ${sent.kind}`)
    expect(await eventsOf(sent.receipt.reference)).not.toContain('suspicious')
  })
})
