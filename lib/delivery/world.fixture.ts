import { sql } from 'drizzle-orm'
import { vorgangTarget } from '@/lib/cases/drklein'
import { vorgangOfTest } from '@/lib/cases/drklein/payload.fixture'
import { europaceTarget } from '@/lib/cases/europace'
import { isJsonObject } from '@/lib/cases/json'
import type { Payload } from '@/lib/cases/payload'
import type { CaseTarget } from '@/lib/cases/target'
import { database, schema } from '@/lib/db'
import type { Kind } from '@/sandbox/journal'
import { defaultClient, drkleinClient, type Sandbox, startSandbox } from '@/sandbox/server'
import { accepted, atEuropace, deliveryRow } from './accepted.fixture'
import { alwaysOpen } from './gate/types'
import { type Delivering, type DeliveryTimings, deliver, deliveryTimings, type Platform } from './index'
import { never } from './row'
import { atWork, workable } from './states'

type Listing = Extract<CaseTarget, { lookUp: 'list' }>
type Made = Awaited<ReturnType<typeof accepted>>

/**
 * Database, platform and workers on one clock that only the test moves: `work` goes from one due time to the next, as a queue and a
 * sweep would.
 */
export type World = {
  readonly sandbox: Sandbox
  now(): Date
  /** Milliseconds. */
  advance(ms: number): void
  /** How far the platform's clock is off ours, in milliseconds. */
  platformOff(ms: number): void
  /** Another time, an empty platform, nothing left to do from before. */
  begin(start?: Date): Promise<void>
  target(change?: Partial<Listing>): Listing
  /** The same platform seen by a client that may not read. */
  writer: Listing
  means(change?: Partial<Omit<Delivering, 'platforms'> & Platform>): Delivering
  accept(): Promise<Made>
  /** The same for Dr. Klein. */
  acceptVorgang(make?: (externalId: string) => Payload): Promise<Made>
  /** A case of ours that stands in the platform's list and is known to. */
  control(): Promise<Made>
  /** Until nothing of these is due within that time. */
  work(made: readonly Made[], forMs: number, means?: Delivering): Promise<void>
  state(made: Made): Promise<{ state: string; reason: string | null }>
  calls(kind: Kind): number
  /** Cases at either platform, archived ones too, that carry this submission's external id. */
  cases(made: Made): readonly string[]
  close(): Promise<void>
}

export async function startWorld(timings: DeliveryTimings = deliveryTimings): Promise<World> {
  let time = new Date('2026-11-21T10:00:00Z')
  let off = 0
  let begun = 0
  const sandbox = await startSandbox({ now: () => time.getTime() + off, clients: [defaultClient, writer] })
  const target = makeTarget(sandbox, timings, () => time)
  const vorgang = makeVorgangTarget(sandbox, timings, () => time)
  const world: World = {
    sandbox,
    now: () => time,
    advance(ms) {
      time = new Date(time.getTime() + ms)
    },
    platformOff(ms) {
      off = ms
    },
    async begin(start) {
      off = 0
      begun = sandbox.journal.list().length
      sandbox.setFaults([])
      sandbox.platform.cases.clear()
      sandbox.platform.drklein.clear()
      await database().execute(sql`update delivery set state = 'CANCELLED', lease_until = null`)
      time = start ?? new Date(time.getTime() + 240 * 3_600_000)
    },
    target: (change) => ({ ...target, ...change }),
    writer: makeTarget(sandbox, timings, () => time, writer.id),
    means: (change) => {
      const common = { timings, owner: 'worker-1', random: () => 0.5, clock: async () => time }
      const means = atEuropace({ target, ...common, ...change })
      return { ...means, platforms: { ...means.platforms, vorgang: { target: vorgang, gate: alwaysOpen } } }
    },
    accept: () => accepted(time),
    acceptVorgang: (make = vorgangOfTest) =>
      accepted(time, undefined, undefined, (externalId) => make(externalId)),
    async control() {
      const made = await accepted(time)
      await deliver(made.deliveryId, world.means())
      return made
    },
    async work(made, forMs, means = world.means()) {
      const end = time.getTime() + forMs
      for (;;) {
        const next = await dueNext(made)
        if (!next || next.at.getTime() > end) break
        if (next.at > time) time = next.at
        await deliver(next.deliveryId, means)
      }
      time = new Date(end)
    },
    async state(made) {
      const { state, lastReason } = await deliveryRow(made.deliveryId)
      return { state, reason: lastReason }
    },
    calls: (kind) =>
      sandbox.journal
        .list()
        .slice(begun)
        .filter((entry) => entry.kind === kind).length,
    cases: ({ externalId }) => [
      ...sandbox.platform.cases
        .all()
        .filter((item) => item.externeVorgangsnummer === externalId)
        .map(({ vorgangsnummer }) => vorgangsnummer),
      ...sandbox.platform.drklein
        .all()
        .filter(({ body }) => isJsonObject(body.partner) && body.partner.kundennummer === externalId)
        .map(({ europaceVorgangsnummer }) => europaceVorgangsnummer),
    ],
    close: () => sandbox.close(),
  }
  return world
}

const writer = { ...defaultClient, id: 'writer', scopes: ['baufinanzierung:vorgang:schreiben'] }

function makeTarget(
  sandbox: Sandbox,
  timings: DeliveryTimings,
  now: () => Date,
  clientId = defaultClient.id,
) {
  const settings = {
    apiUrl: sandbox.url,
    tokenUrl: `${sandbox.url}/auth/token`,
    clientId,
    clientSecret: defaultClient.secret,
    datenkontext: 'TEST_MODUS' as const,
  }
  // A machine under load is no fault of the platform.
  const patient = { ...timings, token: 60_000, request: 60_000, connect: 60_000 }
  return europaceTarget(settings, { timings: patient, now })
}

function makeVorgangTarget(sandbox: Sandbox, timings: DeliveryTimings, now: () => Date) {
  const settings = {
    apiUrl: sandbox.url,
    tokenUrl: `${sandbox.url}/oauth2/token`,
    clientId: drkleinClient.id,
    clientSecret: drkleinClient.secret,
    environment: 'development' as const,
  }
  const patient = { ...timings, token: 60_000, request: 60_000, connect: 60_000 }
  return vorgangTarget(settings, { timings: patient, now })
}

const isAtWork = (state: string) => (atWork as readonly string[]).includes(state)

/** Whoever is due first: what a job or the sweep would wake. */
export async function dueNext(made: readonly Made[]): Promise<{ deliveryId: string; at: Date } | null> {
  const ids = new Set<string>(made.map(({ deliveryId }) => deliveryId))
  const rows = (await database().select().from(schema.delivery)).filter(
    (row) =>
      ids.has(row.id) &&
      (workable as readonly string[]).includes(row.state) &&
      (row.dueAt < never || isAtWork(row.state)),
  )
  const times = rows.map((row) => {
    const leased = row.leaseUntil?.getTime() ?? 0
    const due = isAtWork(row.state) ? 0 : row.dueAt.getTime()
    return { deliveryId: row.id, at: new Date(Math.max(leased, due)) }
  })
  times.sort((a, b) => a.at.getTime() - b.at.getTime())
  return times[0] ?? null
}
