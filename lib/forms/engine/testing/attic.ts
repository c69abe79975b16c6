import type { Env, Form, Lens } from '../types'

/** A third invented form, for what grows by hand: lists opened by a yes, items within items, bare amounts, doubts. */
export const atticEnv: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

const full = ['full'] as const
const said = (text: string) => ({ de: text, en: text })
const TRUNKS = 'attic.known.trunks'
const COATS = `${TRUNKS}[].coats`
const SIZES = 'attic.sizes'

/** No is the empty list. */
const none: Lens = {
  owns: [SIZES, COATS],
  write: (value, key, _read, leaf) =>
    value === false ? { [key]: [] } : Array.isArray(leaf(key)) ? {} : { [key]: undefined },
  erase: () => ({}),
  read: (leaf, key) => {
    const list = leaf(key)
    return Array.isArray(list) ? list.length > 0 : undefined
  },
}

/** A yes per trunk that writes an entry of another list, which names the trunk. */
const shut: Lens = {
  owns: ['locks[].on'],
  write: (value, key, _read, leaf) => {
    const locks = leaf('locks')
    const all = Array.isArray(locks) ? locks : []
    return value === true ? { locks: [...all, { on: leaf(key.replace(/shut$/, 'ref')) ?? null }] } : {}
  },
  erase: () => ({}),
  read: (leaf, key) => {
    const locks = leaf('locks')
    const name = leaf(key.replace(/shut$/, 'ref'))
    return Array.isArray(locks) && locks.some((_, at) => leaf(`locks.${at}.on`) === name) ? true : undefined
  },
}

const list = (path: string, ask: { path: string; yes: string | boolean }, as: string, by?: string) => ({
  path,
  max: 3,
  min: 1 as const,
  ask,
  when: { is: [ask.path, ask.yes] as [string, string | boolean] },
  called: { as, ...(by && { by }), else: said(`${as} {n}`) },
  texts: { title: said(`All ${as}s`), add: said(`Add ${as}`), full: said('Full') },
  ...(by && { tell: [by] }),
})

export const attic: Form = {
  id: 'attic',
  version: 1,
  steps: [
    {
      id: 'plan',
      part: 'one',
      title: said('Plan'),
      heading: said('The plan'),
      in: full,
      questions: [
        {
          path: 'attic.floor',
          kind: 'number',
          in: full,
          required: full,
          certainty: full,
          label: said('Floor'),
        },
        { path: 'attic.wall', kind: 'number', in: full, label: said('Wall'), adjusts: ['noWall'] },
        { path: 'attic.use', kind: 'text', in: full, label: said('Use') },
        { path: 'attic.remark', kind: 'text-long', in: full, label: said('Remark') },
      ],
    },
    {
      id: 'trunks',
      part: 'two',
      title: said('Trunks'),
      heading: said('The trunks'),
      in: full,
      lists: [TRUNKS],
      questions: [
        {
          path: 'attic.known.@type',
          kind: 'choice',
          in: full,
          required: full,
          label: said('Trunks?'),
          options: [
            { value: 'SOME', label: said('Yes') },
            { value: 'NONE', label: said('No') },
          ],
        },
      ],
    },
    {
      id: 'trunks',
      part: 'two',
      title: said('Trunks'),
      heading: said('Trunk'),
      headings: [{ text: said('About {trunk}') }],
      in: full,
      each: `${TRUNKS}[]`,
      lists: [COATS],
      questions: [
        { path: `${TRUNKS}[].name`, kind: 'text', in: full, required: full, label: said('Name') },
        {
          path: `${TRUNKS}[].shut`,
          kind: 'boolean',
          in: full,
          lens: 'shut',
          label: said('Is {trunk} shut?'),
        },
        { key: COATS, path: COATS, kind: 'boolean', in: full, lens: 'none', label: said('Coats?') },
      ],
    },
    {
      id: 'trunks',
      part: 'two',
      title: said('Trunks'),
      heading: said('Coat'),
      headings: [{ text: said('{coat} in {trunk}') }],
      in: full,
      each: `${COATS}[]`,
      questions: [
        { path: `${COATS}[].colour`, kind: 'text', in: full, required: full, label: said('Colour') },
      ],
    },
    {
      id: 'sizes',
      part: 'two',
      title: said('Sizes'),
      heading: said('Sizes'),
      in: full,
      lists: [SIZES],
      questions: [
        { key: SIZES, path: SIZES, kind: 'boolean', in: full, lens: 'none', label: said('Sizes?') },
      ],
    },
    {
      id: 'sizes',
      part: 'two',
      title: said('Sizes'),
      heading: said('Size'),
      in: full,
      each: `${SIZES}[]`,
      questions: [{ path: `${SIZES}[]`, kind: 'number', in: full, required: full, label: said('Size') }],
    },
  ],
  slots: [
    {
      ...list(TRUNKS, { path: 'attic.known.@type', yes: 'SOME' }, 'trunk', `${TRUNKS}[].name`),
      ref: { property: 'ref', prefix: 't', from: ['locks[].on'] },
    },
    list(COATS, { path: COATS, yes: true }, 'coat', `${COATS}[].colour`),
    list(SIZES, { path: SIZES, yes: true }, 'size'),
  ],
  shape: { 'attic.known': { SOME: ['trunks'], NONE: [] } },
  derived: [],
  notes: [],
  lenses: { none, shut },
  rules: {},
  presets: {},
  adjusts: {
    noWall: {
      reads: ['attic.wall'],
      check: (read, _env, key) =>
        read(key) === 0 ? { key: 'attic.use', to: 'open', text: said('No wall: it is open.') } : null,
    },
  },
  figures: {},
  lists: {},
  twins: [
    {
      old: 'attic.trunks',
      now: 'attic.known',
      to: (old) => (Array.isArray(old) && old.length > 0 ? { '@type': 'SOME', trunks: old } : undefined),
    },
  ],
  certainty: { to: 'attic.remark', about: 'about', unknown: 'unknown' },
  parts: { one: said('First'), two: said('Second') },
}
