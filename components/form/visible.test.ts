import { describe, expect, it } from 'vitest'
import type { FieldView, StepView } from '@/lib/forms/engine/view'
import { valuesOf } from './values'
import { blocksOf, livePage } from './visible'

const field = (key: string, more: Partial<FieldView> = {}): FieldView => ({
  key,
  kind: 'choice',
  label: [{ text: key }],
  required: false,
  raw: '',
  ...more,
})

const page = (fields: FieldView[], more: Partial<StepView> = {}): StepView => ({
  kind: 'step',
  form: 'f',
  formVersion: 1,
  length: 'short',
  lang: 'de',
  env: { length: 'short', lang: 'de', today: '2026-11-21' },
  page: 'eins',
  title: '',
  heading: '',
  progress: { at: 1, of: 2 },
  back: null,
  next: { page: 'zwei', title: '' },
  fields,
  groups: [],
  folds: [],
  figures: [],
  context: {},
  errors: [],
  warnings: [],
  ...more,
})

const keys = (view: StepView, values: { [key: string]: string }) =>
  livePage(view, { ...valuesOf(view.fields), ...values }).fields.map((live) => live.field.key)

describe('the questions that the answers call for', () => {
  const view = page(
    [
      field('a'),
      field('b', { when: { is: ['a', 'ja'] } }),
      field('c', { when: { is: ['b', 'ja'] } }),
      field('d', { when: { is: ['earlier', 'x'] } }),
    ],
    { context: { earlier: 'x' } },
  )

  it('appear and disappear with the answers above and with those of earlier pages', () => {
    expect(keys(view, {})).toEqual(['a', 'd'])
    expect(keys(view, { a: 'ja' })).toEqual(['a', 'b', 'd'])
    expect(keys(view, { a: 'ja', b: 'ja' })).toEqual(['a', 'b', 'c', 'd'])
  })

  it('do not depend on an answer that has disappeared itself', () => {
    expect(keys(view, { a: 'nein', b: 'ja' })).toEqual(['a', 'd'])
  })

  it('carry the label and the options that fit', () => {
    const live = livePage(
      page([
        field('a', { raw: 'x' }),
        field('b', {
          label: [{ when: { is: ['a', 'x'] }, text: 'Mit x' }, { text: 'Ohne' }],
          options: [
            { value: '1', label: 'eins', when: { is: ['a', 'y'] } },
            { value: '2', label: 'zwei' },
          ],
        }),
      ]),
      { a: 'x', b: '' },
    ).fields[1]
    expect(live?.label).toBe('Mit x')
    expect(live?.options.map((option) => option.value)).toEqual(['2'])
  })
})

describe('blocks of a page', () => {
  it('put the questions of one person together, and folded ones into their fold', () => {
    const view = page(
      [
        field('p'),
        field('k.0.a', { item: 'k.0' }),
        field('k.1.a', { item: 'k.1' }),
        field('k.0.b', { item: 'k.0' }),
        field('f1', { fold: 'n' }),
        field('f2', { fold: 'n' }),
      ],
      {
        groups: [
          { item: 'k.0', name: 'Sie' },
          { item: 'k.1', name: 'Zweite Person' },
        ],
      },
    )
    const blocks = blocksOf(livePage(view, valuesOf(view.fields)))
    expect(
      blocks.map((block) =>
        block.kind === 'field'
          ? block.live.field.key
          : [block.id, block.fields.map((live) => live.field.key)],
      ),
    ).toEqual(['p', ['k.0', ['k.0.a', 'k.0.b']], ['k.1', ['k.1.a']], ['n', ['f1', 'f2']]])
  })
})
