import { describe, expect, it } from 'vitest'
import { fromDocument, notesOf, problemsOf, relevantAnswers, summary, toDocument, walk } from '.'
import { withinSlots } from './items'
import { bindPath, indexOf, isFirst, itemAt, itemsIn, parentOf, patternOf } from './paths'
import type { Answers, Env, Form, Value } from './types'

const env: Env = { length: 'short', lang: 'en', today: '2026-11-21' }
const both = ['short', 'full'] as const
const said = (text: string) => ({ de: text, en: text })

/** A small invented form: a box with one or two named sides, shelves that belong to a side, and no free text. */
const box: Form = {
  id: 'box',
  version: 1,
  steps: [
    {
      id: 'sides',
      title: said('Sides'),
      heading: said('The sides'),
      in: both,
      questions: [
        { key: 'app.two', kind: 'boolean', in: both, label: said('Two sides?') },
        { path: 'side#[].paint.colour', kind: 'text', in: both, label: said('Colour of {side}') },
        {
          path: 'side#[].paint.coats',
          kind: 'count',
          in: both,
          items: 'rest',
          certainty: both,
          label: said('Coats'),
        },
      ],
    },
    {
      id: 'shelf',
      title: said('Shelf'),
      heading: said('Shelf'),
      in: both,
      each: 'shelves[]',
      questions: [
        { path: 'shelves[].width', kind: 'integer', in: both, required: both, label: said('Width') },
        {
          path: 'shelves[].side',
          kind: 'choice',
          in: both,
          when: { is: ['app.two', true] },
          otherwise: { value: 'LEFT' },
          label: said('Side'),
          options: [
            { value: 'LEFT', label: said('{side1}') },
            { value: 'RIGHT', label: said('{side2}') },
          ],
        },
        {
          path: 'door.side',
          kind: 'choice',
          in: both,
          when: { all: [{ is: ['app.two', true] }, { is: ['app.never', true] }] },
          otherwise: { value: 'LEFT', when: { is: ['app.never', true] } },
          label: said('Side of the door'),
          options: [{ value: 'LEFT', label: said('Left') }],
        },
      ],
    },
  ],
  slots: [
    {
      path: 'side#',
      max: 2,
      exists: { side1: true, side2: { is: ['app.two', true] } },
      called: { as: 'side', by: 'side#[].paint.colour', else: said('side {n}') },
    },
    { path: 'shelves', max: 3, called: { as: 'shelf', else: said('Shelf {n}') } },
  ],
  shape: {},
  derived: [],
  notes: [
    { reads: ['side#[].paint.colour'], lines: (read) => [`Left is ${String(read('side1.paint.colour'))}`] },
  ],
  lenses: {},
  rules: {},
  presets: {},
  figures: {},
  certainty: { about: 'ungefähr', unknown: 'nicht bekannt' },
  lists: {},
}

const answers = (values: { readonly [key: string]: Value }): Answers =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, by: 'person' as const }]))

