import type { Store } from './gate'
import { fresh, readState } from './state'

/** A store of one process on the test's clock; the state passes through JSON as it does in the database. */
export function memoryStore(clock: () => number): Store & { read(): ReturnType<typeof readState>['state'] } {
  let json = JSON.stringify(fresh(clock()))
  const read = () => readState(JSON.parse(json), clock())
  return {
    read: () => read().state,
    async change(work) {
      const { state, now } = read()
      json = JSON.stringify(work(state, now))
    },
  }
}
