import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignBySlug, campaignPage } from '@/lib/campaigns'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { isJsonObject } from '@/lib/cases/json'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { jobAt } from '@/lib/delivery/accepted.fixture'
import { auditOf, lastEvent, operator } from '@/lib/delivery/operator/operator.fixture'
import { reassignTo, remapAndRetry, retry } from '@/lib/delivery/operator/queue'
import { exportPayload, showDelivery } from '@/lib/delivery/operator/read'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { keptAnswers } from '@/lib/forms/engine'
import { ratenkredit } from '@/lib/forms/ratenkredit'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { log } from '@/lib/log'
import { copyFacts } from '@/lib/pdf'
import { copyOf } from '@/lib/pdf/copy'
import { storedPrivacy } from '@/lib/privacy'
import { findEnquiries } from '@/lib/rights/find'
import { contactOf } from './contact'
import { payloadOf } from './payload'
import { payloadFor } from './payload-for'
import { showReference } from './reference'
import { sentAtOnce } from './sent.fixture'

/** From the page that sends to the row that waits for the worker, for the campaign of consumer credits. */
const changed = vi.hoisted(() => ({ env: {} as { [name: string]: string | undefined } }))
vi.mock('@/lib/env', async (load) => {
  const real = await load<typeof import('@/lib/env')>()
  return { ...real, env: () => ({ ...real.env(), ...changed.env }) }
})

const slug = 'musterkredit'
const link = { kampagne: 'Herbst', utm_term: 'kredit', gclid: 'Klick-1' }
const person = (id: string) => {
  const found = personas.find((one) => one.id === id)
  if (!found) throw new Error(`no persona ${id}`)
  return found
}
const alone = person('kurz-angestellt-allein')
const written: string[] = []
let tenantId = ''

beforeAll(async () => {
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  changed.env = {}
  written.length = 0
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation((event, fields) => {
      written.push([level, event, JSON.stringify(fields)].join(' '))
    })
  }
  await settings({})
})
afterAll(closeDatabase)

const inTenant = <T>(work: Parameters<typeof withTenant<T>>[1]) => withTenant(tenantId, work)
const seeded = {
  target: 'vorgang',
  leadquelle: 'Selbstauskunft',
  vertriebsschluessel: 'MUSTER01',
  custom: [
    { key: 'filialId', value: '4711' },
    { key: 'kampagne', from: 'kampagne' },
    { key: 'keyword', from: 'keyword' },
    { key: 'trackingId', from: 'trackingId' },
    { key: 'telefonTermin', from: 'telefonTermin' },
  ],
}
const settings = (change: object, production = false) =>
  changeCampaigns({ slug }, { settings: { ...seeded, ...change }, production })

async function stored(reference: string) {
  const [row] = await database()
    .select({ submission: schema.submission, delivery: schema.delivery })
    .from(schema.submission)
    .innerJoin(schema.delivery, eq(schema.delivery.submissionId, schema.submission.id))
    .where(eq(schema.submission.reference, reference))
  if (!row) throw new Error('not stored')
  const payload = await inTenant((tx) => payloadOf(tx, row.submission.id))
  if (payload.target !== 'vorgang') throw new Error('made for another platform')
  const made = { tenantId, submissionId: row.submission.id, deliveryId: row.delivery.id }
  return { ...row, ...made, payload, shown: showReference(reference) }
}
const acting = { operator: operator('anna') }

it('a whole enquiry: the body of POST /vorgang, all of its envelope from campaign, link and app', async () => {
  const receipt = await sentAtOnce(slug, alone, link)
  const { submission, delivery, payload } = await stored(receipt.reference)
  expect(delivery).toMatchObject({ target: 'vorgang', state: 'QUEUED' })
  expect(submission).toMatchObject({ formId: 'ratenkredit', test: true, persons: 1 })
  expect(payload).toMatchObject({ environment: 'development', externalId: submission.externalId })
  const { vorgang, kommentare, partner, ...rest } = payload.body
  expect(rest).toEqual({})
  expect(vorgang).toMatchObject({
    leadquelle: 'Selbstauskunft',
    antragsteller1: { personendaten: { nachname: 'Muster', email: 'erika@example.org' } },
    finanzbedarf: { finanzierungszweck: 'FREIE_VERWENDUNG' },
  })
  expect(partner).toEqual({
    vertriebsschluessel: 'MUSTER01',
    kundennummer: submission.externalId,
    custom: [
      { key: 'filialId', value: '4711' },
      { key: 'kampagne', value: 'Herbst' },
      { key: 'keyword', value: 'kredit' },
      { key: 'trackingId', value: 'Klick-1' },
      { key: 'telefonTermin', value: 'werktags ab 17 Uhr' },
    ],
  })
  const version = (await campaignPage(slug))?.privacy.versionId
  expect(kommentare).toEqual([expect.stringMatching(/^Datenschutzhinweise vor dem Absenden angezeigt am /)])
  expect(JSON.stringify(kommentare)).toContain(version)
})

