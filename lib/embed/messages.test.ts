import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAttribution } from '@/lib/campaigns/attribution'
import { ATTRIBUTION, attributionIn, fromFrame, SOURCE, toFrame, VERSION } from './messages'

const id = 'f1-abc'
const around = { source: SOURCE, v: VERSION, id }

describe('what a frame and its page say', () => {
  it('is read as it is meant', () => {
    for (const said of [
      { type: 'ready' },
      { type: 'height', height: 812 },
      { type: 'step', n: 2, of: 6, name: 'immobilie' },
      { type: 'started' },
      { type: 'submitted', lead: '0b0f2f52-4f0e-4a8a-9a65-6f6ad5a1c0de' },
      { type: 'error', code: 'invalid' },
    ])
      expect(fromFrame({ ...around, ...said, more: 1 }, id)).toEqual(said)
    const hello = {
      type: 'hello',
      attribution: { utm_source: 'brief', evil: 'x' },
      origin: 'https://a.example',
    }
    expect(toFrame({ ...around, ...hello }, id)).toEqual({ ...hello, attribution: { utm_source: 'brief' } })
  })

  it('is nothing when it is somebody else’s or of another shape', () => {
    for (const said of [
      null,
      'ready',
      { type: 'ready' },
      { ...around, id: 'f2-abc', type: 'ready' },
      { ...around, v: 2, type: 'ready' },
      { ...around, type: 'height', height: -1 },
      { ...around, type: 'height', height: 1e9 },
      { ...around, type: 'height', height: '100px' },
      { ...around, type: 'step', n: 1, of: 6, name: '<b>x</b>' },
      { ...around, type: 'submitted', lead: 'a'.repeat(61) },
      { ...around, type: 'toString' },
    ])
      expect(fromFrame(said, id)).toBeNull()
  })

  it('1,000 hostile messages change nothing in either direction', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (data) => {
        const mixed = typeof data === 'object' && data !== null ? { ...around, ...data } : data
        const heard = fromFrame(mixed, id)
        if (heard) expect(['ready', 'height', 'step', 'started', 'submitted', 'error']).toContain(heard.type)
        const told = toFrame(mixed, id)
        if (told)
          expect(Object.keys(told.attribution).every((name) => ATTRIBUTION.includes(name as never))).toBe(
            true,
          )
      }),
      { numRuns: 1000 },
    )
  })
})

it('the parameters that lead to a campaign are those that the server reads', () => {
  const search = new URLSearchParams(ATTRIBUTION.map((name) => [name, 'x']))
  expect(attributionIn(`?${search}&evil=1`)).toEqual(readAttribution(search))
  expect(Object.keys(readAttribution(search)).sort()).toEqual([...ATTRIBUTION].sort())
  expect(attributionIn(`?utm_source=${'x'.repeat(201)}`)).toEqual({})
})
