import 'server-only'
import { randomUUID } from 'node:crypto'
import { type DrkleinSettings, vorgangTarget } from '@/lib/cases/drklein'
import { type EuropaceSettings, europaceTarget } from '@/lib/cases/europace'
import { connectingFetch, type Fetch } from '@/lib/cases/http/connection'
import type { CaseTarget } from '@/lib/cases/target'
import type { DeliveryTimings } from '../timings'
import { gatedFetch } from './fetch'
import { type GateMeans, makeGate } from './gate'
import { gateKey, postgresStore } from './postgres'
import type { Gate } from './types'

/** Good answers change nothing that is urgent: told together, they cost half as many transactions. */
const gatherMs = 200

export type GatedMeans = Pick<GateMeans, 'pause'> & {
  timings: DeliveryTimings
  /** Replaces the connection to the platform, and the clock of the gate and of tokens, in tests. */
  fetch?: Fetch
  clock?: () => Date
}

type Address = { apiUrl: string; tokenUrl: string; clientId: string }
type Through = { timings: DeliveryTimings; fetch: Fetch; now?: () => Date }

/**
 * A platform and the gate before it, which belong together: one gate per client id and host, asked by every request that the target
 * makes.
 */
function gated(
  { apiUrl, tokenUrl, clientId }: Address,
  { timings, fetch, clock, pause }: GatedMeans,
  make: (through: Through) => CaseTarget & { probe: NonNullable<CaseTarget['probe']> },
): { target: CaseTarget; gate: Gate } {
  const urls = [new URL(apiUrl), new URL(tokenUrl)]
  const gate = makeGate({
    store: postgresStore(gateKey(clientId, new URL(apiUrl).host), clock),
    timings,
    pause,
    gatherMs: clock ? 0 : gatherMs,
    probe: () => target.probe(`probe-${randomUUID()}`),
  })
  const through = gatedFetch(
    fetch ?? connectingFetch(timings.connect, urls),
    gate,
    clock && (() => clock().getTime()),
  )
  const target = make({ timings, fetch: through, now: clock })
  return { target, gate }
}

/** Europace behind its gate. Throws only for an address that is neither https nor this machine. */
export const gatedEuropace = (settings: EuropaceSettings, means: GatedMeans) =>
  gated(settings, means, (through) => europaceTarget(settings, through))

/** Dr. Klein Ratenkredit behind its gate. Throws only for an address that is neither https nor this machine. */
export const gatedVorgang = (settings: DrkleinSettings, means: GatedMeans) =>
  gated(settings, means, (through) => vorgangTarget(settings, through))
