import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { externalIdOf } from '@/lib/cases/payload'
import type { CaseTarget, Outcome, ProblemCause } from '@/lib/cases/target'
import { openJson, recordKey } from '@/lib/crypto/records'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { log } from '@/lib/log'
import { accepted, atEuropace, attemptRows, deliveryRow, jobAt, scripted } from './accepted.fixture'
import type { Gate } from './gate/types'
import { type Delivering, deliver, deliveryTimings, sweep } from './index'
import { never } from './row'

const patience = { timeout: 30_000 }
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const start = new Date('2026-11-21T10:00:00Z')
let time = start
const clock = async () => time
const advance = (ms: number) => {
  time = new Date(time.getTime() + ms)
}
const by = (target: CaseTarget, owner = 'worker-1', gate?: Gate): Delivering =>
  atEuropace({ target, gate, owner, timings: deliveryTimings, random: () => 0.5, clock })
const delivered: Outcome = { kind: 'delivered', reference: { vorgangsnummer: 'YX4MDU' } }
const refused: Outcome = { kind: 'notSent', reason: 'notConnected' }
const rejected = (cause: ProblemCause, status: number): Outcome => ({
  kind: 'rejected',
  problem: { cause, status, reason: `status${status}`, violations: [{ field: 'a.b', message: canary }] },
})

const written: string[] = []
beforeAll(seed)
afterAll(closeDatabase)
beforeEach(() => {
  time = start
  written.length = 0
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(log, level).mockImplementation((event, fields) => {
      written.push(JSON.stringify([level, event, fields]))
    })
  }
})

/** Whatever a test did: the logs hold nothing of the person. */
afterEach(() => {
  for (const line of written)
    for (const word of [canary, 'Erika', 'example.org']) expect(line).not.toContain(word)
})

async function eventsOf(made: { tenantId: string; submissionId: string }) {
  return withTenant(made.tenantId, async (tx) => {
    const key = await recordKey(tx, made.submissionId, 'submission')
    const rows = await tx
      .select()
      .from(schema.submissionEvent)
      .where(eq(schema.submissionEvent.submissionId, made.submissionId))
      .orderBy(schema.submissionEvent.seq)
    return rows.map(
      (row) =>
        key && row.detail && openJson<Record<string, unknown>>(key, 'submission_event.detail.v1', row.detail),
    )
  })
}