it('two people: both are found by their rights, remarks reach the advisor, copy and wording are of this product', async () => {
  const receipt = await sentAtOnce(slug, person('kurz-paar-fahrzeug'))
  expect(receipt).toMatchObject({ persons: 2, state: 'working', test: true })
  const { submissionId, payload, shown } = await stored(receipt.reference)
  const remarks = JSON.stringify(payload.body.kommentare)
  expect(remarks).toContain('We collect the car on Friday.')
  expect(remarks).toContain('auf Englisch')
  const contact = await inTenant((tx) => contactOf(tx, submissionId))
  expect(contact).toMatchObject({ vorname: 'Jürgen', email: 'juergen@example.org' })
  for (const value of ["Jürgen O'Neill-Großkreutz", 'Ayşe Yıldız']) {
    const found = await findEnquiries({ by: 'name', value })
    expect(found.map(({ reference }) => reference)).toEqual([shown])
  }
  const facts = await inTenant((tx) => copyFacts(tx, submissionId))
  if (!facts) throw new Error('no copy')
  const copy = JSON.stringify(copyOf(facts))
  expect(copy).toContain('Self-disclosure for a consumer loan')
  expect(copy).toContain('Dr. Klein Ratenkredit')
  expect(copy).not.toMatch(/mortgage|Baufinanzierung/i)
})

it('nothing that a client adds reaches the payload', async () => {
  const evil = {
    partner: { kundennummer: 'EVIL' },
    environment: 'PRODUCTION',
    tippgeber: { nachname: 'EVIL' },
    leadquelle: 'EVIL',
  }
  const receipt = await sentAtOnce(slug, alone, { telefonTermin: 'EVIL' }, evil)
  const { payload } = await stored(receipt.reference)
  expect(JSON.stringify(payload)).not.toContain('EVIL')
  expect(payload.environment).toBe('development')
})

describe('the campaign decides', () => {
  it('without an entry for it the wish for a call is a remark, and no link says anything', async () => {
    await settings({ custom: undefined, vertriebsschluessel: undefined })
    const { payload, submission } = await stored((await sentAtOnce(slug, alone, link)).reference)
    expect(payload.body.partner).toEqual({ kundennummer: submission.externalId })
    expect(payload.body.kommentare).toContain('Wunschtermin für den Anruf: werktags ab 17 Uhr')
    expect(JSON.stringify(payload)).not.toContain('Klick-1')
  })

  it('a real referrer goes along, a lead source of the environment fills in', async () => {
    changed.env = { DRKLEIN_LEADQUELLE: 'Vertrieb' }
    const tippgeber = { vorname: 'Tom', nachname: 'Tipp', anrede: 'HERR', externeMitarbeiternummer: 'M-7' }
    await settings({ tippgeber, leadquelle: undefined })
    const { payload } = await stored((await sentAtOnce(slug, alone)).reference)
    expect(payload.body).toMatchObject({ tippgeber, vorgang: { leadquelle: 'Vertrieb' } })
  })

  it.each([
    ['both say so', true, 'PRODUCTION', 'PRODUCTION'],
    ['the campaign alone', true, 'development', 'development'],
    ['the environment alone', false, 'PRODUCTION', 'development'],
  ])('real cases: %s', async (_name, production, DRKLEIN_ENVIRONMENT, expected) => {
    changed.env = { DRKLEIN_ENVIRONMENT }
    await settings({}, production)
    const receipt = await sentAtOnce(slug, alone)
    const { payload, submission } = await stored(receipt.reference)
    expect(payload.environment).toBe(expected)
    const test = expected !== 'PRODUCTION'
    expect([submission.test, receipt.test, (await campaignPage(slug))?.test]).toEqual([test, test, test])
  })

  it('is closed without credentials, and with settings of another platform', async () => {
    expect((await campaignPage(slug))?.closed).toBe(false)
    changed.env = { DRKLEIN_ENVIRONMENT: undefined }
    expect((await campaignPage(slug))?.closed).toBe(true)
    expect((await campaignPage('musterberatung'))?.closed).toBe(false)
    changed.env = {}
    // Nobody can write that; a row from elsewhere may say it.
    await database()
      .update(schema.campaign)
      .set({ settings: { ...seeded, target: undefined } })
      .where(eq(schema.campaign.slug, slug))
    expect((await campaignPage(slug))?.closed).toBe(true)
    await seed()
    expect(await campaignPage(slug)).toMatchObject({ closed: false, test: true })
  })
})

