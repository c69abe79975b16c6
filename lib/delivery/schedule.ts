import type { DeliveryTimings } from './timings'

type Waits = Pick<DeliveryTimings, 'retries' | 'hourly' | 'jitter' | 'budget'>

/**
 * The wait in milliseconds before the next try.
 * @param retry how many tries have failed before (0 for the first retry)
 * @param random a number in [0, 1): 0 is the shortest, nearly 1 the longest wait
 */
export function waitBefore(retry: number, random: number, waits: Waits): number {
  const planned = waits.retries[retry] ?? waits.hourly
  return Math.round(planned * (1 - waits.jitter + 2 * waits.jitter * random))
}

export type Retry = { kind: 'retry'; at: Date } | { kind: 'exhausted' }

/**
 * When to try again: at the platform's own `retryAfter` where it named one, else by the schedule. A time after the
 * budget's end is exhausted, so that nothing is tried for ever without a person knowing.
 */
export function nextTry(
  tries: { since: Date; failed: number; now: Date; retryAfter?: Date },
  random: number,
  waits: Waits,
): Retry {
  const at = tries.retryAfter ?? new Date(tries.now.getTime() + waitBefore(tries.failed, random, waits))
  return at.getTime() - tries.since.getTime() > waits.budget ? { kind: 'exhausted' } : { kind: 'retry', at }
}
