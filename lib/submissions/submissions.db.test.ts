import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { campaignBySlug, campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { kundenangabenIn } from '@/lib/delivery/accepted.fixture'
import type { SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { lockDraft } from '@/lib/drafts/store'
import { privacyShown } from '@/lib/privacy'
import { accept } from './accept'
import { contactOf } from './contact'
import { appendEvent } from './events'
import { payloadOf, payloadSha256 } from './payload'
import { receiptFor } from './receipt'
import { readSnapshot } from './snapshot'
import { submit } from './submit'

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

const whole = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}

async function draftWith(answers: { [at: string]: string }): Promise<SubmitRequest> {
  const token = makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang: 'de',
    privacyVersion,
    attribution: { kampagne: 'Frühling', utm_source: 'google' },
  })
  const changes = Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))
  const result = await save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes }, meta)
  if (result.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(result)}`)
  const { secret, revision } = result.draft
  return { token, secret, revision, lang: 'de', privacyVersion }
}
function receiptIn(result: SubmitResult) {
  if (result.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(result)}`)
  return result.receipt
}
async function idOf(reference: string): Promise<string> {
  const rows = await database().select().from(schema.submission)
  return rows.find((row) => row.reference === reference)?.id ?? ''
}
const count = async (table: string) =>
  Number((await database().execute<{ n: string }>(sql.raw(`select count(*) as n from ${table}`))).rows[0]?.n)
const tables = [
  'submission',
  'submission_snapshot',
  'privacy_proof',
  'submission_event',
  'delivery',
  'draft',
  'data_key',
  'graphile_worker._private_jobs',
]
const counts = () => Promise.all(tables.map(count))

