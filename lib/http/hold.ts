import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'

/** A client that sends without pause gets one refusal a second. */
const holdMs = 1_000
/** More at once are answered straight away: each that waits keeps a socket. */
const mostHeld = 200
const refusals = new Set(['limited', 'tooLarge', 'refused'])

let held = 0

/**
 * Keeps a refusal back for a second, so that a client that goes on after it costs the others little. Anything else passes at once.
 * @param wait the pause itself, in milliseconds
 */
export async function holdRefusal<T>(
  result: T,
  wait: (ms: number) => Promise<unknown> = (ms) => pause(ms, undefined, { ref: false }),
): Promise<T> {
  const kind = typeof result === 'object' && result !== null && 'kind' in result ? result.kind : null
  if (typeof kind !== 'string' || !refusals.has(kind) || held >= mostHeld) return result
  held += 1
  try {
    await wait(holdMs)
  } finally {
    held -= 1
  }
  return result
}
