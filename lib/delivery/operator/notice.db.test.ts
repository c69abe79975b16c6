import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema } from '@/lib/db'
import type { DeliveryState } from '@/lib/db/schema'
import { log } from '@/lib/log'
import type { Post } from '@/lib/mail'
import { accepted } from '../accepted.fixture'
import { readFigures } from '../figures'
import { tellAdvisors } from './notice'
import { put, referenceOf } from './operator.fixture'

type Posted = Awaited<ReturnType<Post>>
let time = new Date('2026-11-21T10:00:00Z')
const clock = async () => time
const minute = 60_000

beforeAll(seed)
beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation(() => undefined)
  }
  await database().execute(sql`update delivery set state = 'CANCELLED'`)
  await advisorAt('maria.muster@example.org')
})
afterAll(closeDatabase)

const advisorAt = (email: string | null) => database().update(schema.advisor).set({ email })

function office(...answers: Posted[]) {
  const letters: { to: string; text: string; html: string; subject: string }[] = []
  const post: Post = async (to, letter) => {
    letters.push({ to, ...letter })
    return answers.shift() ?? { kind: 'sent' }
  }
  return { letters, means: { post, clock } }
}

async function waiting(state: DeliveryState = 'NEEDS_FIX') {
  const made = await accepted(time)
  await put(made, state, { updatedAt: time })
  return { ...made, shown: await referenceOf(made) }
}

it.each([
  ['NEEDS_FIX', 'passen so nicht', 'do not fit'],
  ['NEEDS_OPERATOR', 'nachsehen', 'must check'],
  ['DEAD', 'zu lange nicht erreichbar', 'for too long'],
  ['DUPLICATE', 'mehr als einen Vorgang', 'more than one case'],
] as const)(
  '%s: the advisor is told once, in German and English, without the person',
  async (state, de, en) => {
    const made = await waiting(state)
    const { letters, means } = office()
    expect(await tellAdvisors(means)).toBe(1)
    expect(await tellAdvisors(means)).toBe(0)
    time = new Date(time.getTime() + 30 * 24 * 60 * minute)
    expect(await tellAdvisors(means)).toBe(0)
    expect(letters).toHaveLength(1)
    const [letter] = letters
    expect(letter?.to).toBe('maria.muster@example.org')
    expect(letter?.subject).toContain(made.shown)
    expect(letter?.text).toMatch(new RegExp(`${made.shown}[\\s\\S]*${de}[\\s\\S]*${en}`))
    for (const word of [canary, 'Erika', 'erika@', made.submissionId, made.externalId]) {
      expect(JSON.stringify(letter)).not.toContain(word)
    }
  },
)

it('nobody is told of what goes its way by itself', async () => {
  for (const state of [
    'QUEUED',
    'RETRY_WAIT',
    'UNKNOWN',
    'BLOCKED_CONFIG',
    'VERIFIED',
    'CANCELLED',
  ] as const) {
    await waiting(state)
  }
  const { letters, means } = office()
  expect(await tellAdvisors(means)).toBe(0)
  expect(letters).toHaveLength(0)
})

it.each([
  { kind: 'notSent', permanent: false },
  { kind: 'notSent', permanent: true },
  { kind: 'unclear' },
] as const)(
  'what the mail server did not take (%o) is tried again after a quarter of an hour',
  async (answer) => {
    await waiting()
    const { letters, means } = office(answer)
    expect(await tellAdvisors(means)).toBe(0)
    expect(await tellAdvisors(means)).toBe(0)
    expect(letters).toHaveLength(1)
    time = new Date(time.getTime() + 15 * minute)
    expect(await tellAdvisors(means)).toBe(1)
    expect(letters).toHaveLength(2)
  },
)

it('five workers at once send one letter', async () => {
  await waiting()
  const { letters, means } = office()
  await Promise.all(Array.from({ length: 5 }, () => tellAdvisors(means)))
  expect(letters).toHaveLength(1)
})

it('an advisor without an address is a figure after a day, and told when there is one', async () => {
  const made = await waiting('DEAD')
  await advisorAt(null)
  const { letters, means } = office()
  expect(await tellAdvisors(means)).toBe(0)
  expect((await readFigures(time)).untold).toBe(0)
  time = new Date(time.getTime() + 24 * 60 * minute)
  expect((await readFigures(time)).untold).toBe(1)
  await advisorAt('maria.muster@example.org')
  expect(await tellAdvisors(means)).toBe(1)
  expect(letters[0]?.text).toContain(made.shown)
  expect((await readFigures(time)).untold).toBe(0)
  const [row] = await database().select().from(schema.delivery).where(eq(schema.delivery.id, made.deliveryId))
  expect(row?.noticeSentAt).toEqual(time)
})