describe('submit', () => {
  it('ten parallel posts give one submission, one job and ten equal receipts', async () => {
    const request = await draftWith(whole)
    const before = [await count('submission'), await count('graphile_worker._private_jobs')]
    const results = await Promise.all(Array.from({ length: 10 }, () => submit(request, meta)))
    const references = results.map((result) => receiptIn(result).reference)
    expect(new Set(references).size).toBe(1)
    expect(references[0]).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
    const after = [await count('submission'), await count('graphile_worker._private_jobs')]
    expect(after).toEqual(before.map((n) => n + 1))
    expect(receiptIn(await submit(request, meta)).reference).toBe(references[0])
    expect((await receiptFor(request.secret))?.reference).toBe(references[0])
    const reload = {
      token: request.token,
      secret: request.secret,
      page: 'pruefen',
      intent: 'load',
      lang: 'de',
      changes: [],
    }
    expect(await save(reload, meta)).toMatchObject({ kind: 'sent', receipt: { reference: references[0] } })
  })

  it('stores snapshot, proof and payload together, encrypted, and wakes the worker with an id only', async () => {
    const request = await draftWith({ ...whole, [key.nachname]: 'Kanarienvogel' })
    const receipt = receiptIn(await submit(request, meta))
    expect(receipt).toMatchObject({
      state: 'working',
      mailSent: false,
      mailTo: 'er…@example.org',
      hasPhone: false,
      test: true,
    })
    expect(JSON.stringify(receipt.summary)).toContain('Kanarienvogel')
    const id = await idOf(receipt.reference)
    const [payload, snapshot, contact] = await withTenant(tenantId, async (tx) => [
      await payloadOf(tx, id),
      await readSnapshot(tx, id),
      await contactOf(tx, id),
    ])
    const { importMetadaten, kundenangaben } = kundenangabenIn(payload)
    const externalId = importMetadaten.externeVorgangsId
    expect(externalId).toMatch(/^SA-[A-Z2-7]{26}$/)
    expect(importMetadaten).toMatchObject({
      datenkontext: 'TEST_MODUS',
      leadtracking: { kampagne: 'Frühling', trackingId: externalId },
      tippgeber: { tippgeberPartnerId: 'TIP01' },
    })
    expect(kundenangaben).toMatchObject({
      haushalte: [
        { kunden: [{ externeKundenId: `${externalId}-1`, kontakt: { email: 'erika@example.org' } }] },
      ],
    })
    expect(snapshot?.attribution).toEqual({ kampagne: 'Frühling', utm_source: 'google' })
    expect(contact).toMatchObject({ vorname: 'Erika', nachname: 'Kanarienvogel', email: 'erika@example.org' })
    const stored = await database().select().from(schema.submissionSnapshot)
    expect(stored.find((row) => row.submissionId === id)?.payloadSha256).toBe(payloadSha256(payload))
    const proofs = await database().select().from(schema.privacyProof)
    const proof = proofs.find((row) => row.submissionId === id)
    expect(proof).toMatchObject({
      statementId: privacyVersion,
      sha256: snapshot?.privacy.sha256,
      language: 'de',
    })
    const everything = await Promise.all(
      tables.map((table) => database().execute(sql.raw(`select t::text from ${table} t`))),
    )
    const dump = JSON.stringify(everything.map((result) => result.rows))
    for (const plain of [
      'Kanarienvogel',
      Buffer.from('Kanarienvogel').toString('hex'),
      'erika@',
      request.secret,
    ]) {
      expect(dump).not.toContain(plain)
    }
  })

  it('a rollback leaves nothing behind, neither row nor job', async () => {
    const request = await draftWith(whole)
    const before = await counts()
    const sending = withTenant(tenantId, async (tx) => {
      const draft = await lockDraft(tx, request.secret)
      const campaign = await campaignBySlug(tx, 'musterberatung')
      if (!draft || !campaign) throw new Error('no draft')
      const env = { length: 'short' as const, lang: 'de' as const, today: '2026-11-21' }
      const shown = { versionId: privacyVersion, shownAt: new Date() }
      const privacy = await privacyShown(tx, draft, shown)
      if (privacy === 'changed') throw new Error('changed')
      await accept(tx, { draft, campaign, form: smallForm, env, privacy })
      throw new Error('after accept')
    })
    await expect(sending).rejects.toThrow('after accept')
    expect(await counts()).toEqual(before)
    expect((await submit(request, meta)).kind).toBe('sent')
  })

  it('an incomplete draft leads to its first open page with errors', async () => {
    const request = await draftWith({ [key.zweck]: 'Haus', [key.email]: 'not an address' })
    const result = await submit(request, meta)
    expect(result).toMatchObject({ kind: 'incomplete', view: { page: 'kontakt' } })
    if (result.kind === 'incomplete') {
      expect(result.view.errors.map((error) => error.key)).toEqual(
        expect.arrayContaining([key.vorname, key.email]),
      )
    }
  })

  it('a changed privacy statement is shown first; the answers stay', async () => {
    const request = await draftWith(whole)
    const [statement] = await database()
      .insert(schema.privacyStatement)
      .values({
        tenantId,
        validFrom: '2026-12-01',
        title: { de: 'Neu', en: 'New' },
        body: { de: ['x'], en: ['x'] },
        controllers: [],
      })
      .returning()
    const use = (id: string) =>
      database().execute(
        sql`update campaign set privacy_statement_id = ${id}::uuid where slug = 'musterberatung'`,
      )
    await use(statement?.id ?? '')
    const changed = await submit(request, meta)
    expect(changed).toMatchObject({
      kind: 'privacyChanged',
      privacyVersion: statement?.id,
      privacyDate: '2026-12-01',
    })
    // A client that names the new version without having been shown it is told again.
    expect((await submit({ ...request, privacyVersion: statement?.id }, meta)).kind).toBe('privacyChanged')
    if (changed.kind === 'privacyChanged') {
      const { token, privacyVersion: shown } = changed
      expect((await submit({ ...request, token, privacyVersion: shown }, meta)).kind).toBe('sent')
    }
    await use(privacyVersion)
  })

  it('nothing a client adds reaches the payload', async () => {
    const request = await draftWith(whole)
    const body = {
      ...request,
      importMetadaten: { datenkontext: 'ECHT_GESCHAEFT' },
      betreuung: { kundenbetreuer: 'EVIL1' },
    }
    const id = await idOf(receiptIn(await submit(body, meta)).reference)
    const payload = await withTenant(tenantId, (tx) => payloadOf(tx, id))
    expect(kundenangabenIn(payload).importMetadaten.datenkontext).toBe('TEST_MODUS')
    expect(JSON.stringify(payload)).not.toContain('EVIL1')
  })

  it('five tries an hour', async () => {
    const request = await draftWith({ [key.zweck]: 'Haus' })
    const draft = await withTenant(tenantId, (tx) => lockDraft(tx, request.secret))
    const bucket = `draft:submit:${draft?.id}`
    await database().execute(sql`
      insert into rate_limit (tenant_id, bucket, window_start, count)
      select ${tenantId}::uuid, ${bucket}, to_timestamp(floor(extract(epoch from now()) / 3600) * 3600 + hour * 3600), 5
      from generate_series(0, 1) as hour`)
    const limited = await submit(request, meta)
    expect(limited.kind).toBe('limited')
  })

  it('refuses by origin, shape, token; an unknown secret is gone', async () => {
    const request = await draftWith(whole)
    expect(await submit(request, { ...meta, origin: undefined })).toEqual({
      kind: 'refused',
      reason: 'origin',
    })
    expect(await submit({}, meta)).toEqual({ kind: 'refused', reason: 'shape' })
    expect(await submit({ ...request, token: 'a.b' }, meta)).toEqual({ kind: 'refused', reason: 'token' })
    expect(await submit({ ...request, secret: 'x'.repeat(43) }, meta)).toEqual({ kind: 'gone' })
    expect(await receiptFor('x'.repeat(43))).toBeNull()
  })
})

