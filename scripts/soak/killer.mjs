import { setTimeout as pause } from 'node:timers/promises'

/**
 * Kills with -9, by turns and evenly over the time of the load. Who was killed is started again at once; a kill waits for its
 * own victim to be back from the last one, not for the others.
 * @returns how often each kind was killed
 */
export async function kill({ plan, turns, signal, say }) {
  const kills = { worker: 0, app: 0, postgres: 0 }
  const began = performance.now()
  const every = (plan.seconds * 1000) / (plan.kills + 1)
  for (let count = 1; count <= plan.kills; count += 1) {
    const dueIn = began + count * every - performance.now()
    if (dueIn > 0) await pause(dueIn, undefined, { signal }).catch(() => {})
    if (signal.aborted) break
    const victim = turns[(count - 1) % turns.length]
    await victim.kill()
    kills[victim.kind] += 1
    say(`killed ${victim.name}`)
  }
  return kills
}
