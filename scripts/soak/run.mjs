import { setTimeout as pause } from 'node:timers/promises'
import { actionId } from '../actions.mjs'
import { quantile } from '../quantile.mjs'
import { casesIn, movingIn, outcomesIn, queueIn, setFaults, statesIn, submissionsIn } from './facts.mjs'
import { judge } from './judge.mjs'
import { kill } from './killer.mjs'
import { startLoad } from './load.mjs'
import { applicants } from './person.mjs'
import { faultRules } from './plan.mjs'
import { startWorld } from './world.mjs'

/**
 * The run: load and kills side by side under the fault mix, then waiting until the platform has everything, then the count.
 * @param {{plan: object, folder: string, say: (line: string) => void, signal: AbortSignal}} options
 * @returns the judgement with all figures
 */
export async function soak({ plan, folder, say, signal }) {
  const began = performance.now()
  const since = (from) => Math.round((performance.now() - from) / 100) / 10
  const world = await startWorld({ folder, say })
  try {
    if (plan.faults) await setFaults(world.sandboxUrl, faultRules())
    const started = performance.now()
    const load = startLoad({
      plan,
      apps: world.apps,
      origin: world.origin,
      action: actionId('submitDraft'),
      applicants: await applicants(),
      signal,
    })
    const over = new AbortController()
    const killing = kill({
      plan,
      turns: world.turns,
      done: () => load.figures.acknowledged.size,
      signal: AbortSignal.any([over.signal, signal]),
      say,
    })
    // Its failure ends the run where it is awaited, after the load.
    killing.catch(() => {})
    const watch = watching(world, load.figures, say)
    await load.done
    over.abort()
    const kills = await killing
    const loadSeconds = since(started)
    await world.ready()

    const drained = performance.now()
    const drain = await untilDrained(world, plan.drain, signal)
    const drainSeconds = since(drained)
    say(`drain: ${drain.verdict}`)
    const mostOpen = await watch.end()
    const { figures } = load
    const verdict = judge({
      wanted: { submissions: plan.submissions, kills: plan.kills },
      acknowledged: figures.acknowledged,
      refused: figures.refused,
      split: figures.split,
      submissions: await submissionsIn(world.databaseUrl),
      cases: await casesIn(world.sandboxUrl),
      kills,
    })
    return {
      ...verdict,
      states: await statesIn(world.databaseUrl),
      attempts: await outcomesIn(world.databaseUrl),
      parallelSubmits: figures.parallel,
      acceptMs: {
        p50: Math.round(quantile(figures.acceptMs, 0.5)),
        p95: Math.round(quantile(figures.acceptMs, 0.95)),
      },
      mostOpen,
      drain,
      ownEnds: world.ownEnds(),
      seconds: { load: loadSeconds, drain: drainSeconds, together: since(began) },
    }
  } finally {
    await world.stop()
  }
}

/** Says every fifteen seconds how far the run is, and keeps the largest number of open deliveries. */
function watching({ databaseUrl }, figures, say) {
  let most = 0
  let ended = false
  const began = performance.now()
  const rounds = (async () => {
    for (let round = 1; !ended; round += 1) {
      most = Math.max(most, await movingIn(databaseUrl).catch(() => 0))
      if (round % 5 === 0) {
        const at = Math.round((performance.now() - began) / 1000)
        const states = await statesIn(databaseUrl).catch(() => ({}))
        say(`${at} s: ${figures.acknowledged.size} acknowledged, ${JSON.stringify(states)}`)
      }
      await pause(3000)
    }
  })()
  const end = async () => {
    ended = true
    await rounds
    return most
  }
  return { end }
}

/**
 * Waits until no delivery is on its way any more, at most `seconds`.
 * @returns how many are left, and in words how the drain ended and, if too late, whether work stood still or was only slow
 */
async function untilDrained({ databaseUrl }, seconds, signal) {
  const began = performance.now()
  const after = (from) => Math.round((performance.now() - from) / 1000)
  let left = Number.POSITIVE_INFINITY
  let moved = began
  while (performance.now() - began < seconds * 1000 && !signal.aborted) {
    const now = await movingIn(databaseUrl)
    if (now === 0) return { left: 0, verdict: `ended after ${after(began)} s` }
    if (now < left) moved = performance.now()
    left = now
    await pause(500)
  }
  const queue = await queueIn(databaseUrl)
  const still = after(moved)
  const why =
    still >= 60
      ? `nothing has moved for ${still} s`
      : `still moving, the last one ${still} s ago: more time was needed`
  return {
    left,
    queue,
    verdict: `NOT ended after ${after(began)} s, ${left} left: ${why}; queue ${JSON.stringify(queue)}`,
  }
}
