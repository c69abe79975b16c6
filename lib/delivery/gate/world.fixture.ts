import { sql } from 'drizzle-orm'
import { connectingFetch, type Fetch } from '@/lib/cases/http/connection'
import { database, tenantIds } from '@/lib/db'
import { documentedLimit } from '@/sandbox/limit'
import { type Sandbox, startSandbox } from '@/sandbox/server'
import { allScopes } from '@/sandbox/token'
import { accepted } from '../accepted.fixture'
import { type Delivering, type DeliveryTimings, deliver, deliveryTimings } from '../index'
import { workable } from '../states'
import { gatedEuropace } from './index'

export type Asked = { at: number; method: string; path: string; traceId: string; status: number | null }
export type Made = Awaited<ReturnType<typeof accepted>>

/**
 * Database, gate, client and platform on one clock that only the test moves: waiting for a turn moves it too. The platform keeps its
 * documented limit, so that a request too many is refused as it would be out there.
 */
export async function startGatedWorld(timings: DeliveryTimings = deliveryTimings) {
  let time = new Date('2026-11-21T10:00:00Z')
  const clock = () => time
  const clients = ['client-a', 'client-b'].map((id) => ({ id, secret: 'secret', scopes: allScopes }))
  const sandbox = await startSandbox({
    now: () => time.getTime(),
    limitPerMinute: documentedLimit,
    clients,
  })

  /** One client with its gate, and what it asked of the platform when. */
  function client(id = 'client-a', at: { apiUrl?: string; tokenUrl?: string } = {}) {
    const settings = {
      apiUrl: sandbox.url,
      tokenUrl: `${sandbox.url}/auth/token`,
      ...at,
      clientId: id,
      clientSecret: 'secret',
      datenkontext: 'TEST_MODUS' as const,
    }
    const asked: Asked[] = []
    const through = connectingFetch(timings.connect, [new URL(settings.apiUrl), new URL(settings.tokenUrl)])
    const fetch: Fetch = async (input, init) => {
      const one: Asked = {
        at: time.getTime(),
        method: init?.method ?? 'GET',
        path: new URL(String(input)).pathname,
        traceId: new Headers(init?.headers).get('x-traceid') ?? '',
        status: null,
      }
      asked.push(one)
      const response = await through(input, init)
      one.status = response.status
      return response
    }
    const pause = async (ms: number) => {
      time = new Date(time.getTime() + ms)
    }
    const gated = gatedEuropace(settings, { timings, fetch, clock, pause })
    const means: Delivering = {
      platforms: { kundenangaben: gated },
      timings,
      owner: `worker-${id}`,
      random: () => 0.5,
      clock: async () => time,
      monotonic: () => time.getTime(),
    }
    return { asked, means }
  }

  return {
    sandbox,
    client,
    now: () => time,
    advance(ms: number) {
      time = new Date(time.getTime() + ms)
    },
    /** Another day, an empty platform, gates that know of nothing. */
    async begin() {
      sandbox.setFaults([])
      sandbox.platform.cases.clear()
      sandbox.platform.tokens.revokeAll()
      sandbox.journal.clear()
      await database().execute(sql`update delivery set state = 'CANCELLED', lease_until = null`)
      await database().execute(sql`delete from platform_gate`)
      time = new Date(time.getTime() + 24 * 3_600_000)
    },
    async accept(count: number): Promise<Made[]> {
      const made: Made[] = []
      for (let nr = 0; nr < count; nr++) made.push(await accepted(time))
      return made
    },
    /** One worker goes from one due time to the next, until nothing is due before `end` or `until` says so. */
    async work(means: Delivering, end: Date, until: () => boolean = () => false): Promise<void> {
      while (!until()) {
        const next = await nextDue()
        if (!next || next.at > end) break
        if (next.at > time) time = next.at
        await deliver(next.deliveryId, means)
      }
      if (!until() && time < end) time = end
    },
    close: () => sandbox.close(),
  }
}
export type GatedWorld = Awaited<ReturnType<typeof startGatedWorld>> & { sandbox: Sandbox }

async function nextDue(): Promise<{ deliveryId: string; at: Date } | null> {
  const [tenantId] = await tenantIds()
  const states = sql.join(
    workable.map((state) => sql`${state}`),
    sql`, `,
  )
  const result = await database().execute<{ id: string; ms: number }>(sql`
    select id, (extract(epoch from greatest(due_at, lease_until)) * 1000)::float8 as ms from delivery
    where tenant_id = ${tenantId}::uuid and state in (${states}) and due_at < '9999-01-01' order by 2 limit 1`)
  const row = result.rows[0]
  return row ? { deliveryId: row.id, at: new Date(row.ms) } : null
}

/** The most of these in any window of this length. */
export function mostWithin(times: readonly number[], length: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  let most = 0
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while ((sorted[last] ?? 0) - (sorted[first] ?? 0) >= length) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}
