import { describe, expect, it } from 'vitest'
import { adjust } from './adjust'
import { applyChanges } from './changes'
import { checkPage } from './check'
import { fromDocument } from './document/from-document'
import { toDocument } from './document/to-document'
import { addItem, type ListChange, removeItem } from './lists'
import { overview } from './overview'
import { problemsOf } from './problems'
import { schemaFor } from './schema'
import { stepView } from './step-view'
import { summary } from './summary'
import { attic, atticEnv as env } from './testing/attic'
import type { Answers, Json } from './types'
import { walk } from './walk'

const TRUNKS = 'attic.known.trunks'
const type = (answers: Answers, typed: { readonly [key: string]: string }): Answers =>
  Object.entries(typed).reduce((all, [key, to]) => {
    const applied = applyChanges(attic, all, [{ key, from: null, to }], env)
    expect(applied).toMatchObject({ conflicts: [], ignored: 0 })
    return applied.answers
  }, answers)
const done = (change: ListChange): Answers => {
  if (change.kind !== 'changed') throw new Error(change.kind)
  return change.answers
}
const pagesOf = (answers: Answers) =>
  walk(attic, answers, env).pages.map(({ id, heading }) => `${id} ${heading.de}`)
const some = type({}, { 'attic.floor': '3', 'attic.known.@type': 'SOME' })
const one = type(some, {
  [`${TRUNKS}.0.name`]: 'Otto',
  [`${TRUNKS}.0.coats`]: 'ja',
  [`${TRUNKS}.0.coats.0.colour`]: 'rot',
})
const two = type(done(addItem(attic, one, TRUNKS, 'x', env)), { [`${TRUNKS}.1.name`]: 'Ida' })

describe('steps in parts', () => {
  it('are sound, and bring everything about one item before the next', () => {
    expect(problemsOf(attic)).toEqual([])
    expect(pagesOf(two)).toEqual([
      'plan The plan',
      'trunks The trunks',
      'trunks/2 About Otto',
      'trunks/3 rot in Otto',
      'trunks/4 About Ida',
      'sizes Sizes',
    ])
  })
  it('two steps far apart cannot share an id', () => {
    const [first, ...rest] = attic.steps
    if (!first) throw new Error('the attic has steps')
    expect(problemsOf({ ...attic, steps: [first, ...rest, first] })).toContain('plan: two steps have this id')
  })
  it('are listed with what is done, and what can be opened', () => {
    const seen = (answers: Answers) =>
      overview(attic, answers, env).map(({ id, part, page, state, startable }) => [
        id,
        part,
        page,
        state,
        startable,
      ])
    expect(seen(some)).toEqual([
      ['plan', 'First', 'plan', 'done', true],
      ['trunks', 'Second', 'trunks/2', 'next', true],
      ['sizes', 'Second', 'sizes', 'done', false],
    ])
    expect(seen(two).every(([, , , state, startable]) => state === 'done' && startable)).toBe(true)
  })
})

describe('a list that grows by hand', () => {
  it('has its first item as soon as the answer is yes, and none before', () => {
    expect(pagesOf({})).not.toContain('trunks/2 About trunk 1')
    expect(pagesOf(some)).toContain('trunks/2 About trunk 1')
    expect(Object.keys(some).filter((key) => key.endsWith('@item'))).toEqual([])
    expect(one[`${TRUNKS}.0.@item`]).toEqual({ value: '1', by: 'person' })
  })
  it('shows its items with what tells them apart, and where they are', () => {
    expect(stepView(attic, two, env, 'trunks')?.lists).toEqual([
      {
        list: TRUNKS,
        when: { is: ['attic.known.@type', 'SOME'] },
        title: 'All trunks',
        add: 'Add trunk',
        full: 'Full',
        canAdd: true,
        max: 3,
        items: [
          {
            item: `${TRUNKS}.0`,
            at: 1,
            name: 'Otto',
            lines: ['Name: Otto'],
            page: 'trunks/2',
            state: 'done',
          },
          { item: `${TRUNKS}.1`, at: 2, name: 'Ida', lines: ['Name: Ida'], page: 'trunks/4', state: 'done' },
        ],
      },
    ])
    expect(stepView(attic, two, env, 'trunks/4')?.place).toMatchObject({
      at: 2,
      of: 2,
      name: 'Ida',
      byHand: true,
      canAdd: true,
      overview: 'trunks',
    })
    expect(stepView(attic, two, env, 'trunks/4')?.part).toEqual({
      at: 2,
      of: 2,
      title: 'Second',
      page: { at: 4, of: 6 },
    })
  })
  it('says names inside labels', () => {
    const view = stepView(attic, two, env, 'trunks/4')
    expect(view?.fields.find(({ key }) => key.endsWith('.shut'))?.label).toEqual([{ text: 'Is Ida shut?' }])
  })
  it('is full at its maximum, and asks again when the last item goes', () => {
    const three = done(addItem(attic, two, TRUNKS, 'y', env))
    expect(addItem(attic, three, TRUNKS, 'z', env)).toEqual({ kind: 'full', max: 3 })
    const left = done(removeItem(attic, done(removeItem(attic, two, TRUNKS, 0, env)), TRUNKS, 0, env))
    expect(Object.keys(left)).toEqual(['attic.floor'])
    expect(checkPage(attic, left, env, 'trunks').errors).toHaveLength(1)
  })
  it('can lose its first item before anything is said about it', () => {
    expect(done(removeItem(attic, some, TRUNKS, 0, env))['attic.known.@type']).toBeUndefined()
  })
})