describe('afterwards', () => {
  it('the receipt follows the delivery and the mail', async () => {
    const request = await draftWith(whole)
    const id = await idOf(receiptIn(await submit(request, meta)).reference)
    await database().execute(sql`update delivery set state = 'UNKNOWN' where submission_id = ${id}::uuid`)
    expect(await receiptFor(request.secret)).toMatchObject({ state: 'delayed', mailSent: false })
    await database().execute(sql`
      update delivery set state = 'DELIVERED', reference = '{"vorgangsnummer":"AB12CD"}' where submission_id = ${id}::uuid`)
    await withTenant(tenantId, (tx) => appendEvent(tx, id, { type: 'mail.sent', actor: 'worker' }))
    expect(await receiptFor(request.secret)).toMatchObject({
      state: 'created',
      vorgangsnummer: 'AB12CD',
      mailSent: true,
    })
  })

  it('the database refuses to change what was sent', async () => {
    receiptIn(await submit(await draftWith(whole), meta))
    for (const table of ['submission', 'submission_snapshot', 'submission_event', 'privacy_proof']) {
      for (const statement of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`]) {
        const refused = await database()
          .execute(sql.raw(statement))
          .catch((thrown: Error) => String((thrown.cause as Error | undefined)?.message))
        expect(refused).toContain('is refused')
      }
    }
  })

  it('deleting the keys erases a submission: the receipt stays without answers, no payload can be read', async () => {
    const request = await draftWith(whole)
    const id = await idOf(receiptIn(await submit(request, meta)).reference)
    await database().execute(sql`delete from data_key where record_id = ${id}::uuid`)
    expect(await receiptFor(request.secret)).toMatchObject({ summary: [], hasPhone: false })
    await expect(withTenant(tenantId, (tx) => payloadOf(tx, id))).rejects.toMatchObject({
      code: 'UNREADABLE',
    })
  })

  it('the same view can start another enquiry', async () => {
    const request = await draftWith(whole)
    receiptIn(await submit(request, meta))
    const changes = [{ key: key.zweck, from: null, to: 'Garten' }]
    const again = await save(
      { token: request.token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes },
      meta,
    )
    expect(again.kind === 'saved' && again.draft.secret !== request.secret).toBe(true)
  })
})
