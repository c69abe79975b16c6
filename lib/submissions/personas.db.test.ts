import { afterAll, beforeAll, expect, it } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import type { Change, SaveRequest } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { berlinToday } from '@/lib/drafts/today'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { type Persona, personas } from '@/lib/forms/baufinanzierung/personas'
import { toDocument } from '@/lib/forms/engine'
import type { StepView } from '@/lib/forms/engine/view'
import { contactOf } from './contact'
import { readSnapshot } from './snapshot'
import { submit } from './submit'

const meta = { origin: 'http://localhost:3000', host: 'localhost:3000', ip: '192.0.2.7' }
let privacyVersion = ''

beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
})
afterAll(closeDatabase)

/** What the controls of a page would send: each key with what the control held when it was shown. */
const changesOf = (typed: Persona['pages'][number]['typed'], view: StepView | null): Change[] =>
  Object.entries(typed).map(([key, to]) => {
    const raw = view?.fields.find((field) => field.key === key)?.raw
    return { key, from: raw === undefined || raw === '' ? null : raw, to }
  })

/** Types page after page through the service, as the browser does, and sends. */
async function send(persona: Persona) {
  const { lang } = persona
  const token = makeStartToken({
    campaign: 'musterberatung',
    length: 'short',
    lang,
    privacyVersion,
    attribution: {},
  })
  let secret: string | undefined
  let view: StepView | null = null
  for (const { page, typed } of persona.pages) {
    expect(view?.page ?? page).toBe(page)
    const changes: Change[] = changesOf(typed, view)
    const request: SaveRequest = { token, secret, page, intent: 'next', lang, changes }
    const result = await save(request, meta)
    if (result.kind !== 'saved') throw new Error(`${persona.id}, ${page}: ${JSON.stringify(result)}`)
    secret = result.draft.secret
    view = result.view?.kind === 'step' ? result.view : null
  }
  return submit({ token, secret, revision: 0, lang, privacyVersion }, meta)
}

it.each(personas.map((persona) => [persona.id, persona] as const))('%s can be sent', async (_, persona) => {
  const result = await send(persona)
  if (result.kind !== 'sent') throw new Error(JSON.stringify(result))
  const rows = await database().select().from(schema.submission)
  const id = rows.find((row) => row.reference === result.receipt.reference)?.id ?? ''
  const [tenantId = ''] = await tenantIds()
  const [snapshot, contact] = await withTenant(tenantId, async (tx) => [
    await readSnapshot(tx, id),
    await contactOf(tx, id),
  ])
  // Only relevant answers were kept, and they alone give the document that goes out.
  const env = { length: 'short' as const, lang: persona.lang, today: berlinToday() }
  const document = toDocument(baufinanzierung, snapshot?.answers ?? {}, env)
  expect(snapshot?.payload.kundenangaben).toMatchObject(JSON.parse(JSON.stringify(document)))
  expect(contact?.email).toMatch(/@/)
  expect(contact?.nachname).toBeTruthy()
  const kunden = JSON.stringify(snapshot?.payload.kundenangaben).match(/"externeKundenId"/g)
  expect(kunden).toHaveLength(result.receipt.persons)
})
