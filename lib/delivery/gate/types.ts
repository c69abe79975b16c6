/**
 * What stands between delivery and a platform: circuit breaker and rate (trust §2.5), shared by all workers that use the same
 * client. Asked before an attempt is marked, so that a closed gate uses no try and leaves no unknown outcome. What the platform
 * answers the gate learns by itself: every request goes through `gatedFetch`.
 */
export type Gate = {
  /**
   * `send`: takes the turn of one POST, waiting for it up to `timings.rate.turn`, so that nothing waits between mark and first byte.
   * `read`: may a look-up or reading back begin now? Its requests take their turns themselves (`gatedFetch`); while turns are scarce
   * it yields to sends. `probe`: the breaker is half-open and this is the one send that may test it. `wait`: nothing may go before
   * `until`; no turn was taken. The times spread those who wait over the coming turns, so that they drain evenly. Never rejects.
   */
  pass(purpose: 'send' | 'read'): Promise<Pass>
}
/** `unavailable`: the gate's own database cannot be asked. */
export type WaitReason = 'breakerOpen' | 'rate' | 'unavailable'
export type Pass = { kind: 'pass'; probe: boolean } | { kind: 'wait'; until: Date; reason: WaitReason }
/** What an answer says about the platform: `failed` is a 5xx, a time-out or no connection, never a complaint about data. */
export type GateResult = 'ok' | 'failed' | 'limited'

/**
 * What a request is to the gate. `call`: one that something already begun needs (token, page, second try after a 401).
 * `probe`: one of those that find out whether the platform is back.
 */
export type Ask = 'send' | 'read' | 'call' | 'probe'

/** For tests and tools that send nothing in numbers. */
export const alwaysOpen: Gate = {
  pass: async () => ({ kind: 'pass', probe: false }),
}