describe('lists in the document', () => {
  const base: Json = {
    attic: {
      known: {
        '@type': 'SOME',
        trunks: [
          { id: 'a', ref: 't1', name: 'Otto', odd: 1 },
          { id: 'b', name: 'Ida' },
        ],
      },
    },
    locks: [{ on: 't1', kept: 1 }, { on: 'other' }],
  }
  it('new items get a name that nobody has yet', () => {
    const added = done(addItem(attic, fromDocument(attic, base, env), TRUNKS, '1', env))
    const named = type(added, { [`${TRUNKS}.2.name`]: 'Eva', [`${TRUNKS}.2.shut`]: 'ja' })
    const written = toDocument(attic, named, env, base) as {
      locks: Json
      attic: { known: { trunks: Json[] } }
    }
    expect(written.attic.known.trunks[2]).toEqual({ name: 'Eva', ref: 't1-2' })
    expect(written.locks).toEqual([{ on: 't1', kept: 1 }, { on: 'other' }, { on: 't1-2' }])
  })
  it('what named a removed item goes with it', () => {
    const left = done(removeItem(attic, fromDocument(attic, base, env), TRUNKS, 0, env))
    expect(toDocument(attic, left, env, base)).toEqual({
      attic: { known: { '@type': 'SOME', trunks: [{ id: 'b', name: 'Ida' }] } },
      locks: [{ on: 'other' }],
    })
  })
  it('no is the empty list, open is none', () => {
    expect(toDocument(attic, type({}, { 'attic.sizes': 'nein' }), env)).toEqual({ attic: { sizes: [] } })
    expect(toDocument(attic, {}, env)).toEqual({})
  })
  it('bare amounts have no gaps', () => {
    const asked = type({}, { 'attic.sizes': 'ja', 'attic.sizes.0': '4' })
    const more = done(addItem(attic, asked, 'attic.sizes', 'n', env))
    expect(toDocument(attic, more, env)).toEqual({ attic: { sizes: [4] } })
    const kept = { attic: { sizes: [4, 'odd', 6] } }
    const { 'attic.sizes.2': _, ...answers } = fromDocument(attic, kept, env)
    expect(toDocument(attic, answers, env, kept)).toEqual({ attic: { sizes: [4, 'odd'] } })
  })
})

describe('old places', () => {
  const old: Json = { attic: { trunks: [{ id: 'a', name: 'Otto', odd: 1 }], floor: 2 } }
  it('are read, stay while nobody changes them, and are left behind when somebody does', () => {
    const answers = fromDocument(attic, old, env)
    expect(answers[`${TRUNKS}.0.name`]).toEqual({ value: 'Otto', by: 'person' })
    expect(toDocument(attic, answers, env, old)).toEqual(old)
    expect(toDocument(attic, type(answers, { 'attic.wall': '4' }), env, old)).toEqual({
      attic: { trunks: [{ id: 'a', name: 'Otto', odd: 1 }], floor: 2, wall: 4 },
    })
    const renamed = { ...answers, [`${TRUNKS}.0.name`]: { value: 'Ida', by: 'person' as const } }
    expect(toDocument(attic, renamed, env, old)).toEqual({
      attic: { known: { '@type': 'SOME', trunks: [{ id: 'a', name: 'Ida', odd: 1 }] }, floor: 2 },
    })
  })
  it('give way to the new one where both are there', () => {
    const both: Json = { attic: { trunks: [{ name: 'Otto' }], known: { '@type': 'NONE' } } }
    const answers = fromDocument(attic, both, env)
    expect(answers['attic.known.@type']).toEqual({ value: 'NONE', by: 'person' })
    expect(toDocument(attic, answers, env, both)).toEqual(both)
  })
})

