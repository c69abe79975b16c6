import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema } from '@/lib/db'
import { askLater } from '@/lib/drafts/later'
import { openLink } from '@/lib/drafts/resume'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { sendLink } from '@/lib/links/send'
import { confirm } from '@/lib/mail'
import type { Letter } from '@/lib/mail/letter'
import { receiptFor } from './receipt'
import { submit } from './submit'

/** Letters of every kind to one mailbox, with the limits as they are in production. */
vi.hoisted(() => {
  process.env.LIMIT_LETTERS_PER_ADDRESS = '3'
})
vi.mock('@/lib/forms', () => ({ formFor: () => smallForm }))

const meta = { origin: 'http://localhost:3000', host: 'localhost:3000', ip: '192.0.2.7' }
let privacyVersion = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  await database().execute(sql`
    update campaign set page = page || '{"doubleOptIn": true, "mailConfirmation": true}'::jsonb`)
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
  for (const { id } of links) await sendLink(id, { post })
  await database()
    .update(delivery)
    .set({ state: 'DELIVERED', reference: { vorgangsnummer: 'YX4MDU' } })
  for (const { id } of await database().select({ id: delivery.id }).from(delivery))
    await confirm(id, { post })
}

async function draftOf(email: string) {
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
  return { token, secret: made.draft.secret, revision: made.draft.revision, lang: 'de', privacyVersion }
}

it('40 submissions that name one mailbox send three letters; each becomes a case and says what stays out', async () => {
  const written = (at: number) =>
    ['erika.muster@gmail.com', `e.rikamuster+${at}@googlemail.com`, 'ErikaMuster@gmail.com'][at % 3] ?? ''
  const secrets: string[] = []
  for (let at = 0; at < 40; at++) {
    const request = await draftOf(written(at))
    expect((await submit(request, meta)).kind).toBe('sent')
    secrets.push(request.secret)
  }
  await worker()
  await worker()
  process.stdout.write(`40 submissions naming one mailbox: ${letters.length} letters\n`)
  expect(letters).toHaveLength(3)
  const receipts = await Promise.all(secrets.map(receiptFor))
  expect(receipts.map((receipt) => receipt?.state)).toEqual(Array(40).fill('created'))
  expect(receipts.at(-1)).toMatchObject({ mailWithheld: true, mailSent: false })

  // Asking for a link counts at the same place.
  const other = await draftOf('erika.muster+later@gmail.com')
  expect((await askLater({ secret: other.secret, email: 'erikamuster+1@gmail.com' }, meta)).kind).toBe(
    'limited',
  )
})

it('who opened a link mailed to the address gets the number in any case', async () => {
  letters.length = 0
  const email = 'anna.probe@example.org'
  const mine = await draftOf(email)
  for (let asked = 0; asked < 3; asked++)
    expect((await askLater({ secret: mine.secret, email }, meta)).kind).toBe('asked')
  await worker()
  const link = /#([\w-]+)/.exec(letters.at(-1)?.letter.text ?? '')?.[1] ?? ''
  expect((await openLink(link)).kind).toBe('opened')
  expect((await submit(mine, meta)).kind).toBe('sent')
  letters.length = 0
  await worker()
  expect(letters.map(({ to }) => to)).toEqual([email])
  expect(await receiptFor(mine.secret)).toMatchObject({ mailSent: true, mailConfirmed: true })
})
