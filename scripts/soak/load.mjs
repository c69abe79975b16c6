import { setTimeout as pause } from 'node:timers/promises'
import { apply, viewPage } from './client.mjs'
import { campaignOf, parallelPercent } from './plan.mjs'

/** A page view is used for so many persons: drawing pages is not what this run is about. */
const PER_VIEW = 50

/**
 * A pool of virtual clients. Submission n begins no earlier than its share of `plan.seconds`, so that a fast machine
 * does not end before the last kill.
 * @param applicants by campaign
 * @param signal ends the load early
 * @returns running figures, and `done` when all have ended
 */
export function startLoad({ plan, apps, origin, action, applicants, signal }) {
  const figures = { begun: 0, acknowledged: new Set(), refused: [], split: [], acceptMs: [], parallel: 0 }
  const means = { apps, origin, action, patience: plan.patience }
  const began = performance.now()

  async function client() {
    /** The page view in use, by campaign. */
    const views = new Map()
    while (figures.begun < plan.submissions && !signal.aborted) {
      const number = figures.begun
      figures.begun += 1
      const dueIn = began + (number / plan.submissions) * plan.seconds * 1000 - performance.now()
      if (dueIn > 0) await pause(dueIn)
      const campaign = campaignOf(number)
      let used = views.get(campaign)
      if (!used || used.times === PER_VIEW) {
        used = { view: await viewPage(means, campaign), times: 0 }
        views.set(campaign, used)
      }
      used.times += 1
      const people = applicants[campaign]
      note(await apply(means, used.view, people[number % people.length], timesFor(number)))
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
