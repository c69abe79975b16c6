import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { campaignBySlug, campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { randomSecret } from '@/lib/crypto/secret'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import type { SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { createDraft, lockDraft } from '@/lib/drafts/store'
import { env } from '@/lib/env'
import { privacyShown } from '@/lib/privacy'
import { accept } from './accept'
import { submit } from './submit'

/** Promises about many submissions (trust §1, 3, 10 and 21): whole in `npm run verify`, a sample otherwise. */
const size = (whole: number, sample: number) => (process.env.VERIFY ? whole : sample)

vi.mock('@/lib/forms', () => ({
  formFor: (product: string) => (product === 'baufinanzierung' ? smallForm : null),
}))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const form = smallForm
const formEnv = { length: 'short', lang: 'de', today: '2026-11-21' } as const
let privacyVersion = ''
let tenantId = ''

beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  await database().execute(sql`truncate submission, draft, graphile_worker._private_jobs cascade`)
})
afterAll(closeDatabase)

const whole = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}

/** A complete draft and the request that sends it. */
async function complete(): Promise<SubmitRequest> {
  const view = { campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion } as const
  const token = makeStartToken({ ...view, attribution: {} })
  const changes = Object.entries(whole).map(([at, to]) => ({ key: at, from: null, to }))
  const result = await save({ token, page: 'kontakt', intent: 'autosave', lang: 'de', changes }, meta)
  if (result.kind !== 'saved') throw new Error(JSON.stringify(result))
  const { secret, revision } = result.draft
  return { token, secret, revision, lang: 'de', privacyVersion }
}

const referenceIn = (result: SubmitResult) => (result.kind === 'sent' ? result.receipt.reference : result)
const numbers = (table: string, what: string) => sql.raw(`select ${what} as n from ${table}`)
const count = async (table: string, what = 'count(*)::int') =>
  Number((await database().execute<{ n: number }>(numbers(table, what))).rows[0]?.n)
const jobs = () => count('graphile_worker._private_jobs')

/** Runs `work` so many times, eight at once. */
async function repeat(times: number, work: (round: number) => Promise<void>): Promise<void> {
  let next = 0
  const one = async () => {
    while (next < times) await work(next++)
  }
  await Promise.all(Array.from({ length: 8 }, one))
}

/**
 * The same secret with another payload cannot exist: a submit carries no answers. What is sent is built of the draft that the
 * secret opens, under its lock, and the draft is gone in the same transaction. What else a caller adds has no effect.
 */
it('rounds of 2 to 10 parallel identical submits make one row each, and all callers get the same receipt', async () => {
  const rounds = size(500, 12)
  for (let round = 0; round < rounds; round += 1) {
    const request = await complete()
    const callers = 2 + (round % 9)
    const calls = Array.from({ length: callers }, (_, at) =>
      submit(
        at % 3 === 2
          ? { ...request, changes: [{ key: key.nachname, from: 'Muster', to: 'Anders' }] }
          : request,
        meta,
      ),
    )
    const references = (await Promise.all(calls)).map(referenceIn)
    expect(references).toEqual(Array(callers).fill(expect.stringMatching(/^[A-HJ-NP-Z2-9]{8}$/)))
    expect(new Set(references).size).toBe(1)
  }
  for (const table of [
    'submission',
    'delivery',
    'submission_snapshot',
    'privacy_proof',
    'graphile_worker._private_jobs',
  ])
    expect([table, await count(table)]).toEqual([table, rounds])
  expect(await count('submission', 'count(distinct secret_hash)::int')).toBe(rounds)
  expect(await count('draft')).toBe(0)
})

it('of many acceptances, three in ten rolled back: a job and a delivery exist exactly for what was committed', async () => {
  const transactions = size(10_000, 100)
  const { secret } = await complete()
  const model = await withTenant(tenantId, async (tx) => {
    const draft = await lockDraft(tx, secret)
    const campaign = await campaignBySlug(tx, 'musterberatung')
    if (!draft || !campaign) throw new Error('no draft')
    return { draft, campaign }
  })
  const kept: string[] = []
  await repeat(transactions, async (round) => {
    const made = { id: randomUUID(), secret: randomSecret() }
    const one = withTenant(tenantId, async (tx) => {
      const draft = await createDraft(tx, { ...model.draft, ...made, form, lang: 'de' })
      const privacy = await privacyShown(tx, model.draft, { versionId: privacyVersion, shownAt: new Date() })
      if (!draft || privacy === 'changed') throw new Error('no draft')
      const acceptable = { ...model, secret: made.secret, form, env: formEnv, privacy }
      const { submissionId } = await accept(tx, {
        ...acceptable,
        draft: { ...draft, answers: model.draft.answers },
      })
      if (round % 10 < 3) throw new Error('rolled back')
      return submissionId
    })
    if (round % 10 < 3) await expect(one).rejects.toThrow('rolled back')
    else kept.push(await one)
  })
  expect(kept).toHaveLength(transactions * 0.7)
  const stored = await database().select({ id: schema.delivery.submissionId }).from(schema.delivery)
  expect(stored.map(({ id }) => id).sort()).toEqual(kept.sort())
  expect(await count('submission')).toBe(kept.length)
  const woken = await database().execute<{ key: string }>(sql`
    select j.key from graphile_worker._private_jobs j
    join delivery d on j.key = 'deliver:' || d.id::text and j.payload->>'deliveryId' = d.id::text`)
  expect(woken.rows).toHaveLength(kept.length)
  expect(await jobs()).toBe(kept.length)
}, 1_200_000)

it('with platform, mail and worker all down every submit is acknowledged', async () => {
  const people = size(1000, 50)
  const { EUROPACE_API_URL, EUROPACE_TOKEN_URL, SMTP_URL } = env()
  for (const url of [EUROPACE_API_URL, EUROPACE_TOKEN_URL, SMTP_URL ?? '']) {
    expect(await listens(url)).toBe(false)
  }
  const references = new Set<unknown>()
  await repeat(people, async () => {
    references.add(referenceIn(await submit(await complete(), meta)))
  })
  expect(references.size).toBe(people)
  const states = await database().execute(sql`select state, count(*)::int as n from delivery group by state`)
  expect(states.rows).toEqual([{ state: 'QUEUED', n: people }])
  expect(await jobs()).toBe(people)
})

function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
