import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { pool } from '@/lib/db/pool'
import type { Form, Raw } from '@/lib/forms/engine/types'
import { remind } from '@/lib/links/remind'
import { sendLink, wakeLost } from '@/lib/links/send'
import { purgeErasedLinks } from '@/lib/links/store'
import { log } from '@/lib/log'
import { smtpPost } from '@/lib/mail'
import { submit } from '@/lib/submissions/submit'
import { type Mailbox, startMailbox } from '@/sandbox/mail'
import { askLater, discard, laterStatus } from './later'
import type { SaveRequest } from './protocol'
import { eraseByLink, look, openLink, renew, restoreByLink } from './resume'
import { save } from './service'
import { key, smallForm } from './small-form.fixture'
import { purgeExpiredDrafts } from './store'

const now = vi.hoisted((): { form: Form | null } => ({ form: null }))
vi.mock('@/lib/forms', () => ({ formFor: () => now.form }))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const hour = 3600_000
let mailbox: Mailbox
let privacyVersion = ''
let tenantId = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
  mailbox = await startMailbox(0)
})
beforeEach(async () => {
  now.form = smallForm
  mailbox.clear()
  for (const table of [schema.mailedLink, schema.draft, schema.dataKey]) await database().delete(table)
})
afterAll(async () => {
  await mailbox.close()
  await closeDatabase()
})

const tokenOf = () =>
  makeStartToken({ campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion, attribution: {} })
const typed = (answers: { [at: string]: Raw }) =>
  Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))
const whole = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}
let people = 0
const newAddress = () => `person-${++people}@example.org`

async function draftWith(answers: { [at: string]: Raw } = { [key.zweck]: 'Haus' }) {
  const token = tokenOf()
  const call = (over: Partial<SaveRequest>) =>
    save({ token, page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [], ...over }, meta)
  const made = await call({ changes: typed(answers) })
  if (made.kind !== 'saved') throw new Error(made.kind)
  return { token, call, secret: made.draft.secret, expiresAt: made.draft.expiresAt }
}
const smtp = () => smtpPost(`smtp://127.0.0.1:${mailbox.port}`, 'absender@example.org')

