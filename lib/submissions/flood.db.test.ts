import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { solve } from '@/components/form/prove'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { readFigures } from '@/lib/delivery/figures'
import { tellAdvisors } from '@/lib/delivery/operator/notice'
import { operator } from '@/lib/delivery/operator/operator.fixture'
import { retry } from '@/lib/delivery/operator/queue'
import type { SaveRequest, SubmitRequest } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { key, smallForm } from '@/lib/drafts/small-form.fixture'
import { crowdedCampaigns } from '@/lib/limits/crowd'
import { log } from '@/lib/log'
import { receiptFor } from './receipt'
import { showReference } from './reference'
import { submit } from './submit'

/** A campaign into which more is sent than people send, with figures that a test can reach. */
vi.hoisted(() => {
  process.env.LIMIT_OPEN_DRAFTS = '4'
  process.env.SUSPICIOUS_STARTS_PER_HOUR = '8'
})
vi.mock('@/lib/forms', () => ({ formFor: () => smallForm }))

const meta = { origin: 'http://localhost:3000', host: 'localhost:3000', ip: '192.0.2.7' }
let privacyVersion = ''
let tenantId = ''
let clock = 0
beforeAll(async () => {
  await seed()
  privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  tenantId = (await tenantIds())[0] ?? ''
})
const now = Date.now.bind(Date)
beforeEach(async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => now() + clock)
  lookAnew()
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  await database().delete(schema.draft)
})
afterAll(async () => {
  vi.restoreAllMocks()
  await closeDatabase()
})

/** A process looks at the crowd every five seconds. */
const lookAnew = () => {
  clock += 6_000
}
const tokenOf = () =>
  makeStartToken({ campaign: 'musterberatung', length: 'short', lang: 'de', privacyVersion, attribution: {} })
const answers = {
  [key.zweck]: 'Haus',
  [key.vorname]: 'Erika',
  [key.nachname]: 'Muster',
  [key.email]: 'erika@example.org',
}
const first = (over: Partial<SaveRequest> = {}): SaveRequest => ({
  token: tokenOf(),
  page: 'vorhaben',
  intent: 'autosave',
  lang: 'de',
  changes: Object.entries(answers).map(([at, to]) => ({ key: at, from: null, to })),
  ...over,
})
async function begun(count: number): Promise<SubmitRequest[]> {
  const made: SubmitRequest[] = []
  while (made.length < count) {
    const request = first()
    const result = await save(request, meta)
    if (result.kind !== 'saved') throw new Error(result.kind)
    const { secret, revision } = result.draft
    made.push({ token: request.token, secret, revision, lang: 'de', privacyVersion })
  }
  lookAnew()
  return made
}
const deliveryOf = async (secret: string) => {
  const reference = (await receiptFor(secret))?.reference ?? ''
  const { submission, delivery } = schema
  const [row] = await database()
    .select({ state: delivery.state, reason: delivery.lastReason })
    .from(delivery)
    .innerJoin(submission, eq(submission.id, delivery.submissionId))
    .where(eq(submission.reference, reference))
  return { shown: showReference(reference), ...row }
}

describe('a crowded campaign', () => {
  it('asks a browser that begins for a proof, takes it, and takes whoever has none', async () => {
    await begun(4)
    expect((await save(first({ proof: 'able' }), meta)).kind).toBe('saved')
    lookAnew()
    expect(await withTenant(tenantId, crowdedCampaigns)).toBe(1)
    expect((await readFigures()).crowded).toBe(1)
    const request = first({ proof: 'able' })
    const asked = await save(request, meta)
    if (asked.kind !== 'prove') throw new Error(asked.kind)
    const { challenge, bits } = asked
    const nonce = await solve(challenge, bits)
    expect((await save({ ...request, proof: { challenge, nonce: nonce ?? -1 } }, meta)).kind).toBe('saved')
    // Without script, without means, or of an older page.
    expect((await save(first(), meta)).kind).toBe('saved')
    const counted = await database().execute<{ n: number }>(
      sql`select sum(count)::int as n from rate_limit where bucket like 'net:start.unproven:%'`,
    )
    expect(counted.rows[0]?.n).toBe(1)
  })

  it('in a flood what proves nothing waits for a person, who is told at once and lets it go on', async () => {
    const [program, proof, ...others] = await begun(9)
    if (!program || !proof) throw new Error('nine drafts were begun')
    expect((await submit(program, meta)).kind).toBe('sent')
    expect(await deliveryOf(program.secret)).toMatchObject({ state: 'NEEDS_OPERATOR', reason: 'flood' })
    expect((await receiptFor(program.secret))?.state).toBe('delayed')
    const links = await database().select().from(schema.mailedLink)
    expect(links).toEqual([])

    const asked = await submit({ ...proof, proof: 'able' }, meta)
    if (asked.kind !== 'prove') throw new Error(asked.kind)
    const nonce = await solve(asked.challenge, asked.bits)
    const solution = { challenge: asked.challenge, nonce: nonce ?? -1 }
    expect((await submit({ ...proof, proof: solution }, meta)).kind).toBe('sent')
    expect((await deliveryOf(proof.secret)).state).toBe('QUEUED')

    await database().execute(sql`update advisor set email = 'beratung@example.org'`)
    const told: string[] = []
    await tellAdvisors({
      post: async (_to, letter) => {
        told.push(letter.text)
        return { kind: 'sent' }
      },
    })
    const { shown } = await deliveryOf(program.secret)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(shown)
    expect(told[0]).toContain('könnte von einem Programm stammen')
    expect(await retry({ operator: operator('anna') }, shown, { checked: false })).toMatchObject({
      kind: 'done',
      state: 'QUEUED',
    })

    // Over: what looks like a program's is marked and delivered like any other.
    await database().execute(sql`delete from draft where created_at < now() and id not in
      (select id from draft order by created_at desc limit 2)`)
    await database().execute(sql`update draft set created_at = created_at - interval '2 hours'`)
    lookAnew()
    const late = others.at(-1)
    if (!late) throw new Error('one is left')
    expect((await submit({ ...late, trap: true }, meta)).kind).toBe('sent')
    expect((await deliveryOf(late.secret)).state).toBe('QUEUED')
  })
})
