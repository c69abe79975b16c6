import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { openJson, recordKey } from '@/lib/crypto/records'
import { hashSecret } from '@/lib/crypto/secret'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { kundenangabenIn } from '@/lib/delivery/accepted.fixture'
import { askLater } from '@/lib/drafts/later'
import { openLink } from '@/lib/drafts/resume'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { sendLink } from '@/lib/links/send'
import type { Letter } from '@/lib/mail/letter'
import { eventDetail, eventTypes } from './events'
import { receiptFor } from './receipt'
import { remap } from './remap'
import { eraseSubmissions } from './retention'
import { readSnapshot } from './snapshot'
import { submit } from './submit'
import { confirmAddress } from './verify'

vi.mock('@/lib/forms', () => ({ formFor: () => smallForm }))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
let privacyVersion = ''
let tenantId = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  await database().delete(schema.mailedLink)
  await settings({ doubleOptIn: true, trustedClient: false })
})
afterAll(closeDatabase)

const settings = (wanted: { doubleOptIn: boolean; trustedClient: boolean }) =>
  changeCampaigns(
    { product: 'baufinanzierung' },
    { page: { doubleOptIn: wanted.doubleOptIn }, settings: { trustedClient: wanted.trustedClient } },
  )

const letters: { to: string; letter: Letter }[] = []
async function worker() {
  letters.length = 0
  const waiting = await database()
    .select({ id: schema.mailedLink.id })
    .from(schema.mailedLink)
    .where(eq(schema.mailedLink.mail, 'queued'))
  for (const { id } of waiting) {
    await sendLink(id, {
      post: async (to, letter) => {
        letters.push({ to, letter })
        return { kind: 'sent' }
      },
    })
  }
}
const linkIn = (at = 0) => /#([\w-]+)/.exec(letters[at]?.letter.text ?? '')?.[1] ?? ''

/** Sends a form with this address; `by`: the draft was opened on the way by a link mailed to that address. */
async function sent(email = 'erika@example.org', by?: string) {
  const token = makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang: 'de',
    privacyVersion,
    attribution: {},
  })
  const answers = {
    [key.zweck]: 'Haus',
    [key.vorname]: 'Erika',
    [key.nachname]: 'Muster',
    [key.email]: email,
  }
  const changes = Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))
  const made = await save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes }, meta)
  if (made.kind !== 'saved') throw new Error(made.kind)
  let { secret } = made.draft
  if (by) {
    await askLater({ secret, email: by }, meta)
    await worker()
    const opened = await openLink(linkIn())
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    secret = opened.secret
  }
  const result = await submit({ token, secret, revision: 0, lang: 'de', privacyVersion }, meta)
  if (result.kind !== 'sent') throw new Error(result.kind)
  const [row] = await database()
    .select({ id: schema.submission.id })
    .from(schema.submission)
    .where(eq(schema.submission.reference, result.receipt.reference))
  const id = row?.id ?? ''
  const inTenant = <T>(work: (tx: Parameters<typeof eventTypes>[0]) => Promise<T>) =>
    withTenant(tenantId, work)
  return {
    secret,
    id,
    receipt: result.receipt,
    events: () => inTenant((tx) => eventTypes(tx, id)),
    snapshot: () => inTenant((tx) => readSnapshot(tx, id)),
    remap: () => inTenant((tx) => remap(tx, id)),
    erase: () => inTenant((tx) => eraseSubmissions(tx, [id])),
    details: () =>
      inTenant(async (tx) => {
        const recordsKey = await recordKey(tx, id, 'submission')
        const rows = await tx
          .select()
          .from(schema.submissionEvent)
          .where(eq(schema.submissionEvent.submissionId, id))
          .orderBy(schema.submissionEvent.seq)
        return rows
          .filter(({ type }) => type.startsWith('email.'))
          .map((event) => ({
            type: event.type,
            at: event.at,
            detail: recordsKey && event.detail && openJson(recordsKey, eventDetail, event.detail),
          }))
      }),
  }
}
const payloadText = async (one: Awaited<ReturnType<typeof sent>>) =>
  JSON.stringify((await one.snapshot())?.payload)