describe('what our own model of the platform refuses', () => {
  const blank = { custom: [{ key: 'filialId', value: ' ' }] }

  it('is kept and goes to a person: nothing is sent, places are named and no value', async () => {
    await settings(blank)
    const receipt = await sentAtOnce(slug, alone)
    const made = await stored(receipt.reference)
    expect(made.delivery).toMatchObject({ state: 'NEEDS_FIX', lastReason: 'model', attemptNo: 0 })
    expect(await jobAt('deliver', made.deliveryId)).toBeNull()
    expect(await jobAt('mail', made.deliveryId)).toEqual(expect.any(Date))
    const line = written.find((one) => one.startsWith('error payload.model'))
    expect(line).toContain('partner.custom.0.value')
    expect(written.join()).not.toMatch(/Erika|Muster|erika@/)
    const shown = await showDelivery(acting, made.shown, false)
    expect(JSON.stringify(shown)).toContain('partner.custom.0.value')
    expect(shown).toMatchObject({ toLookFor: null })

    // This build's mapper makes the same of it: nothing is queued.
    expect(await remapAndRetry(acting, made.shown, { checked: false })).toEqual({
      kind: 'refused',
      why: 'model',
    })
    await settings({}, true)
    changed.env = { DRKLEIN_ENVIRONMENT: 'PRODUCTION' }
    expect(await remapAndRetry(acting, made.shown, { checked: false })).toMatchObject({ state: 'QUEUED' })
    const after = await stored(receipt.reference)
    // A trial never becomes a real case, and the customer keeps the number.
    expect(after.payload).toMatchObject({
      environment: 'development',
      externalId: made.submission.externalId,
      body: { partner: { kundennummer: made.submission.externalId, custom: { length: 2 } } },
    })
  })

  it('may be sent as it is by somebody who decides so', async () => {
    await settings(blank)
    const made = await stored((await sentAtOnce(slug, alone)).reference)
    expect(await retry(acting, made.shown, { checked: false })).toMatchObject({ state: 'QUEUED' })
    expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.retry'])
  })

  // Filling in the long form takes seconds; its documents are held against the same model beside it.
  const some = personas.filter(({ length }) => length === 'short' || process.env.VERIFY === '1')
  it.each(some)('$id fits it', async (one) => {
    const env = { length: one.length, lang: one.lang, today: '2026-11-21' }
    const { answers } = fillInFull(ratenkredit, one, env)
    const campaign = await inTenant((tx) => campaignBySlug(tx, slug))
    if (!campaign) throw new Error('no campaign')
    const shownAt = '2026-11-21T10:00:00.000Z'
    const privacy = storedPrivacy({ versionId: '1', sha256: '00', language: one.lang, shownAt })
    const { payload, violations } = payloadFor(campaign.to, {
      form: ratenkredit,
      answers: keptAnswers(ratenkredit, answers, env),
      env,
      attribution: link,
      externalId: 'SA-TEST',
      privacy,
      proven: [],
    })
    expect(violations).toEqual([])
    expect(payload.target === 'vorgang' && isJsonObject(payload.body.vorgang)).toBe(true)
  })
})

it('an operator gets the body for a case made by hand; there is nobody to reassign it to', async () => {
  const made = await stored((await sentAtOnce(slug, alone)).reference)
  await database().execute(
    sql`update delivery set state = 'NEEDS_OPERATOR' where id = ${made.deliveryId}::uuid`,
  )
  expect(await reassignTo(acting, made.shown, 'ABC12', { checked: true })).toEqual({
    kind: 'refused',
    why: 'noPartner',
  })
  expect(await exportPayload(acting, made.shown)).toMatchObject({
    kind: 'payload',
    payload: { target: 'vorgang', body: { partner: { kundennummer: made.submission.externalId } } },
  })
  expect(await auditOf(made.shown)).toEqual(['operator:anna delivery.export'])
  expect(await lastEvent(made)).toMatchObject({ type: 'accepted' })
})
