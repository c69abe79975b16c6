import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromDocument } from './document/from-document'
import { toDocument } from './document/to-document'
import { addItem, type ListChange, moveItem, removeItem } from './lists'
import { answered, shelfEnv as env, shelf, shelfDocument } from './testing/shelf'
import type { Answers, Json } from './types'

const done = (change: ListChange): Answers => {
  if (change.kind !== 'changed') throw new Error(change.kind)
  return change.answers
}
type Thing = { readonly [property: string]: Json } & { id?: string; jars?: readonly Thing[] }
const boardsOf = (document: Json): readonly Thing[] =>
  (document as { boards?: readonly Thing[] }).boards ?? []

describe('a list that grows by hand', () => {
  const two = answered({
    'boards.0.@item': 'a',
    'boards.0.name': 'top',
    'boards.0.jars.0.@item': 'x',
    'boards.0.jars.0.holds': 'tea',
    'boards.1.@item': 'b',
    'boards.1.name': 'low',
  })

  it('adds at the end, up to its maximum', () => {
    const three = done(addItem(shelf, two, 'boards', 'c', env))
    expect(three['boards.2.@item']).toEqual({ value: 'c', by: 'person' })
    expect(addItem(shelf, three, 'boards', 'd', env)).toEqual({ kind: 'full', max: 3 })
    expect(addItem(shelf, two, 'nowhere', 'd', env)).toEqual({ kind: 'unknown' })
    expect(done(addItem(shelf, two, 'boards.1.jars', 'y', env))['boards.1.jars.0.@item']).toBeDefined()
  })

  it('closes the gap when one goes, with everything below it', () => {
    expect(done(removeItem(shelf, two, 'boards', 0, env))).toEqual(
      answered({ 'boards.0.@item': 'b', 'boards.0.name': 'low' }),
    )
    expect(removeItem(shelf, two, 'boards', 2, env)).toEqual({ kind: 'unknown' })
    expect(removeItem(shelf, two, 'boards', -1, env)).toEqual({ kind: 'unknown' })
  })

  it('purges what referred to it', () => {
    const referring = { ...two, ...answered({ 'boards.1.name': 'jx', 'boards.0.name': 'jy' }) }
    const left = done(removeItem(shelf, referring, 'boards.0.jars', 0, env))
    expect(left['boards.1.name']).toBeUndefined()
    expect(left['boards.0.name']).toBeDefined()
  })

  it('moves an item with everything below it, and back again', () => {
    const moved = done(moveItem(shelf, two, 'boards', 0, 1, env))
    expect(moved['boards.1.jars.0.holds']).toEqual({ value: 'tea', by: 'person' })
    expect(done(moveItem(shelf, moved, 'boards', 1, 0, env))).toEqual(two)
  })
})

describe('lists and the document', () => {
  it('law 2 holds for lists within lists', () => {
    fc.assert(
      fc.property(shelfDocument, (document) => {
        expect(toDocument(shelf, fromDocument(shelf, document, env), env, document)).toEqual(document)
      }),
    )
  })

  it('a moved board keeps its own object, jars and unknown properties included', () => {
    fc.assert(
      fc.property(shelfDocument, fc.nat(2), fc.nat(2), (document, from, to) => {
        const before = boardsOf(document)
        fc.pre(from < before.length && to < before.length)
        const answers = fromDocument(shelf, document, env)
        const after = boardsOf(
          toDocument(shelf, done(moveItem(shelf, answers, 'boards', from, to, env)), env, document),
        )
        const wanted = [...before]
        wanted.splice(to, 0, ...wanted.splice(from, 1))
        expect(after).toEqual(wanted)
      }),
    )
  })

  it('a removed board takes its object along, and no other', () => {
    fc.assert(
      fc.property(shelfDocument, fc.nat(2), (document, at) => {
        const before = boardsOf(document)
        fc.pre(at < before.length)
        const answers = done(removeItem(shelf, fromDocument(shelf, document, env), 'boards', at, env))
        expect(boardsOf(toDocument(shelf, answers, env, document))).toEqual(
          before.filter((_, index) => index !== at),
        )
      }),
    )
  })

  it('a jar moved inside a moved board follows it', () => {
    const document: Json = {
      boards: [
        { id: 'a' },
        {
          id: 'b',
          jars: [
            { id: 'x', holds: 'tea', odd: 1 },
            { id: 'y', holds: 'salt' },
          ],
        },
      ],
    }
    const moved = done(moveItem(shelf, fromDocument(shelf, document, env), 'boards', 1, 0, env))
    const inner = done(moveItem(shelf, moved, 'boards.0.jars', 1, 0, env))
    expect(toDocument(shelf, inner, env, document)).toEqual({
      boards: [
        {
          id: 'b',
          jars: [
            { id: 'y', holds: 'salt' },
            { id: 'x', holds: 'tea', odd: 1 },
          ],
        },
        { id: 'a' },
      ],
    })
  })

  it('a new item at the place of a removed one is written in full', () => {
    const document: Json = {
      boards: [
        { id: 'a', name: 'top' },
        { id: 'b', name: 'low', odd: 1 },
      ],
    }
    const removed = done(removeItem(shelf, fromDocument(shelf, document, env), 'boards', 1, env))
    const added = {
      ...done(addItem(shelf, removed, 'boards', 'new', env)),
      ...answered({ 'boards.1.name': 'low' }),
    }
    expect(toDocument(shelf, added, env, document)).toEqual({
      boards: [{ id: 'a', name: 'top' }, { name: 'low' }],
    })
  })
})