describe('double opt-in', () => {
  it('asks after sending and logs question and answer with time and text; the case never waits for it', async () => {
    const one = await sent()
    const [delivery] = await database()
      .select()
      .from(schema.delivery)
      .where(eq(schema.delivery.submissionId, one.id))
    expect(delivery?.state).toBe('QUEUED')
    expect(delivery?.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
    expect(await one.events()).toEqual(['privacy.shown', 'accepted'])
    await worker()
    expect(letters.map(({ to }) => to)).toEqual(['erika@example.org'])
    const text = letters[0]?.letter.text ?? ''
    expect(text).toContain(`http://localhost:3000/bestaetigen#${linkIn()}`)
    for (const answer of ['Haus', 'Erika', 'Muster,']) expect(text).not.toContain(answer)
    expect(one.receipt.mailConfirmed).toBeUndefined()

    expect(await confirmAddress(linkIn())).toEqual({ kind: 'confirmed' })
    expect((await receiptFor(one.secret))?.mailConfirmed).toBe(true)
    const asked = { text: 'email.confirm', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), lang: 'de' }
    expect(await one.details()).toEqual([
      { type: 'email.asked', at: expect.any(Date), detail: asked },
      { type: 'email.confirmed', at: expect.any(Date), detail: { way: 'link', ...asked } },
    ])
    // What was sent is not changed by it.
    const sentThen = (await one.snapshot())?.payload
    expect(sentThen && kundenangabenIn(sentThen).kundenangaben).toEqual(
      expect.not.objectContaining({ validierungEmail: expect.anything() }),
    )
  })

  it('confirms once; used, expired, erased and unknown are one answer', async () => {
    const one = await sent()
    await worker()
    const link = linkIn()
    const presses = await Promise.all([confirmAddress(link), confirmAddress(link)])
    expect(presses.map(({ kind }) => kind).sort()).toEqual(['closed', 'confirmed'])
    expect((await one.events()).filter((type) => type === 'email.confirmed')).toHaveLength(1)
    const late = await sent('spaet@example.org')
    await worker()
    await database().execute(
      sql`update mailed_link set expires_at = expires_at - interval '7 days' where token_hash = ${hashSecret(linkIn())}`,
    )
    expect(await confirmAddress(linkIn())).toEqual({ kind: 'closed' })
    const gone = await sent('weg@example.org')
    await worker()
    await gone.erase()
    expect(await confirmAddress(linkIn())).toEqual({ kind: 'closed' })
    expect(await confirmAddress('u'.repeat(43))).toEqual({ kind: 'closed' })
    expect(await late.events()).not.toContain('email.confirmed')
  })

  it('a link for one thing does not do the other', async () => {
    await sent()
    await worker()
    expect(await openLink(linkIn())).toEqual({ kind: 'closed' })
    expect(await confirmAddress(linkIn())).toEqual({ kind: 'confirmed' })
  })

  it('is not asked where the campaign does not want it, nor of an address that a mailed link has proven', async () => {
    const proven = await sent('erika@example.org', 'Erika@Example.org')
    await settings({ doubleOptIn: false, trustedClient: false })
    await sent()
    await worker()
    expect(letters).toEqual([])
    expect(await proven.details()).toEqual([
      { type: 'email.confirmed', at: expect.any(Date), detail: { way: 'resume' } },
    ])
  })
})

describe('validierungEmail', () => {
  const verified = '"validierungEmail":"VERBRAUCHER_VERIFIZIERT"'

  it('is sent of a trusted tenant for an address that was proven before, and survives a new mapping', async () => {
    await settings({ doubleOptIn: false, trustedClient: true })
    const one = await sent('erika@example.org', 'erika@example.org')
    expect(await payloadText(one)).toContain(verified)
    expect(await one.remap()).toMatchObject({ kind: 'revised', changed: false })
    expect(await payloadText(one)).toContain(verified)
  })

  it.each([
    ['the tenant is not trusted', false, 'erika@example.org'],
    ['nothing was proven', true, undefined],
    ['another address was proven', true, 'andere@example.org'],
  ])('is never sent where %s', async (_why, trustedClient, by) => {
    await settings({ doubleOptIn: true, trustedClient })
    const one = await sent('erika@example.org', by)
    await worker()
    if (by !== 'erika@example.org') await confirmAddress(linkIn())
    await one.remap()
    expect(await payloadText(one)).not.toContain('validierungEmail')
  })
})