describe('a list whose items stand under names', () => {
  it('has paths of its own', () => {
    expect(patternOf('side2.paint.colour')).toBe('side#[].paint.colour')
    expect(patternOf('boxes.0.side1.x.3')).toBe('boxes[].side#[].x[]')
    expect(bindPath('side#[].paint.colour', 'side2.paint')).toBe('side2.paint.colour')
    expect(bindPath('side#[].paint.colour', null)).toBe('side1.paint.colour')
    expect(bindPath('side#[].x', 'sidecar7')).toBe('side1.x')
    expect([itemAt('side#', 1), itemAt('boxes', 1)]).toEqual(['side2', 'boxes.1'])
    expect([parentOf('side2'), parentOf('boxes.1'), indexOf('side2'), indexOf('boxes.1')]).toEqual([
      'side#',
      'boxes',
      1,
      1,
    ])
    expect(itemsIn('boxes.0.side2.x')).toEqual(['boxes.0', 'boxes.0.side2'])
    expect([isFirst('boxes.0.side1'), isFirst('boxes.0.side2')]).toEqual([true, false])
    expect(['side1', 'side2', 'side3', 'side0'].map((key) => withinSlots(box, env, `${key}.x`))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('is written under its names, read back, and an item goes with the answer that did away with it', () => {
    const given = answers({ 'app.two': true, 'side1.paint.colour': 'red', 'side2.paint.coats': 2 })
    const document = toDocument(box, given, env)
    expect(document).toEqual({ side1: { paint: { colour: 'red' } }, side2: { paint: { coats: 2 } } })
    expect(fromDocument(box, document, env)).toEqual(
      answers({ 'side1.paint.colour': 'red', 'side2.paint.coats': 2 }),
    )
    const base = { side1: { paint: { colour: 'red' } }, side2: { odd: 1, paint: { coats: 2 } }, side3: 7 }
    const inferring: Form = { ...box, infer: { 'app.two': (leaf) => leaf('side2') !== undefined } }
    const known = fromDocument(inferring, base, env)
    expect(toDocument(inferring, known, env, base)).toEqual(base)
    expect(toDocument(inferring, { ...known, ...answers({ 'app.two': false }) }, env, base)).toEqual({
      side1: base.side1,
      side3: 7,
    })
  })

  it('is asked item by item, by name, and options can name any item', () => {
    const given = answers({
      'app.two': true,
      'side1.paint.colour': 'red',
      'side2.paint.colour': 'blue',
      'shelves.0.@item': 'a',
      'shelves.0.side': 'RIGHT',
    })
    const rows = summary(box, given, env).flatMap(({ groups }) => groups.flatMap((group) => group.rows))
    expect(rows.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Two sides?: Yes',
      'Colour of red: red',
      'Colour of blue: blue',
      'Side: blue',
    ])
  })

  it('is no problem, but a place that looks like an item of no list is', () => {
    const own = (form: Form) => problemsOf(form).filter((problem) => !problem.includes('app.never'))
    expect(own(box)).toEqual([])
    const odd = { path: 'lid2.x', kind: 'text', in: both, label: said('Lid') } as const
    const steps = box.steps.map((step) => ({ ...step, questions: [odd, ...step.questions] })).slice(0, 1)
    expect(own({ ...box, steps })).toContain('sides: lid2.x: list lid# is no slot')
  })
})

describe('an answer that stands unasked', () => {
  const shelf = { 'shelves.0.@item': 'a', 'shelves.0.width': 80 }

  it('is written, is read by others and counts, as long as nobody is asked', () => {
    const given = answers(shelf)
    expect(toDocument(box, given, env)).toEqual({ shelves: [{ width: 80, side: 'LEFT' }] })
    expect(relevantAnswers(box, given, env)['shelves.0.side']).toEqual({ value: 'LEFT', by: 'person' })
    expect(walk(box, given, env).pages.flatMap(({ fields }) => fields.map(({ key }) => key))).not.toContain(
      'shelves.0.side',
    )
  })

  it('wins over what was said before, and gives way when the question is asked', () => {
    const stale = answers({ ...shelf, 'shelves.0.side': 'RIGHT' })
    expect(toDocument(box, stale, env)).toEqual({ shelves: [{ width: 80, side: 'LEFT' }] })
    const asked = { ...stale, ...answers({ 'app.two': true }) }
    expect(toDocument(box, asked, env)).toEqual({ shelves: [{ width: 80, side: 'RIGHT' }] })
  })

  it('stands only with its item and under its own condition', () => {
    expect(toDocument(box, answers({ 'side1.paint.colour': 'red' }), env)).toEqual({
      side1: { paint: { colour: 'red' } },
    })
  })
})

it('what the document has no place for is passed on beside it, and says which item it is about', () => {
  const given = answers({
    'app.two': true,
    'side1.paint.colour': 'red',
    'side2.paint.coats~genau': 'unbekannt',
  })
  expect(notesOf(box, given, env)).toEqual(['Left is red', 'side 2: Coats: nicht bekannt'])
  expect(toDocument(box, given, env)).toEqual({ side1: { paint: { colour: 'red' } } })
})