describe('doubts', () => {
  const unknown = type({}, { 'attic.floor~genau': 'unbekannt', 'attic.remark': 'Fine.' })
  const about = type({}, { 'attic.floor': '7', 'attic.floor~genau': 'etwa' })
  it('an unknown answer is missing nowhere, in the browser neither', () => {
    expect(checkPage(attic, {}, env, 'plan').errors).toHaveLength(1)
    expect(checkPage(attic, unknown, env, 'plan').errors).toEqual([])
    expect(walk(attic, unknown, env).pages[0]?.state).toBe('done')
    const view = stepView(attic, unknown, env, 'plan')
    const floor = view?.fields[0]
    expect(floor?.certainty).toMatchObject({ key: 'attic.floor~genau', raw: 'unbekannt' })
    const schema = schemaFor(view?.fields ?? [], {}, env)
    expect(schema.safeParse({ 'attic.floor~genau': 'unbekannt' }).success).toBe(true)
    expect(schema.safeParse({ 'attic.floor~genau': 'etwa' }).success).toBe(false)
  })
  it('are passed on in a block that reading strips', () => {
    expect(toDocument(attic, unknown, env)).toEqual({
      attic: { remark: 'Fine.\n--- aus dem Formular ---\nFloor: unknown\n--- Ende ---' },
    })
    expect(toDocument(attic, about, env)).toEqual({
      attic: { floor: 7, remark: '--- aus dem Formular ---\nFloor: about\n--- Ende ---' },
    })
    expect(fromDocument(attic, toDocument(attic, unknown, env), env)['attic.remark']).toEqual({
      value: 'Fine.',
      by: 'person',
    })
  })
  it('a typed amount that is unknown now is not sent, and what was noted before stays', () => {
    const base: Json = { attic: { floor: 2, remark: '--- aus dem Formular ---\nOld line.\n--- Ende ---' } }
    const answers = type(fromDocument(attic, base, env), { 'attic.floor~genau': 'unbekannt' })
    expect(toDocument(attic, answers, env, base)).toEqual({
      attic: { remark: '--- aus dem Formular ---\nOld line.\nFloor: unknown\n--- Ende ---' },
    })
  })
  it('stand in the summary', () => {
    const rows = (answers: Answers) => summary(attic, answers, env)[0]?.groups[0]?.rows[0]
    expect(rows(unknown)?.value).toBe('weiß ich nicht')
    expect(rows(about)).toMatchObject({ value: '7', estimate: true })
  })
  it('nobody can be sure in a way that there is not', () => {
    expect(applyChanges(attic, {}, [{ key: 'attic.wall~genau', from: null, to: 'etwa' }], env).ignored).toBe(
      1,
    )
    const odd = applyChanges(
      attic,
      {},
      [{ key: 'attic.floor~genau', from: null, to: 'vielleicht' }],
      env,
    ).answers
    expect(walk(attic, odd, env).read('attic.floor~genau')).toBeUndefined()
  })
})

describe('what the form mends itself', () => {
  it('is told with what it was, so that it can be undone', () => {
    const typed = type({}, { 'attic.wall': '0', 'attic.use': 'store' })
    const { answers, adjusted } = adjust(attic, typed, env, 'plan')
    expect(adjusted).toEqual([
      { key: 'attic.use', label: 'Use', message: 'No wall: it is open.', from: 'store', to: 'open' },
    ])
    const [mended] = adjusted
    if (!mended) throw new Error('nothing was mended')
    const undone = applyChanges(attic, answers, [{ key: mended.key, from: mended.to, to: mended.from }], env)
    expect(undone.answers['attic.use']).toEqual(typed['attic.use'])
    expect(adjust(attic, type({}, { 'attic.wall': '1' }), env, 'plan').adjusted).toEqual([])
  })
})
