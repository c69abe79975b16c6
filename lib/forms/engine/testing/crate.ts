import fc from 'fast-check'
import type { Env, Form, Json, Key } from '../types'

/** A small invented form about crates and things, for the laws: one lid variant, one list by answer, one free list. */
export const env: Env = { length: 'short', lang: 'de', today: '2026-11-21' }

const both = ['short', 'full'] as const
const said = (text: string) => ({ de: text, en: text })

export const crate: Form = {
  id: 'crate',
  version: 1,
  steps: [
    {
      id: 'box',
      title: said('Box'),
      heading: said('The box'),
      in: both,
      questions: [
        {
          path: 'crate.weight',
          kind: 'money-eur',
          in: both,
          required: both,
          label: said('Weight'),
          bounds: [{ min: 0, else: 'block' }],
          rules: ['notHeavy'],
        },
        {
          path: 'crate.lid.@type',
          kind: 'choice',
          in: both,
          required: both,
          label: said('Lid'),
          options: [
            { value: 'HINGED', label: said('Hinged') },
            { value: 'LOOSE', label: said('Loose') },
          ],
        },
        {
          path: 'crate.lid.colour',
          kind: 'text',
          in: both,
          label: said('Colour'),
          when: { is: ['crate.lid.@type', 'HINGED'] },
        },
      ],
    },
    {
      id: 'contents',
      title: said('Contents'),
      heading: said('The things'),
      in: both,
      questions: [
        { key: 'app.two', kind: 'boolean', in: both, required: both, label: said('Two things?') },
        {
          path: 'things[].name',
          kind: 'text',
          in: both,
          required: both,
          items: 'first',
          label: said('Name'),
        },
        { path: 'things[].name', kind: 'text', in: both, items: 'rest', label: said('Other name') },
        { path: 'things[].made', kind: 'date', in: both, label: said('Made') },
      ],
    },
    {
      id: 'price',
      title: said('Price'),
      heading: said('The price'),
      in: both,
      when: { answered: 'crate.weight' },
      questions: [
        {
          path: 'crate.fee',
          kind: 'amountOrPercent',
          in: both,
          label: said('Fee'),
          preset: { name: 'fee', send: 'touched' },
        },
      ],
    },
  ],
  slots: [
    {
      path: 'things',
      max: 2,
      exists: { 'things.0': true, 'things.1': { is: ['app.two', true] } },
      name: { 'things.1': said('Second thing') },
    },
  ],
  shape: { 'crate.lid': { HINGED: ['colour'], LOOSE: ['size'] } },
  derived: [],
  notes: [],
  lenses: {},
  rules: {
    notHeavy: {
      reads: ['crate.weight'],
      level: 'warn',
      check: (read, _env, key) =>
        Number(read('crate.weight')) > 90 ? { key, text: said('That is heavy.') } : null,
    },
  },
  presets: { fee: { reads: ['crate.weight'], value: () => ({ wert: 2, einheit: 'PROZENT' }) } },
  figures: {},
  lists: {},
  infer: {
    'app.two': (leaf) => (Array.isArray(leaf('things')) ? leaf('things.1') !== undefined : undefined),
  },
}

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const word = fc.constantFrom('rot', 'Müller', "O'Neill", '12 a–c', ' blau ', 'a\u0308')

export const rawAnswers = fc.record(
  {
    'crate.weight': fc.oneof(fc.nat(99).map(String), fc.constant('1.234,50'), fc.constant('viel')),
    'crate.lid.@type': fc.constantFrom('HINGED', 'LOOSE', 'NONE'),
    'crate.lid.colour': word,
    'app.two': fc.constantFrom('ja', 'nein'),
    'things.0.name': word,
    'things.1.name': word,
    'things.0.made': day,
    'things.1.made': day,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<{ readonly [key: Key]: string }>

const junk = fc.constantFrom<Json>(null, '', ' x ', 0.12345, true, [], {}, 'UNKNOWN', '2026-02-30')
const or = (arbitrary: fc.Arbitrary<Json>) =>
  fc.oneof({ weight: 3, arbitrary }, { weight: 1, arbitrary: junk })

/** Documents as a provider might return them: known values, values this form cannot read, and properties it does not know. */
export const someDocument = fc.record(
  {
    crate: or(
      fc.record(
        {
          weight: or(fc.nat(99)),
          lid: or(
            fc.record(
              {
                '@type': or(fc.constantFrom<Json>('HINGED', 'LOOSE')),
                colour: or(fc.constant('rot')),
                size: junk,
              },
              { requiredKeys: [] },
            ) as fc.Arbitrary<Json>,
          ),
          fee: or(
            fc.record(
              { wert: or(fc.nat(9)), einheit: fc.constantFrom<Json>('EURO', 'PROZENT', 'DOLLAR') },
              { requiredKeys: [] },
            ) as fc.Arbitrary<Json>,
          ),
          unknown: junk,
        },
        { requiredKeys: [] },
      ) as fc.Arbitrary<Json>,
    ),
    things: or(
      fc.array(
        or(
          fc.record(
            { id: junk, name: or(fc.constant('rot')), made: or(day), more: junk },
            { requiredKeys: [] },
          ) as fc.Arbitrary<Json>,
        ),
        { maxLength: 3 },
      ) as fc.Arbitrary<Json>,
    ),
    stranger: junk,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Json>