/** What the worker does for the task `link`: every letter that waits. */
async function worker(): Promise<string[]> {
  const waiting = await database()
    .select({ id: schema.mailedLink.id })
    .from(schema.mailedLink)
    .where(eq(schema.mailedLink.mail, 'queued'))
  const outcomes: string[] = []
  for (const { id } of waiting) outcomes.push(await sendLink(id, { post: smtp() }))
  return outcomes
}
const secretIn = (text: string): string => /\/(?:weiter|bestaetigen)[^#\s]*#([\w-]+)/.exec(text)?.[1] ?? ''

async function mailed(email = newAddress(), answers?: { [at: string]: Raw }) {
  const draft = await draftWith(answers)
  const asked = await askLater({ secret: draft.secret, email }, meta)
  if (asked.kind !== 'asked') throw new Error(asked.kind)
  await worker()
  const mail = mailbox.list().find(({ to }) => to.includes(email))
  if (!mail) throw new Error('no mail')
  return { ...draft, email, asked, mail, link: secretIn(mail.text) }
}
/** Everything of the drafts lies so much longer ago. */
async function pass(hours: number) {
  await database().execute(sql`
    update draft set expires_at = expires_at - make_interval(hours => ${hours}), saved_at = saved_at - make_interval(hours => ${hours})`)
  await database().execute(sql`
    update mailed_link set expires_at = expires_at - make_interval(hours => ${hours}), created_at = created_at - make_interval(hours => ${hours})`)
}
const draftCount = async () => (await database().select().from(schema.draft)).length

describe('asking for a link', () => {
  it('keeps the draft for 28 days from then on and mails a link with the secret in the fragment only', async () => {
    const { asked, mail, link, secret, email } = await mailed()
    const days = (Date.parse(asked.expiresAt) - Date.now()) / (24 * hour)
    expect(days).toBeGreaterThan(27.99)
    expect(days).toBeLessThan(28.01)
    expect(link.length).toBeGreaterThanOrEqual(43)
    expect(mail.text).toContain(`http://localhost:3000/weiter#${link}`)
    expect(mail.html).toContain(`href="http://localhost:3000/weiter#${link}"`)
    expect(mail.headers['auto-submitted']).toBe('auto-generated')
    for (const plain of ['Haus', secret, link]) expect(JSON.stringify(mail.headers)).not.toContain(plain)
    expect(mail.text).not.toContain('Haus')
    const rows = await database().execute(sql`select l::text as row from mailed_link l`)
    const dump = JSON.stringify(rows.rows)
    for (const plain of [link, email, Buffer.from(email).toString('hex')]) expect(dump).not.toContain(plain)
  })

  it('later inputs leave the 28 days as they are', async () => {
    const { call, secret, asked } = await mailed()
    const after = await call({ secret, changes: [{ key: key.betrag, from: null, to: '5' }] })
    expect(after.kind === 'saved' && after.draft.expiresAt).toBe(asked.expiresAt)
  })

  it('offers the address of the answers, then the one that was used', async () => {
    const { secret } = await draftWith(whole)
    expect(await laterStatus({ secret }, meta)).toMatchObject({ mail: 'none', email: 'erika@example.org' })
    const email = newAddress()
    await askLater({ secret, email }, meta)
    expect(await laterStatus({ secret }, meta)).toMatchObject({ mail: 'queued', email })
    await worker()
    expect(await laterStatus({ secret }, meta)).toMatchObject({ mail: 'sent' })
  })

  it('says when the address takes no mail, and when the server cannot now', async () => {
    vi.spyOn(log, 'warn').mockImplementation(() => undefined)
    const { secret } = await draftWith()
    await askLater({ secret, email: 'erika@nirgends.invalid' }, meta)
    expect(await worker()).toEqual(['refused'])
    expect(await laterStatus({ secret }, meta)).toMatchObject({ mail: 'refused' })
    const other = await draftWith()
    await askLater({ secret: other.secret, email: newAddress() }, meta)
    const [row] = await database()
      .select()
      .from(schema.mailedLink)
      .where(eq(schema.mailedLink.mail, 'queued'))
    const id = row?.id ?? ''
    expect(await sendLink(id, { post: async () => ({ kind: 'notSent', permanent: false }) })).toBe('queued')
    expect(await laterStatus({ secret: other.secret }, meta)).toMatchObject({ mail: 'queued' })
    expect(await sendLink(id, { post: async () => ({ kind: 'unclear' }) })).toBe('failed')
    expect(await laterStatus({ secret: other.secret }, meta)).toMatchObject({ mail: 'failed' })
  })

  it('refuses what is no address, a foreign page and an unknown draft; limits letters per draft', async () => {
    const { secret } = await draftWith()
    for (const email of ['erika', 'a@b@c', 'erika@example.org\r\nBcc: x@example.org', '']) {
      expect((await askLater({ secret, email }, meta)).kind).toBe('address')
    }
    const foreign = { ...meta, origin: 'https://boese.example' }
    expect((await askLater({ secret, email: newAddress() }, foreign)).kind).toBe('refused')
    expect((await askLater({ secret: 'a'.repeat(43), email: newAddress() }, meta)).kind).toBe('gone')
    const outcomes: string[] = []
    for (let asked = 0; asked < 7; asked++)
      outcomes.push((await askLater({ secret, email: newAddress() }, meta)).kind)
    expect(outcomes).toEqual([...Array(5).fill('asked'), 'limited', 'limited'])
  })

  it('a letter whose sender died goes again, and the newest link works', async () => {
    const { secret } = await draftWith()
    const email = newAddress()
    await askLater({ secret, email }, meta)
    const [row] = await database()
      .select()
      .from(schema.mailedLink)
      .where(eq(schema.mailedLink.mail, 'queued'))
    const id = row?.id ?? ''
    await expect(
      sendLink(id, {
        post: async () => {
          throw new Error('killed')
        },
      }),
    ).rejects.toThrow('killed')
    expect(await sendLink(id, { post: smtp() })).toBe('nothing')
    const afterwards = new Date(Date.now() + 11 * 60_000)
    expect(await withTenant(tenantId, (tx) => wakeLost(tx, afterwards))).toBe(1)
    expect(await sendLink(id, { post: smtp(), now: () => afterwards })).toBe('sent')
    const link = secretIn(mailbox.list().find(({ to }) => to.includes(email))?.text ?? '')
    expect((await look(link)).kind).toBe('found')
  })
})

describe('a link', () => {
  it('is looked at as often as anybody likes and opened once, by two presses at once too', async () => {
    const { link, secret, call } = await mailed()
    for (let scanner = 0; scanner < 5; scanner++) {
      expect(await look(link)).toMatchObject({ kind: 'found', firm: 'Musterberatung', fresh: [] })
    }
    const presses = await Promise.all([openLink(link), openLink(link), openLink(link)])
    expect(presses.map(({ kind }) => kind).sort()).toEqual(['closed', 'closed', 'opened'])
    const opened = presses.find((one) => one.kind === 'opened')
    if (opened?.kind !== 'opened') throw new Error('unreachable')
    expect(opened).toMatchObject({ slug: 'musterberatung', length: 'short' })
    expect(opened.secret).not.toBe(secret)
    // Both devices hold the same draft; a contradiction is told, never overwritten.
    const second = await call({
      secret: opened.secret,
      changes: [{ key: key.zweck, from: 'Haus', to: 'Boot' }],
    })
    expect(second.kind).toBe('saved')
    const first = await call({ secret, changes: [{ key: key.zweck, from: 'Haus', to: 'Auto' }] })
    expect(first).toMatchObject({ kind: 'conflict', conflicts: [{ theirs: 'Boot', mine: 'Auto' }] })
  })

  it('sent on one device is sent on the other', async () => {
    const { link, secret, token } = await mailed(newAddress(), whole)
    const opened = await openLink(link)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const request = { token, revision: 0, lang: 'de', privacyVersion }
    const sent = await submit({ ...request, secret: opened.secret }, meta)
    const again = await submit({ ...request, secret }, meta)
    if (sent.kind !== 'sent' || again.kind !== 'sent') throw new Error(`${sent.kind} ${again.kind}`)
    expect(again.receipt.reference).toBe(sent.receipt.reference)
    expect(await look(link)).toEqual({ kind: 'closed' })
  })

  it('answers alike when it is used, expired or unknown, and an unknown one costs one query', async () => {
    const used = await mailed()
    await openLink(used.link)
    const old = await mailed()
    await database().execute(sql`
      update mailed_link set expires_at = now() - interval '1 second'
      where id = (select id from mailed_link order by created_at desc limit 1)`)
    const confirm = 'c'.repeat(43)
    for (const secret of [used.link, old.link, confirm, '', "' or 1=1"]) {
      expect(await look(secret)).toEqual({ kind: 'closed' })
      expect(await openLink(secret)).toEqual({ kind: 'closed' })
      expect(await eraseByLink(secret)).toEqual({ kind: 'closed' })
      expect(await renew(secret)).toBeUndefined()
    }
    const connect = vi.spyOn(pool(), 'connect')
    const query = vi.spyOn(pool(), 'query')
    await look('u'.repeat(43))
    expect([connect.mock.calls.length, query.mock.calls.length]).toEqual([1, 1])
    vi.restoreAllMocks()
    // Nobody is locked out by it.
    const good = await mailed()
    expect((await openLink(good.link)).kind).toBe('opened')
  })

  it('a newer one voids those that were not used, once it has gone out', async () => {
    const first = await mailed()
    await askLater({ secret: first.secret, email: first.email }, meta)
    expect((await look(first.link)).kind).toBe('found')
    mailbox.clear()
    await worker()
    expect(await look(first.link)).toEqual({ kind: 'closed' })
    expect(await openLink(first.link)).toEqual({ kind: 'closed' })
    expect((await openLink(secretIn(mailbox.list()[0]?.text ?? ''))).kind).toBe('opened')
  })

  it('used or expired has a new one mailed to the same address, as long as the draft lives', async () => {
    const { link, email, secret } = await mailed()
    await openLink(link)
    mailbox.clear()
    await renew(link)
    await worker()
    const [mail, ...more] = mailbox.list()
    expect(more).toEqual([])
    expect(mail?.to).toEqual([email])
    const fresh = secretIn(mail?.text ?? '')
    expect(fresh).not.toBe(link)
    expect((await openLink(fresh)).kind).toBe('opened')
    mailbox.clear()
    await discard({ secret }, meta)
    await renew(link)
    await renew('u'.repeat(43))
    expect(await worker()).toEqual([])
    expect(mailbox.list()).toEqual([])
  })

  it('opens until its 28 days are over, then the draft is erased with it', async () => {
    const { link } = await mailed()
    await pass(28 * 24 - 1)
    expect((await look(link)).kind).toBe('found')
    await pass(2)
    expect(await look(link)).toEqual({ kind: 'closed' })
    await withTenant(tenantId, (tx) => purgeExpiredDrafts(tx, new Date()))
    expect(await draftCount()).toBe(0)
    expect(await database().select().from(schema.mailedLink)).toEqual([])
    expect(await database().select().from(schema.dataKey).where(eq(schema.dataKey.purpose, 'draft'))).toEqual(
      [],
    )
  })

  const purgeIn = (hours: number) =>
    withTenant(tenantId, (tx) => purgeExpiredDrafts(tx, new Date(Date.now() + hours * hour)))
  const erased = { kind: 'erased', until: expect.any(String) }

  it('erases the draft for everybody at once, and after a day with its key and every link', async () => {
    const { link, secret, call, email } = await mailed()
    expect(await eraseByLink(link)).toEqual(erased)
    expect(await look(link)).toEqual(erased)
    expect(await openLink(link)).toEqual(erased)
    expect((await call({ secret, intent: 'load' })).kind).toBe('gone')
    expect((await call({ secret, changes: typed({ [key.vorname]: 'Erika' }) })).kind).toBe('gone')
    expect((await askLater({ secret, email }, meta)).kind).toBe('gone')
    expect((await laterStatus({ secret }, meta)).kind).toBe('gone')
    mailbox.clear()
    await renew(link)
    expect(await withTenant(tenantId, (tx) => remind(tx, new Date(Date.now() + (28 * 24 - 30) * hour)))).toBe(
      0,
    )
    await worker()
    expect(mailbox.list()).toEqual([])
    expect(await purgeIn(23)).toBe(0)
    expect(await purgeIn(25)).toBe(1)
    expect(await draftCount()).toBe(0)
    // Of the link only that is left which lets its page say so, and no address; after another 28 days nothing.
    const [left, ...more] = await database().select().from(schema.mailedLink)
    expect(more).toEqual([])
    expect(left?.address).toHaveLength(0)
    for (const press of [look, openLink, restoreByLink, eraseByLink])
      expect(await press(link)).toEqual({ kind: 'erasedForGood' })
    mailbox.clear()
    await renew(link)
    await worker()
    expect(mailbox.list()).toEqual([])
    const purgeLink = (days: number) =>
      withTenant(tenantId, (tx) => purgeErasedLinks(tx, new Date(Date.now() + days * 24 * hour)))
    expect([await purgeLink(27), await purgeLink(29)]).toEqual([0, 1])
    expect(await look(link)).toEqual({ kind: 'closed' })
    expect(await database().select().from(schema.mailedLink)).toEqual([])
    expect(await database().select().from(schema.dataKey).where(eq(schema.dataKey.purpose, 'draft'))).toEqual(
      [],
    )
  })

  it('takes the erasure back within a day, by the link that erased, as often as it is pressed', async () => {
    const { link, secret, call } = await mailed()
    await database().update(schema.draft).set({ expiresAt: sql`now() + interval '1 hour'` })
    await database().update(schema.mailedLink).set({ expiresAt: sql`now() + interval '1 hour'` })
    expect(await restoreByLink(link)).toMatchObject({ kind: 'found' })
    await eraseByLink(link)
    // Its time would have been over meanwhile.
    await database().update(schema.draft).set({ expiresAt: sql`now() - interval '1 hour'` })
    expect(await purgeIn(23)).toBe(0)
    expect(await restoreByLink(link)).toMatchObject({ kind: 'found' })
    expect(await restoreByLink(link)).toMatchObject({ kind: 'found' })
    expect((await call({ secret, intent: 'load' })).kind).toBe('saved')
    expect((await openLink(link)).kind).toBe('opened')
  })

  it('is too late a day after', async () => {
    const { link } = await mailed()
    await eraseByLink(link)
    await database().update(schema.draft).set({ erasedAt: sql`now() - interval '24 hours'` })
    expect(await look(link)).toEqual({ kind: 'erasedForGood' })
    expect(await restoreByLink(link)).toEqual({ kind: 'erasedForGood' })
  })

  it('erases at once on the form', async () => {
    const other = await draftWith()
    expect(await discard({ secret: other.secret }, meta)).toEqual({ kind: 'discarded' })
    expect(await discard({ secret: other.secret }, meta)).toEqual({ kind: 'discarded' })
    expect(await draftCount()).toBe(0)
  })

  it('says in one line what a newer questionnaire wants', async () => {
    const { link } = await mailed(newAddress(), { [key.zweck]: 'Haus', [key.vorname]: 'Erika' })
    const [first, ...others] = smallForm.steps
    if (!first) throw new Error('the small form has steps')
    const label = { de: 'Farbe', en: 'Colour' }
    const asked = { key: 'app.farbe', kind: 'text' as const, in: ['short' as const], label }
    const added = { ...asked, required: ['short' as const] }
    now.form = {
      ...smallForm,
      version: 2,
      steps: [{ ...first, questions: [...first.questions, added] }, ...others],
    }
    expect(await look(link)).toMatchObject({ kind: 'found', fresh: ['Farbe'] })
    const opened = await openLink(link)
    expect(opened.kind).toBe('opened')
  })
})

describe('the reminder', () => {
  const remindedIn = (hours: number) =>
    withTenant(tenantId, (tx) => remind(tx, new Date(Date.now() + hours * hour)))

  it('comes once, 24 to 36 hours before the end, to whoever asked; with its link the draft is opened or erased', async () => {
    const { email, secret } = await mailed()
    const silent = await draftWith()
    mailbox.clear()
    const end = 28 * 24
    expect(await remindedIn(end - 37)).toBe(0)
    expect(await remindedIn(end - 23)).toBe(0)
    expect(await remindedIn(end - 30)).toBe(1)
    expect(await remindedIn(end - 29)).toBe(0)
    await worker()
    const [mail, ...more] = mailbox.list()
    expect(more).toEqual([])
    expect(mail?.to).toEqual([email])
    expect(mail?.subject).toBe('Ihr Entwurf bei Musterberatung wird bald gelöscht')
    const link = secretIn(mail?.text ?? '')
    expect((await look(link)).kind).toBe('found')
    expect((await eraseByLink(link)).kind).toBe('erased')
    expect((await laterStatus({ secret }, meta)).kind).toBe('gone')
    expect((await laterStatus({ secret: silent.secret }, meta)).kind).toBe('status')
  })

  it('a renewed link brings no second one, asking again on the form does', async () => {
    const { secret, link, email } = await mailed()
    const end = 28 * 24
    expect(await remindedIn(end - 30)).toBe(1)
    await renew(link)
    expect(await remindedIn(end - 30)).toBe(0)
    await askLater({ secret, email }, meta)
    expect(await remindedIn(end - 30)).toBe(1)
  })
})
