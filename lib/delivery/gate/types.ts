/**
 * What stands between delivery and a platform: circuit breaker and rate (trust §2.5), shared by all workers that use the same
 * client. Asked before an attempt is marked, so that a closed gate uses no try and leaves no unknown outcome.
 */
export type Gate = {
  /**
   * Takes one turn for a request, waiting for it up to `timings.rate.turn`. `probe`: the breaker is half-open and this is the one
   * request that may test it. `wait`: nothing may go before `until`; no turn was taken.
   */
  pass(purpose: 'send' | 'read'): Promise<Pass>
  /** What an answer says about the platform: `failed` is a 5xx, a time-out or no connection, never a complaint about data. */
  note(result: GateResult): Promise<void>
}
export type Pass =
  | { kind: 'pass'; probe: boolean }
  | { kind: 'wait'; until: Date; reason: 'breakerOpen' | 'rate' }
export type GateResult = 'ok' | 'failed' | 'limited'

/** For tests and tools that send nothing in numbers. */
export const alwaysOpen: Gate = {
  pass: async () => ({ kind: 'pass', probe: false }),
  note: async () => undefined,
}
