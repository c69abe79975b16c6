import type { Figures } from './figures'
import type { DeliveryTimings } from './timings'

/** `stalled`: workers live, work is due, and none of them takes any. */
export type WorkersState = 'working' | 'stalled' | 'missing'

/** Whether the workers live, and whether they work. Pure. */
export function workersState(
  { queue, heartbeat }: Pick<Figures, 'queue' | 'heartbeat'>,
  limits: Pick<DeliveryTimings, 'heartbeat'>,
): WorkersState {
  const longer = (seconds: number | null, ms: number) => seconds !== null && seconds * 1000 > ms
  if (heartbeat.worker === null || longer(heartbeat.worker, limits.heartbeat.missing)) return 'missing'
  const { stalled } = limits.heartbeat
  return queue.lagSeconds * 1000 > stalled && longer(heartbeat.work, stalled) ? 'stalled' : 'working'
}
