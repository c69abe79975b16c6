import fc from 'fast-check'
import type { Answers, Env, Form, Json, Question } from '../types'

/** A second invented form, for what the crate lacks: lists within lists that grow by hand, a page per item, a lens,
 * leaves that follow, notes, an old place, and more questions than fit a page. */
export const shelfEnv: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

const full = ['full'] as const
const said = (text: string) => ({ de: text, en: text })
const spare = (at: number): Question => ({
  path: `shelf.spare${at}th`,
  kind: 'integer',
  in: full,
  label: said(`Spare ${at}`),
})

export const shelf: Form = {
  id: 'shelf',
  version: 1,
  steps: [
    {
      id: 'shelf',
      title: said('Shelf'),
      heading: said('The shelf'),
      in: full,
      questions: [
        { path: 'shelf.size', kind: 'number', in: full, required: full, label: said('Size'), lens: 'size' },
        { path: 'shelf.wood', kind: 'text', in: full, label: said('Wood'), twin: 'shelf.oldWood' },
        { path: 'shelf.remark', kind: 'text-long', in: full, label: said('Remark') },
        { key: 'app.wobbly', kind: 'boolean', in: full, label: said('Wobbly?') },
        ...[1, 2, 3, 4, 5, 6].map(spare),
      ],
    },
    {
      id: 'board',
      title: said('Board'),
      heading: said('The board'),
      in: full,
      each: 'boards[]',
      questions: [{ path: 'boards[].name', kind: 'text', in: full, label: said('Name') }],
    },
    {
      id: 'jars',
      title: said('Jars'),
      heading: said('The jars'),
      in: full,
      each: 'boards[].jars[]',
      when: { answered: 'shelf.size' },
      questions: [
        { path: 'boards[].jars[].holds', kind: 'text', in: full, label: said('Holds') },
        {
          path: 'boards[].jars[].litres',
          kind: 'number',
          in: full,
          label: said('Litres'),
          when: { answered: 'boards[].jars[].holds' },
        },
      ],
    },
    {
      id: 'labels',
      title: said('Labels'),
      heading: said('The labels'),
      in: full,
      when: { some: ['boards', { answered: 'name' }] },
      questions: [
        {
          key: 'app.labels',
          kind: 'boolean',
          in: full,
          label: said('Labels?'),
          when: {
            some: ['boards', { all: [{ answered: 'boards[].name' }, { not: { is: ['name', 'x'] } }] }],
          },
        },
      ],
    },
  ],
  slots: [
    { path: 'boards', max: 3 },
    { path: 'boards[].jars', max: 4, ref: { property: 'label', prefix: 'j' } },
  ],
  shape: {},
  derived: [
    {
      name: 'a large shelf is heavy',
      reads: ['shelf.size'],
      owns: ['shelf.heavy'],
      write: (read) => ({ 'shelf.heavy': Number(read('shelf.size')) > 100 ? true : undefined }),
    },
  ],
  notes: [
    {
      to: 'shelf.remark',
      reads: ['app.wobbly'],
      lines: (read) => (read('app.wobbly') ? ['It wobbles.'] : []),
    },
  ],
  lenses: {
    size: {
      owns: ['shelf.metres', 'shelf.centimetres'],
      write: (value) => ({
        'shelf.metres': Math.floor(Number(value) / 100),
        'shelf.centimetres': Number(value) % 100,
      }),
      read: (leaf) => {
        const [metres, centimetres] = [leaf('shelf.metres'), leaf('shelf.centimetres')]
        return typeof metres === 'number' && typeof centimetres === 'number'
          ? metres * 100 + centimetres
          : undefined
      },
    },
  },
  rules: {},
  presets: {},
  figures: {},
  lists: {},
}

const name = fc.constantFrom<Json>('rot', 'Müller', 'a–c', ' blank ', 7, null)
const jar = fc.record(
  { id: fc.uuid(), holds: name, litres: fc.nat(9), odd: fc.boolean() },
  { requiredKeys: ['id'] },
)
const board = fc.record(
  { id: fc.uuid(), name, jars: fc.array(jar, { maxLength: 3 }), odd: fc.boolean() },
  { requiredKeys: ['id'] },
)
/** Documents whose list items all carry an id, as a platform gives them. */
export const shelfDocument = fc.record(
  {
    shelf: fc.record(
      {
        metres: fc.nat(4),
        centimetres: fc.nat(99),
        wood: name,
        oldWood: name,
        remark: fc.constantFrom<Json>('gut', 'a\n--- aus dem Formular ---\nIt wobbles.\n--- Ende ---', 3),
        heavy: fc.boolean(),
        odd: name,
      },
      { requiredKeys: [] },
    ),
    boards: fc.array(board, { maxLength: 3 }),
    stranger: name,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Json>

export const answered = (values: { readonly [key: string]: string | number | boolean }): Answers =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, by: 'person' as const }]))
