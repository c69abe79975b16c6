import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crate, env as crateEnv } from '../testing/crate'
import { answered, shelfEnv as env, shelf, shelfDocument } from '../testing/shelf'
import type { Json } from '../types'
import { fromDocument } from './from-document'
import { toDocument } from './to-document'

const changed = (document: Json, values: Parameters<typeof answered>[0]) =>
  toDocument(shelf, { ...fromDocument(shelf, document, env), ...answered(values) }, env, document)
const shelfOf = (document: Json) =>
  (document as { shelf?: { readonly [property: string]: Json } }).shelf ?? {}

describe('the document is written as a difference', () => {
  it('law 3: a change through a lens touches what the lens and its followers own', () => {
    fc.assert(
      fc.property(shelfDocument, fc.nat(400), (document, size) => {
        const owned = ({ metres, centimetres, heavy, ...rest }: { readonly [property: string]: Json }) => rest
        const written = changed(document, { 'shelf.size': size })
        expect(owned(shelfOf(written))).toEqual(owned(shelfOf(document)))
        expect({ ...(written as object), shelf: null }).toEqual({ ...(document as object), shelf: null })
        expect(shelfOf(written)).toMatchObject({ metres: Math.floor(size / 100), centimetres: size % 100 })
      }),
    )
  })

  it('what follows from answers is rewritten only when one of them changed', () => {
    const document: Json = { shelf: { metres: 2, centimetres: 0, heavy: false } }
    expect(changed(document, { 'shelf.wood': 'oak' })).toEqual({
      shelf: { ...shelfOf(document), wood: 'oak' },
    })
    expect(changed(document, { 'shelf.size': 300 })).toMatchObject({ shelf: { heavy: true } })
    expect(shelfOf(changed(document, { 'shelf.size': 3 }))).not.toHaveProperty('heavy')
  })

  it('appends notes in a block that reading strips, and keeps what the person wrote', () => {
    const document: Json = { shelf: { remark: 'Gut.' } }
    const noted = changed(document, { 'app.wobbly': true })
    expect(shelfOf(noted).remark).toBe('Gut.\n--- aus dem Formular ---\nIt wobbles.\n--- Ende ---')
    expect(fromDocument(shelf, noted, env)['shelf.remark']).toEqual({ value: 'Gut.', by: 'person' })
    expect(shelfOf(changed(noted, { 'shelf.remark': 'Schön.' })).remark).toBe(
      'Schön.\n--- aus dem Formular ---\nIt wobbles.\n--- Ende ---',
    )
  })

  it('reads an old place while the new one is empty, and leaves it behind when it writes', () => {
    const document: Json = { shelf: { oldWood: 'pine' } }
    expect(fromDocument(shelf, document, env)['shelf.wood']).toEqual({ value: 'pine', by: 'person' })
    expect(toDocument(shelf, fromDocument(shelf, document, env), env, document)).toEqual(document)
    expect(changed(document, { 'shelf.wood': 'oak' })).toEqual({ shelf: { wood: 'oak' } })
  })

  it('removes what the person removed, and nothing it could not read', () => {
    const document: Json = { shelf: { wood: 'oak', remark: 3 } }
    const { 'shelf.wood': _, ...answers } = fromDocument(shelf, document, env)
    expect(toDocument(shelf, answers, env, document)).toEqual({ shelf: { remark: 3 } })
  })

  it('keeps of another variant only what that variant may have', () => {
    const base: Json = { crate: { lid: { '@type': 'HINGED', colour: 'rot', hinge: 1 } } }
    const answers = { ...fromDocument(crate, base, crateEnv), ...answered({ 'crate.lid.@type': 'LOOSE' }) }
    expect(toDocument(crate, answers, crateEnv, base)).toEqual({ crate: { lid: { '@type': 'LOOSE' } } })
  })

  it('an item that an answer did away with goes as a whole', () => {
    const base: Json = {
      things: [
        { id: 'a', name: 'rot' },
        { id: 'b', name: 'blau', odd: 1 },
      ],
    }
    const answers = { ...fromDocument(crate, base, crateEnv), ...answered({ 'app.two': false }) }
    expect(toDocument(crate, answers, crateEnv, base)).toEqual({ things: [{ id: 'a', name: 'rot' }] })
  })

  it('never reaches the prototype of an object', () => {
    const document = JSON.parse('{"shelf": {"__proto__": {"polluted": 1}, "wood": "oak"}}') as Json
    changed(document, { 'shelf.wood': 'pine' })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
