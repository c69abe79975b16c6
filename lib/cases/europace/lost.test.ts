import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lostLeaves } from './lost'

describe('lostLeaves', () => {
  it('finds nothing in an equal document, whatever the platform added', () => {
    const sent = { haushalte: [{ kunden: [{ referenzId: 'p1', kontakt: { email: 'a@example.org' } }] }] }
    const read = {
      haushalte: [{ id: '1', kunden: [{ id: '2', kontakt: { email: 'a@example.org', fax: '1' } }] }],
    }
    expect(lostLeaves(sent, read)).toEqual([])
    fc.assert(fc.property(fc.jsonValue(), (value) => lostLeaves(value, value).length === 0))
  })

  it('names the place of what is missing or different, not its value', () => {
    const sent = { a: { b: 1, c: ['x', 'y'] }, d: null, e: 'kept', f: {} }
    expect(lostLeaves(sent, { a: { b: 2, c: ['x'] }, e: 'kept' })).toEqual(['a.b', 'a.c.1'])
    expect(lostLeaves({ a: 1 }, null)).toEqual(['a'])
  })

  it('finds a person by externeKundenId when the platform reorders', () => {
    const one = { externeKundenId: 'x-1', vorname: 'Erika' }
    const two = { externeKundenId: 'x-2', vorname: 'Max' }
    expect(lostLeaves({ kunden: [one, two] }, { kunden: [two, one] })).toEqual([])
  })
})
