import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { askLater } from '@/lib/drafts/later'
import { openLink } from '@/lib/drafts/resume'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { consumeLetter } from '@/lib/limits/letters'
import { sendLink } from '@/lib/links/send'
import { confirm } from '@/lib/mail'
import type { Letter } from '@/lib/mail/letter'
import { receiptFor } from './receipt'
import { secondTenant } from './second-tenant.fixture'
import { submit } from './submit'

/** Letters of every kind to one mailbox, with the limits as they are in production. */
vi.hoisted(() => {
  process.env.LIMIT_LETTERS_PER_ADDRESS = '3'
})
vi.mock('@/lib/forms', () => ({ formFor: () => smallForm }))

const meta = { origin: 'http://localhost:3000', host: 'localhost:3000', ip: '192.0.2.7' }
/** Two firms, and the privacy statement that each shows. */
const firms = { musterberatung: '', fremdberatung: '' }
type Firm = keyof typeof firms
beforeAll(async () => {
  await seed()
  await secondTenant('5a000000-0000-4000-8000-0000000000ff', 'fremdberatung')
  for (const firm of Object.keys(firms) as Firm[])
    firms[firm] = (await campaignPage(firm))?.privacy.versionId ?? ''
  await changeCampaigns({}, { page: { doubleOptIn: true, mailConfirmation: true } })
})
afterAll(closeDatabase)

const letters: { to: string; letter: Letter }[] = []
const post = async (to: string, letter: Letter) => {
  letters.push({ to, letter })
  return { kind: 'sent' } as const
}

/** What the worker does: every link that waits, and the confirmation of every delivery, once its case exists. */
async function worker() {
  const { mailedLink, delivery } = schema
  const links = await database()
    .select({ id: mailedLink.id })
    .from(mailedLink)
    .where(eq(mailedLink.mail, 'queued'))
  await Promise.all(links.map(({ id }) => sendLink(id, { post })))
  await database()
    .update(delivery)
    .set({ state: 'DELIVERED', reference: { vorgangsnummer: 'YX4MDU' } })
  const deliveries = await database().select({ id: delivery.id }).from(delivery)
  await Promise.all(deliveries.map(({ id }) => confirm(id, { post })))
}

async function draftOf(email: string, campaign: Firm = 'musterberatung') {
  const privacyVersion = firms[campaign]
  const token = makeStartToken({ campaign, length: 'short', lang: 'de', privacyVersion, attribution: {} })
  const answers = {
    [key.zweck]: 'Haus',
    [key.vorname]: 'Erika',
    [key.nachname]: 'Muster',
    [key.email]: email,
  }
  const changes = Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))
  const made = await save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes }, meta)
  if (made.kind !== 'saved') throw new Error(made.kind)
  return { token, secret: made.draft.secret, revision: made.draft.revision, lang: 'de', privacyVersion }
}

it('40 submissions of one moment to two firms that name one mailbox send three letters; each becomes a case and says what stays out', async () => {
  const written = (at: number) =>
    ['erika.muster@gmail.com', `e.rikamuster+${at}@googlemail.com`, 'ErikaMuster@gmail.com'][at % 3] ?? ''
  const sent = await Promise.all(
    Array.from({ length: 40 }, async (_, at) => {
      const request = await draftOf(written(at), at % 2 === 0 ? 'musterberatung' : 'fremdberatung')
      return { secret: request.secret, ...(await submit(request, meta)) }
    }),
  )
  expect(sent.map(({ kind }) => kind)).toEqual(Array(40).fill('sent'))
  await worker()
  await worker()
  process.stdout.write(`40 submissions naming one mailbox: ${letters.length} letters\n`)
  expect(letters).toHaveLength(3)
  const receipts = await Promise.all(sent.map(({ secret }) => receiptFor(secret)))
  expect(receipts.map((receipt) => receipt?.state)).toEqual(Array(40).fill('created'))
  // Confirmation of the address and of the enquiry: 80 letters were due, 3 went out.
  expect(receipts.filter((receipt) => receipt?.mailWithheld).length).toBeGreaterThanOrEqual(37)

  // Asking for a link counts at the same place, whichever firm is asked.
  for (const firm of ['musterberatung', 'fremdberatung'] as const) {
    const other = await draftOf('erika.muster+later@gmail.com', firm)
    const asked = await askLater({ secret: other.secret, email: 'erikamuster+1@gmail.com' }, meta)
    expect(asked.kind).toBe('limited')
  }
})

it('counts over 24 hours that move with the clock: midnight forgives nobody, and what stayed out costs nothing', async () => {
  const tenantId = (await tenantIds())[0] ?? ''
  const take = () => withTenant(tenantId, (tx) => consumeLetter(tx, 'mitternacht@example.org'))
  const pass = (hours: number) =>
    database().execute(
      sql`update letter_count set window_start = window_start - make_interval(hours => ${hours})`,
    )
  expect((await take()).kind).toBe('ok')
  await pass(13)
  expect([(await take()).kind, (await take()).kind]).toEqual(['ok', 'ok'])
  for (let asked = 0; asked < 10; asked++) {
    const refused = await take()
    expect(refused).toMatchObject({ kind: 'limited' })
    // 25 hours from the first letter's hour on, of which 13 and part of the present one have passed.
    if (refused.kind === 'limited') expect(Math.floor((refused.minutes - 1) / 60)).toBe(11)
  }
  await pass(11)
  expect((await take()).kind).toBe('limited')
  await pass(1)
  expect([(await take()).kind, (await take()).kind]).toEqual(['ok', 'limited'])
})

it('who opened a link mailed to the address gets the number in any case', async () => {
  letters.length = 0
  const email = 'anna.probe@example.org'
  const mine = await draftOf(email)
  for (let asked = 0; asked < 3; asked++) {
    expect((await askLater({ secret: mine.secret, email }, meta)).kind).toBe('asked')
    // Letters of one moment go out in any order, and only the newest link opens.
    await worker()
  }
  const link = /#([\w-]+)/.exec(letters.at(-1)?.letter.text ?? '')?.[1] ?? ''
  expect((await openLink(link)).kind).toBe('opened')
  expect((await submit(mine, meta)).kind).toBe('sent')
  letters.length = 0
  await worker()
  expect(letters.map(({ to }) => to)).toEqual([email])
  expect(await receiptFor(mine.secret)).toMatchObject({ mailSent: true, mailConfirmed: true })
})
