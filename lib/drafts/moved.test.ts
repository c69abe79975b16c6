import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inPlace, MOST_MOVED, type Moved, movedSince, remembered } from './moved'

const list = 'kinder'
const step = fc.record({ at: fc.nat(5), by: fc.constantFrom<-1 | 1>(-1, 1) })
const history = fc
  .array(step, { maxLength: 3 * MOST_MOVED })
  .map((steps) => steps.map((one, at): Moved => ({ revision: at + 1, list, ...one })))
const recorded = (all: readonly Moved[]) =>
  all.reduce<readonly Moved[]>((record, one) => remembered(record, [one]), [])

it('the record of moved items stays short, whatever is moved', () => {
  fc.assert(fc.property(history, (all) => recorded(all).length <= MOST_MOVED))
})

it('what it has forgotten never puts an answer with another item', () => {
  fc.assert(
    fc.property(history, fc.nat(3 * MOST_MOVED), fc.nat(5), (all, revision, at) => {
      const change = { key: `${list}.${at}.name`, from: null, to: 'Mia' }
      const [whole, short] = [all, recorded(all)].map((record) =>
        inPlace([change], movedSince(record, revision)),
      )
      // Either the place that the whole history leads to, or none: then the page says so and keeps what was typed.
      expect([whole?.changes, []]).toContainEqual(short?.changes)
      if (revision >= all.length - MOST_MOVED + 1) expect(short?.changes).toEqual(whole?.changes)
    }),
  )
})

it('an answer that belongs to no item is placed whatever was forgotten', () => {
  const all = Array.from({ length: 300 }, (_, at): Moved => ({ revision: at + 1, list, at: 0, by: -1 }))
  const change = { key: 'app.zweck', from: null, to: 'KAUF' }
  expect(inPlace([change], movedSince(recorded(all), 1)).changes).toEqual([change])
})
