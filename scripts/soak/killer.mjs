import { setTimeout as pause } from 'node:timers/promises'

/** Between two kills, so that what was killed can come back and the others are under load. */
const LEAST_APART = 2000

/**
 * Kills with -9, by turns and evenly over the submissions, so that a slow machine is not killed more often than a fast one. Who was
 * killed is started again at once; a kill waits for its own victim to be back from the last one, not for the others.
 * @param {{plan: object, turns: object[], done: () => number, signal: AbortSignal, say: (line: string) => void}} options
 *   `done`: how many submissions are acknowledged
 * With `plan.every` it is Postgres alone, every so many seconds, until `signal`.
 * @returns how often each kind was killed
 */
export async function kill({ plan, turns, done, signal, say }) {
  const kills = { worker: 0, app: 0, postgres: 0 }
  if (plan.every) {
    const database = turns.find(({ kind }) => kind === 'postgres')
    while (!signal.aborted) {
      await pause(plan.every * 1000, undefined, { signal }).catch(() => {})
      if (signal.aborted) break
      await database.kill()
      kills.postgres += 1
    }
    return kills
  }
  for (let count = 1; count <= plan.kills; count += 1) {
    const apart = performance.now() + LEAST_APART
    const from = (count / (plan.kills + 1)) * plan.submissions
    while (!signal.aborted && (done() < from || performance.now() < apart)) await pause(100)
    if (signal.aborted) break
    const victim = turns[(count - 1) % turns.length]
    await victim.kill()
    kills[victim.kind] += 1
    say(`kill ${count} of ${plan.kills}: ${victim.name}`)
  }
  return kills
}