describe('deliver', () => {
  it('a closed gate only puts off: no try, no history, no other state, and it comes back by itself', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    const prepare = vi.fn(target.prepare)
    const until = new Date(start.getTime() + 30 * second)
    let open = false
    const pass = async (purpose: 'send' | 'read') => {
      expect(purpose).toBe(sent.length === 0 ? 'send' : 'read')
      return open
        ? { kind: 'pass' as const, probe: false }
        : { kind: 'wait' as const, until, reason: 'breakerOpen' as const }
    }
    const means = by({ ...target, prepare }, 'worker-1', { pass })
    await deliver(made.deliveryId, means)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'QUEUED',
      dueAt: until,
      leaseUntil: null,
      leaseOwner: null,
      lastReason: null,
    })
    expect(prepare).not.toHaveBeenCalled()
    expect(await attemptRows(made.deliveryId)).toEqual([])
    expect(await eventsOf(made)).toEqual([])
    expect(await jobAt('deliver', made.deliveryId)).toEqual(until)

    advance(30 * second)
    open = true
    await deliver(made.deliveryId, means)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DELIVERED', deliveredAt: time })
    expect(await attemptRows(made.deliveryId)).toHaveLength(1)
  })

  it('a closed gate puts reading back off too', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    const until = new Date(start.getTime() + 30 * second)
    const verify = vi.fn(async () => ({ kind: 'compared' as const, lost: [] }))
    const gate: Gate = {
      pass: async () =>
        sent.length === 0 ? { kind: 'pass', probe: false } : { kind: 'wait', until, reason: 'rate' },
    }
    await deliver(made.deliveryId, by({ ...target, verify }, 'worker-1', gate))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'DELIVERED',
      dueAt: until,
      leaseUntil: null,
    })
    expect(await eventsOf(made)).toHaveLength(2)
    advance(30 * second)
    await deliver(made.deliveryId, by({ ...target, verify }))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED', verifiedAt: time })
    expect(verify).toHaveBeenCalledTimes(1)
  })

  it('a process that stood still for longer than the limit between mark and first byte sends nothing', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    const readings = [0, 60 * second]
    await deliver(made.deliveryId, { ...by(target), monotonic: () => readings.shift() ?? answersGone() })
    expect(sent).toHaveLength(0)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'RETRY_WAIT', lastReason: 'paused' })
  })

  it('sends once, stores the number, reads back and keeps the history', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    const verify = vi.fn(async () => ({ kind: 'compared' as const, lost: ['kundenangaben.x'] }))
    await deliver(made.deliveryId, by({ ...target, verify }))
    await deliver(made.deliveryId, by({ ...target, verify }))
    expect(sent).toHaveLength(1)
    expect(sent[0]?.traceId).toBe(`${made.submissionId}-1`)
    expect(sent.map(({ payload }) => externalIdOf(payload))).toEqual([made.externalId])
    expect(verify).toHaveBeenCalledTimes(1)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'VERIFIED',
      reference: { vorgangsnummer: 'YX4MDU' },
      attemptNo: 1,
      leaseUntil: null,
      leaseOwner: null,
    })
    expect(await attemptRows(made.deliveryId)).toMatchObject([
      { attemptNo: 1, outcome: 'delivered', httpStatus: 201, finishedAt: start, startedAt: start },
    ])
    expect((await eventsOf(made)).map((detail) => detail && [detail.from, detail.to])).toEqual([
      ['QUEUED', 'SENDING'],
      ['SENDING', 'DELIVERED'],
      ['DELIVERED', 'VERIFIED'],
    ])
    expect((await eventsOf(made)).at(-1)).toMatchObject({
      lost: ['kundenangaben.x'],
      vorgangsnummer: 'YX4MDU',
    })
    expect(await jobAt('mail', made.deliveryId)).toEqual(start)
  })

  it('stays DELIVERED where the client may not read, and reads again where reading failed', async () => {
    const made = await accepted(start)
    const answers = [
      { kind: 'unavailable' as const, reason: 'timeout', final: false },
      { kind: 'unavailable' as const, reason: 'tokenScope', final: true },
    ]
    const target = { ...scripted(delivered).target, verify: async () => answers.shift() ?? answersGone() }
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DELIVERED', lastReason: 'timeout' })
    expect((await deliveryRow(made.deliveryId)).dueAt).toEqual(new Date(start.getTime() + 10 * second))
    advance(10 * second)
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DELIVERED', dueAt: never })
  })

  it('ten workers at once send once', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    await Promise.all(
      Array.from({ length: 10 }, (_, nr) => deliver(made.deliveryId, by(target, `worker-${nr}`))),
    )
    expect(sent).toHaveLength(1)
  })

  it('a worker that dies while sending leaves UNKNOWN for a person, and nothing is sent again', async () => {
    const made = await accepted(start)
    let answer: (outcome: Outcome) => void = () => undefined
    const hanging = scripted(() => new Promise<Outcome>((resolve) => (answer = resolve)))
    const paused = deliver(made.deliveryId, by(hanging.target, 'worker-paused'))
    await vi.waitUntil(() => hanging.sent.length === 1, patience)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'SENDING',
      leaseOwner: 'worker-paused',
    })
    expect(await attemptRows(made.deliveryId)).toMatchObject([
      { attemptNo: 1, outcome: null, finishedAt: null },
    ])

    const other = scripted(delivered)
    advance(89 * second)
    await deliver(made.deliveryId, by(other.target, 'worker-2'))
    expect((await deliveryRow(made.deliveryId)).state).toBe('SENDING')
    advance(1 * second)
    expect(await sweep(clock)).toBeGreaterThanOrEqual(1)
    await deliver(made.deliveryId, by(other.target, 'worker-2'))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'NEEDS_OPERATOR',
      lastReason: 'leaseExpired',
    })
    expect(other.sent).toHaveLength(0)

    // The paused worker comes back: what it learnt nobody else could find out, and nobody has sent since.
    answer(delivered)
    await paused
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'DELIVERED',
      lastReason: 'late',
      reference: { vorgangsnummer: 'YX4MDU' },
    })
    expect((await eventsOf(made)).at(-2)).toMatchObject({ late: true, vorgangsnummer: 'YX4MDU' })
    advance(100 * hour)
    await deliver(made.deliveryId, by(other.target, 'worker-2'))
    expect(other.sent).toHaveLength(0)
  })

  it('a worker that dies before marking is followed by one that sends', async () => {
    const made = await accepted(start)
    const dying = { ...scripted(delivered).target, prepare: () => new Promise<never>(() => undefined) }
    void deliver(made.deliveryId, by(dying, 'worker-dead'))
    await vi.waitUntil(
      async () => (await deliveryRow(made.deliveryId)).leaseOwner === 'worker-dead',
      patience,
    )
    advance(91 * second)
    const { sent, target } = scripted(delivered)
    await deliver(made.deliveryId, by(target))
    expect(sent).toHaveLength(1)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DELIVERED', attemptNo: 2 })
  })

  it('a worker whose lease ran out during the token request sends nothing', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    const slow = {
      ...target,
      prepare: async () => {
        advance(91 * second)
        return { kind: 'ready' as const }
      },
    }
    await deliver(made.deliveryId, by(slow))
    expect(sent).toHaveLength(0)
    expect((await deliveryRow(made.deliveryId)).state).toBe('QUEUED')
  })

  it('tries until it is delivered, at the planned times', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(...Array<Outcome>(10).fill(refused), delivered)
    const waits: number[] = []
    for (let round = 0; round < 11; round++) {
      await deliver(made.deliveryId, by(target))
      const row = await deliveryRow(made.deliveryId)
      if (row.state !== 'RETRY_WAIT') break
      waits.push((row.dueAt.getTime() - time.getTime()) / second)
      expect(await jobAt('deliver', made.deliveryId)).toEqual(row.dueAt)
      advance(row.dueAt.getTime() - time.getTime() - 1)
      await deliver(made.deliveryId, by(target))
      expect(sent).toHaveLength(round + 1)
      advance(1)
    }
    expect(waits).toEqual([10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 3600])
    expect((await deliveryRow(made.deliveryId)).state).toBe('DELIVERED')
  })

  it('a 429 waits as long as it says and uses no try', async () => {
    const made = await accepted(start)
    const limited = (): Promise<Outcome> =>
      Promise.resolve({
        kind: 'notSent',
        reason: 'limited',
        status: 429,
        retryAfter: new Date(time.getTime() + 42 * second),
      })
    const { target } = scripted(limited, limited, { kind: 'notSent', reason: 'limited', status: 429 })
    for (const wait of [42, 42, 10]) {
      await deliver(made.deliveryId, by(target))
      const row = await deliveryRow(made.deliveryId)
      expect(row.state).toBe('RETRY_WAIT')
      expect(row.dueAt.getTime() - time.getTime()).toBe(wait * second)
      time = row.dueAt
    }
  })

  it('is DEAD after 72 hours, keeps its payload and tells', async () => {
    const made = await accepted(start)
    const { target } = scripted(refused)
    time = new Date(start.getTime() + 72 * hour)
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DEAD', dueAt: never })
    expect(written.join()).toMatch(/"error","delivery.state".*"state":"DEAD"/)
  })

  it.each([
    ['NEEDS_FIX', rejected('data', 400), never],
    ['NEEDS_FIX', rejected('data', 422), never],
    ['BLOCKED_CONFIG', rejected('access', 401), new Date(start.getTime() + 5 * minute)],
    ['BLOCKED_CONFIG', rejected('access', 403), new Date(start.getTime() + 5 * minute)],
    ['BLOCKED_CONFIG', rejected('contract', 404), never],
    ['NEEDS_OPERATOR', rejected('advisor', 409), never],
    [
      'UNKNOWN',
      { kind: 'unknown', reason: 'status503', status: 503 },
      new Date(start.getTime() + 60 * second + 30 * second),
    ],
  ] as const)('%s after %o', async (state, outcome, dueAt) => {
    const made = await accepted(start)
    const { sent, target } = scripted(outcome)
    await deliver(made.deliveryId, by(target))
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state, dueAt })
    expect(sent).toHaveLength(1)
    if (outcome.kind === 'rejected') {
      expect(await eventsOf(made)).toContainEqual(
        expect.objectContaining({ to: state, violations: [{ field: 'a.b', message: canary }] }),
      )
    }
  })

  it('refused credentials send nothing and are tried again every five minutes', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted(delivered)
    let open = false
    const locked = {
      ...target,
      prepare: async () =>
        open
          ? { kind: 'ready' as const }
          : {
              kind: 'rejected' as const,
              problem: { cause: 'access' as const, reason: 'token401', violations: [] },
            },
    }
    await deliver(made.deliveryId, by(locked))
    const blocked = { state: 'BLOCKED_CONFIG', lastReason: 'token401' }
    expect(await deliveryRow(made.deliveryId)).toMatchObject(blocked)
    const history = await eventsOf(made)
    for (let round = 0; round < 3; round++) {
      advance(5 * minute)
      await deliver(made.deliveryId, by(locked))
      expect(await deliveryRow(made.deliveryId)).toMatchObject({
        ...blocked,
        dueAt: new Date(time.getTime() + 5 * minute),
      })
    }
    // Asking for a token while blocked is no try and nothing new.
    expect(await attemptRows(made.deliveryId)).toHaveLength(1)
    expect(await eventsOf(made)).toEqual(history)
    expect(await jobAt('deliver', made.deliveryId)).toEqual(new Date(time.getTime() + 5 * minute))
    open = true
    advance(5 * minute)
    await deliver(made.deliveryId, by(locked))
    expect(sent).toHaveLength(1)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'DELIVERED' })
  })

  it('an erased submission is never sent, not even in part', async () => {
    const made = await accepted(start)
    await database().delete(schema.dataKey).where(eq(schema.dataKey.recordId, made.submissionId))
    const { sent, target } = scripted(delivered)
    await deliver(made.deliveryId, by(target))
    expect(sent).toHaveLength(0)
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'NEEDS_OPERATOR',
      lastReason: 'unreadable',
    })
  })

  it('what no look-up can decide goes to a person', async () => {
    const made = await accepted(start)
    const { sent, target } = scripted({ kind: 'unknown', reason: 'timeout' }, delivered)
    await deliver(made.deliveryId, by(target))
    advance(90 * second)
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({
      state: 'NEEDS_OPERATOR',
      lastReason: 'timeout',
      dueAt: never,
    })
    expect(sent).toHaveLength(1)
  })

  it('a target that throws has an unknown outcome', async () => {
    const made = await accepted(start)
    const { target } = scripted(() => Promise.reject(new Error(canary)))
    await deliver(made.deliveryId, by(target))
    expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', lastReason: 'fault' })
    expect(written.join()).toContain('delivery.send')
  })

  it('knows nothing of an unknown id', async () => {
    await deliver('00000000-0000-4000-8000-000000000000', by(scripted(delivered).target))
  })
})

describe('sweep', () => {
  it('wakes what is due or left behind, and nothing else', async () => {
    const due = await accepted(start)
    const waiting = await accepted(start)
    await deliver(waiting.deliveryId, by(scripted(refused).target))
    const fixing = await accepted(start)
    await deliver(fixing.deliveryId, by(scripted(rejected('data', 400)).target))
    await database().execute('delete from graphile_worker._private_jobs')
    await sweep(clock)
    expect(await jobAt('deliver', due.deliveryId)).not.toBeNull()
    expect(await jobAt('deliver', waiting.deliveryId)).toBeNull()
    expect(await jobAt('deliver', fixing.deliveryId)).toBeNull()
    advance(10 * second)
    await sweep(clock)
    expect(await jobAt('deliver', waiting.deliveryId)).not.toBeNull()
  })
})

function answersGone(): never {
  throw new Error('asked too often')
}
