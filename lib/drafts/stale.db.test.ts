import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { hashSecret } from '@/lib/crypto/secret'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import type { Form, Question, Raw } from '@/lib/forms/engine/types'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { submit } from '@/lib/submissions/submit'
import type { SaveRequest, SaveResult } from './protocol'
import { save } from './service'
import { key, smallForm } from './small-form.fixture'
import { lockDraft } from './store'

/** Row 39 of trust §3: a draft of an older form in today's form, and one of a newer form in yesterday's (rolling deploy). */
const now = vi.hoisted((): { form: Form | null } => ({ form: null }))
vi.mock('@/lib/forms', () => ({ formFor: () => now.form }))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const asked = (at: string, over: Partial<Question> = {}): Question => ({
  key: at,
  kind: 'text',
  in: ['short'],
  label: { de: at, en: at },
  ...over,
})
const [first, ...others] = smallForm.steps
if (!first) throw new Error('the small form has steps')
const formOf = (version: number, questions: Question[]): Form => ({
  ...smallForm,
  version,
  steps: [{ ...first, questions: [asked(key.zweck, { required: ['short'] }), ...questions] }, ...others],
})
const gone = 'app.frueher'
const added = 'app.neu'
/** Five versions ago the amount was a text, up to the last one there was a question that is no longer asked. */
const forms = {
  'n-5': formOf(1, [asked(key.betrag), asked(gone)]),
  'n-1': formOf(5, [asked(key.betrag, { kind: 'money-eur' }), asked(gone)]),
  n: formOf(6, [asked(key.betrag, { kind: 'money-eur' }), asked(added, { required: ['short'] })]),
}

let privacyVersion = ''
let tenantId = ''
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(() => {
  now.form = forms.n
})
afterAll(closeDatabase)

const token = () =>
  makeStartToken({ campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion, attribution: {} })
const typed = (answers: { [at: string]: Raw }) =>
  Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to }))

async function draftIn(form: Form, answers: { [at: string]: Raw }) {
  now.form = form
  const view = token()
  const call = (over: Partial<SaveRequest>): Promise<SaveResult> =>
    save(
      { token: view, page: first?.id ?? '', intent: 'autosave', lang: 'de', changes: [], secret, ...over },
      meta,
    )
  let secret: string | undefined
  const made = await call({ changes: typed(answers) })
  if (made.kind !== 'saved') throw new Error(`not saved: ${made.kind}`)
  secret = made.draft.secret
  now.form = forms.n
  return {
    secret,
    call,
    send: () => submit({ token: view, secret, revision: 0, lang: 'de', privacyVersion }, meta),
    stored: () => withTenant(tenantId, async (tx) => (await lockDraft(tx, made.draft.secret))?.answers ?? {}),
  }
}
const rawsOf = (result: SaveResult) => {
  const view = 'view' in result ? result.view : undefined
  return view?.kind === 'step' ? new Map(view.fields.map((field) => [field.key, field.raw])) : new Map()
}
const contact = { [key.vorname]: 'Erika', [key.nachname]: 'Muster', [key.email]: 'erika@example.org' }

describe.each([
  ['n-1', '5.000'],
  ['n-5', '5000'],
] as const)('a draft of form version %s', (version, amount) => {
  it('opens in today’s form with all it can still hold, shows what is new, and can be sent', async () => {
    const draft = await draftIn(forms[version], {
      [key.zweck]: 'Haus',
      [key.betrag]: amount,
      [gone]: 'ja',
      ...contact,
    })
    const shown = rawsOf(await draft.call({ intent: 'load' }))
    expect(shown.get(key.zweck)).toBe('Haus')
    expect(shown.get(key.betrag)).toBe('5.000')
    expect([...shown.keys()]).toContain(added)
    expect([...shown.keys()]).not.toContain(gone)

    // What is new keeps it from being sent, and the page with the new question says so.
    const early = await draft.send()
    if (early.kind !== 'incomplete') throw new Error(early.kind)
    expect(early.view.errors.map((error) => error.key)).toEqual([added])

    expect((await draft.call({ changes: typed({ [added]: 'gesehen' }) })).kind).toBe('saved')
    expect(await draft.stored()).toHaveProperty([gone])
    const [row] = await database()
      .select({ version: schema.draft.formVersion })
      .from(schema.draft)
      .where(eq(schema.draft.secretHash, hashSecret(draft.secret)))
    expect(row?.version).toBe(6)

    const sent = await draft.send()
    if (sent.kind !== 'sent') throw new Error(JSON.stringify(sent))
    const rows = await database().select().from(schema.submission)
    const id = rows.find((one) => one.reference === sent.receipt.reference)?.id ?? ''
    const snapshot = await withTenant(tenantId, (tx) => readSnapshot(tx, id))
    expect(Object.keys(snapshot?.answers ?? {})).not.toContain(gone)
    expect(snapshot?.answers[added]).toBeDefined()
  })
})

it('an answer that today’s kind cannot read is kept as it was typed and asked for again', async () => {
  const words = 'ungefähr fünftausend'
  const draft = await draftIn(forms['n-5'], { [key.zweck]: 'Haus', [key.betrag]: words, ...contact })
  expect(rawsOf(await draft.call({ intent: 'load' })).get(key.betrag)).toBe(words)
  const next = await draft.call({ intent: 'next', changes: typed({ [added]: 'gesehen' }) })
  if (next.kind !== 'invalid') throw new Error(next.kind)
  expect(next.errors.map((error) => error.key)).toEqual([key.betrag])
  expect((await draft.send()).kind).toBe('incomplete')
  const mended = await draft.call({ changes: [{ key: key.betrag, from: words, to: '5.000' }] })
  expect(mended.kind).toBe('saved')
  expect((await draft.send()).kind).toBe('sent')
})

it('a draft of a newer form goes through an older program and back, and loses nothing', async () => {
  const draft = await draftIn(forms.n, { [key.zweck]: 'Haus', [added]: 'gesehen', ...contact })
  now.form = forms['n-1']
  const shown = rawsOf(await draft.call({ intent: 'load' }))
  expect(shown.get(key.zweck)).toBe('Haus')
  expect((await draft.call({ changes: typed({ [gone]: 'ja' }) })).kind).toBe('saved')
  now.form = forms.n
  expect(rawsOf(await draft.call({ intent: 'load' })).get(added)).toBe('gesehen')
  expect((await draft.send()).kind).toBe('sent')
})
