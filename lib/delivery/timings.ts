/**
 * Every duration of delivery in one value, in milliseconds, so that a test can shorten all of them at once. Sources:
 * trust §2.3 (lease, time-outs), §2.4 (Retry-After), §2.5 (schedule, budget).
 */
export type DeliveryTimings = {
  /** Total time of one token request; it comes before the claim is marked as sending. */
  token: number
  /** Total time of one call to the platform, body included. */
  request: number
  /** Until the connection stands; nothing has been sent before that. */
  connect: number
  /** How long a claim holds; longer than `token` and `request` plus the two transactions around it. */
  lease: number
  /** Pause between two sweeps over open deliveries. */
  sweep: number
  /** Waits before the 1st, 2nd, … retry; after the last one `hourly` repeats. */
  retries: readonly number[]
  hourly: number
  /** Share by which a wait is spread in both directions. */
  jitter: number
  /** From acceptance until a delivery is given up as DEAD and a person must decide. */
  budget: number
  /** Pause before the credentials are tried again while they are refused. */
  blocked: number
  /** A token is dropped this long before it expires. */
  tokenMargin: number
  /** After this long without a case, the confirmation mail goes out without a number. */
  mailWithoutNumber: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

export const deliveryTimings: DeliveryTimings = {
  token: 20 * second,
  request: 60 * second,
  connect: 5 * second,
  lease: 90 * second,
  sweep: 10 * second,
  retries: [10 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute],
  hourly: hour,
  jitter: 0.2,
  budget: 72 * hour,
  blocked: 5 * minute,
  tokenMargin: minute,
  mailWithoutNumber: minute,
}

/**
 * Other timings are for tests and the sandbox: with real business any but the default is refused.
 * @returns the timings to use, or the sentence that says why not
 */
export function timingsFor(
  datenkontext: 'ECHT_GESCHAEFT' | 'TEST_MODUS',
  timings: DeliveryTimings = deliveryTimings,
): { kind: 'timings'; timings: DeliveryTimings } | { kind: 'refused'; sentence: string } {
  if (datenkontext === 'ECHT_GESCHAEFT' && timings !== deliveryTimings) {
    return { kind: 'refused', sentence: 'With ECHT_GESCHAEFT delivery runs on its default timings only.' }
  }
  return { kind: 'timings', timings }
}
