import { describe, expect, it } from 'vitest'
import type { FieldView } from '@/lib/forms/engine/view'
import { afterSaving, changesBetween, moved, nothingNew } from './changes'

const text = (key: string, more: Partial<FieldView> = {}): FieldView => ({
  key,
  kind: 'text',
  label: [{ text: key }],
  required: false,
  raw: '',
  ...more,
})

const together = text('app.gemeinsamerHaushalt', {
  kind: 'boolean',
  moves: [
    { value: true, from: 'haushalte.1.kunden.0', to: 'haushalte.0.kunden.1' },
    { value: false, from: 'haushalte.0.kunden.1', to: 'haushalte.1.kunden.0' },
  ],
})

describe('changes between what the server knows and what stands in the controls', () => {
  it('names only the keys that differ, and nothing typed as null', () => {
    expect(changesBetween({ a: '1', b: '2', c: '' }, { a: '1', b: '3', c: '' }, [])).toEqual([
      { key: 'b', from: '2', to: '3' },
    ])
    expect(changesBetween({ a: '1' }, { a: ' ' }, [])).toEqual([{ key: 'a', from: '1', to: null }])
    expect(changesBetween({ a: '' }, { a: 'x' }, [])).toEqual([{ key: 'a', from: null, to: 'x' }])
  })

  it('compares a pair by amount and unit; a unit without an amount is no answer', () => {
    const percent = { wert: '3,57', einheit: 'PROZENT' }
    const euro = { wert: '3,57', einheit: 'EURO' }
    expect(changesBetween({ a: percent }, { a: euro }, [])).toEqual([{ key: 'a', from: percent, to: euro }])
    expect(nothingNew({ a: { wert: '', einheit: '' } }, { a: { wert: '', einheit: 'EURO' } })).toBe(true)
  })

  it('sends an answer that moves others before them, so that the server has moved when they arrive', () => {
    const known = { 'haushalte.0.kunden.1.name': '', 'app.gemeinsamerHaushalt': '' }
    const now = { 'haushalte.0.kunden.1.name': 'Max', 'app.gemeinsamerHaushalt': 'ja' }
    expect(changesBetween(known, now, [together]).map((change) => change.key)).toEqual([
      'app.gemeinsamerHaushalt',
      'haushalte.0.kunden.1.name',
    ])
  })

  it('has nothing left once the changes are saved', () => {
    const known = { a: '1', b: '' }
    const now = { a: '', b: 'x' }
    expect(nothingNew(afterSaving(known, changesBetween(known, now, [])), now)).toBe(true)
  })
})

describe('moves', () => {
  const values = { 'haushalte.0.kunden.1.name': 'Max', 'haushalte.1.kunden.0.name': '', other: 'x' }

  it('carries what was typed to the other item and back', () => {
    const apart = moved(values, together, 'nein')
    expect(apart).toEqual({ 'haushalte.0.kunden.1.name': '', 'haushalte.1.kunden.0.name': 'Max', other: 'x' })
    expect(moved(apart, together, 'ja')).toEqual(values)
  })

  it('knows several places that an answer may carry from', () => {
    const kind = text('kind', {
      moves: [
        { value: 'box', from: 'crate', to: 'box' },
        { value: 'box', from: 'bag', to: 'box' },
      ],
    })
    expect(moved({ 'crate.of': '', 'bag.of': 'tea', 'box.of': '' }, kind, 'box')).toEqual({
      'crate.of': '',
      'bag.of': '',
      'box.of': 'tea',
    })
  })

  it('leaves everything as it is when nothing was typed there', () => {
    expect(moved(values, together, 'ja')).toBe(values)
    expect(moved(values, text('other'), 'x')).toBe(values)
  })
})
