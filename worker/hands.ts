import 'server-only'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Task, TaskList } from 'graphile-worker'
import { within } from '@/lib/patience'

/** What this worker's hands are doing: each takes one job at a time. Nothing here asks the queue's library. */
export type Hands = {
  /** The tasks, counted; none takes longer than its time, whatever it waits for. */
  tasks: TaskList
  /** Jobs taken since the start. */
  taken(): number
  /** Jobs under way. */
  busy(): number
  /** Milliseconds since a job was taken or ended, or all hands were busy. */
  idleMs(): number
  /** The pools whose jobs are under way. */
  pools(): string[]
}

/** @param most milliseconds that a task of that name may take */
export function handsFor(tasks: TaskList, count: number, most: (name: string) => number): Hands {
  const underWay = new Map<symbol, string>()
  let taken = 0
  let worked = performance.now()
  const touch = () => {
    worked = performance.now()
  }
  const oneByOne = turnstile()
  const counted =
    (name: string, task: Task): Task =>
    async (payload, helpers) => {
      const hand = Symbol(name)
      underWay.set(hand, helpers.job.locked_by ?? '')
      taken += 1
      touch()
      try {
        return await within(most(name), Promise.resolve(task(payload, helpers)))
      } finally {
        await oneByOne()
        underWay.delete(hand)
        touch()
      }
    }
  return {
    tasks: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [name, counted(name, task as Task)]),
    ),
    taken: () => taken,
    busy: () => underWay.size,
    idleMs: () => (underWay.size >= count ? 0 : performance.now() - worked),
    pools: () => [...new Set(underWay.values())],
  }
}

/**
 * Lets one pass at a time, a timer apart. graphile-worker strikes off together what ends at the same moment, in no order, and such a
 * statement waits for one row while it holds another: it can lie in a deadlock. One row alone cannot. Its timer begins before ours
 * and is as long, so Node fires it first.
 */
function turnstile(): () => Promise<void> {
  let free: Promise<unknown> = Promise.resolve()
  return () => {
    const mine = free
    // The next one passes when what this one hands over has been struck off.
    free = mine.then(() => nextTurn()).then(() => pause(1))
    return mine.then(() => undefined)
  }
}
