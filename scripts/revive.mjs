import { setTimeout as pause } from 'node:timers/promises'

const STEADY_MS = 60_000
const MOST_MS = 30_000
/** A start that has not come to anything by then counts as failed. */
const START_MS = 180_000

/**
 * Keeps something running: `start` gives a thing with `ended` (a promise), and when it ends although `wanted`, it is started
 * again after 1, 2, 4 … 30 s; one that ran for a minute begins with 1 s again. A start that fails counts as an end.
 * @param {{first: {ended: Promise<unknown>}, start: () => Promise<{ended: Promise<unknown>}> | {ended: Promise<unknown>},
 *          wanted: (one: object) => boolean, say: (line: string) => void, name: string, firstPauseMs?: number, startMs?: number}} options
 * @returns {Promise<void>} resolves when it is no longer wanted
 */
export async function revive({ first, start, wanted, say, name, firstPauseMs = 1000, startMs = START_MS }) {
  let current = first
  let wait = firstPauseMs
  for (;;) {
    const began = performance.now()
    await current.ended
    if (!wanted(current)) return
    if (performance.now() - began > STEADY_MS) wait = firstPauseMs
    say(`${name} has ended by itself; it starts again in ${Math.round(wait / 1000)} s.`)
    await pause(wait)
    if (!wanted(current)) return
    wait = Math.min(wait * 2, MOST_MS)
    try {
      const late = pause(startMs, undefined, { ref: false }).then(() => {
        throw new Error(`nothing happened for ${startMs / 1000} s`)
      })
      current = await Promise.race([start(), late])
    } catch (error) {
      say(`${name} did not start: ${error instanceof Error ? error.message : error}`)
    }
  }
}
