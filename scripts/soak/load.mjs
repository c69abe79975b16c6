import { setTimeout as pause } from 'node:timers/promises'
import { apply, viewPage } from './client.mjs'
import { parallelPercent } from './plan.mjs'

/** A page view is used for so many persons: drawing pages is not what this run is about. */
const PER_VIEW = 50

/**
 * A pool of virtual clients. Submission n begins no earlier than its share of `plan.seconds`, so that a fast machine
 * does not end before the last kill.
 * @param signal ends the load early
 * @returns running figures, and `done` when all have ended
 */
export function startLoad({ plan, apps, action, applicants, signal }) {
  const figures = { begun: 0, acknowledged: new Set(), refused: [], split: [], acceptMs: [], parallel: 0 }
  const means = { apps, action, patience: plan.patience }
  const began = performance.now()

  async function client() {
    let view
    let used = 0
    while (figures.begun < plan.submissions && !signal.aborted) {
      const number = figures.begun
      figures.begun += 1
      const dueIn = began + (number / plan.submissions) * plan.seconds * 1000 - performance.now()
      if (dueIn > 0) await pause(dueIn)
      if (!view || used === PER_VIEW) {
        view = await viewPage(means)
        used = 0
      }
      used += 1
      note(await apply(means, view, applicants[number % applicants.length], timesFor(number)))
    }
  }

  function timesFor() {
    if (Math.random() * 100 >= parallelPercent) return 1
    figures.parallel += 1
    return 2 + Math.floor(Math.random() * 9)
  }

  function note({ references, refused, acceptMs }) {
    for (const reference of references) figures.acknowledged.add(reference)
    if (references.length > 1) figures.split.push(references)
    if (refused) figures.refused.push(refused)
    else figures.acceptMs.push(acceptMs)
  }

  const done = Promise.all(Array.from({ length: plan.clients }, client))
  return { figures, done }
}
