import { setTimeout as pause } from 'node:timers/promises'

/** A minute or so: longer than any database needs to come back. */
const MOST_IN_VAIN = 60

/**
 * A process that is started again whenever it ends, as a supervisor would, and that may be killed with -9.
 * @param {{name: string, kind: string, start: () => object, isReady: (child: object) => Promise<unknown>}} options
 *   `start` gives a child of scripts/children.mjs, `isReady` rejects when it ends before
 */
export function member({ name, kind, start, isReady }) {
  let child
  let ready
  let killing = false
  let stopping = false
  /** Ends in a row before it was ready. */
  let vain = 0
  const self = { name, kind, ownEnds: 0 }

  const launch = () => {
    const mine = start()
    child = mine
    ready = isReady(mine).then(
      () => {
        vain = 0
        return true
      },
      () => false,
    )
    mine.ended.then(async () => {
      if (stopping) return
      if (!killing) {
        // It ended by itself, as a worker does that finds no database: its supervisor would pause, too.
        self.ownEnds += 1
        vain += 1
        await pause(500)
      }
      killing = false
      if (!stopping) launch()
    })
  }

  /** Resolves when the process that runs now is ready; one that ends before is followed by the next. */
  self.ready = async () => {
    while (!stopping && !(await ready)) {
      if (vain > MOST_IN_VAIN) throw new Error(`${name} does not start:\n${child.last.join('\n')}`)
      await pause(100)
    }
  }
  self.kill = async () => {
    await self.ready()
    killing = true
    const mine = child
    mine.signal('SIGKILL')
    await mine.ended
  }
  self.stop = async () => {
    stopping = true
    await child.stop()
  }
  launch()
  return self
}
