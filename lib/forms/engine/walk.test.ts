import { describe, expect, it } from 'vitest'
import { applyChanges, seePresets } from './changes'
import { checkPage } from './check'
import { problemsOf } from './problems'
import { schemaFor } from './schema'
import { stepView } from './step-view'
import { reviewView, summary } from './summary'
import { crate, env } from './testing/crate'
import { answered, shelf, shelfEnv } from './testing/shelf'
import { type Pace, timed } from './timed'
import type { Form } from './types'
import { walk } from './walk'

const boards = answered({
  'shelf.size': 120,
  'boards.0.@item': 'a',
  'boards.0.name': 'top',
  'boards.1.@item': 'b',
  'boards.1.jars.0.@item': 'x',
  'boards.1.jars.1.@item': 'y',
  'boards.1.jars.1.holds': 'tea',
})
const idsOf = (form: Form, answers = boards) => walk(form, answers, shelfEnv).pages.map(({ id }) => id)

describe('pages', () => {
  it('a long step of the full form is cut, and each item has a page of its own', () => {
    expect(problemsOf(shelf)).toEqual([])
    expect(idsOf(shelf)).toEqual(['shelf', 'shelf/2', 'board', 'board/2', 'jars', 'jars/2', 'labels'])
    expect(walk(shelf, boards, shelfEnv).pages.map(({ fields }) => fields.length)).toEqual([
      8, 2, 1, 1, 1, 2, 1,
    ])
  })
  it('a step that no answer calls for has no page', () => {
    expect(idsOf(shelf, answered({ 'boards.0.@item': 'a', 'boards.0.jars.0.@item': 'x' }))).toEqual([
      'shelf',
      'shelf/2',
      'board',
    ])
    expect(idsOf(shelf, answered({ 'boards.0.@item': 'a', 'boards.0.name': 'x' }))).not.toContain('labels')
  })
  it('the first open page is where something is missing', () => {
    expect(walk(shelf, {}, shelfEnv).firstOpen).toBe('shelf')
    expect(walk(shelf, boards, shelfEnv)).toMatchObject({ firstOpen: null, complete: true })
  })
  it('the short form counts its pages and the review', () => {
    expect(stepView(crate, {}, env, 'box')?.progress).toEqual({ at: 1, of: 3 })
    expect(stepView(crate, answered({ 'crate.weight': 4 }), env, 'price')?.progress).toEqual({ at: 3, of: 4 })
    expect(reviewView(crate, {}, env).progress).toEqual({ at: 3, of: 3 })
    expect(stepView(crate, {}, env, 'price')).toBeNull()
    expect(stepView(crate, {}, env, 'nowhere')).toBeNull()
  })
  it('says how long it takes only where the pace of every page to come is known', () => {
    const pace = Object.fromEntries(crate.steps.map(({ id }) => [id, 35]))
    const minutes = (page: string, known: Pace) => {
      const view = stepView(crate, {}, env, page)
      return view && timed(view, crate, {}, env, known).progress.minutes
    }
    expect(minutes('box', pace)).toBe(1.5)
    expect(minutes('contents', pace)).toBe(1)
    expect(minutes('contents', { contents: 35 })).toBe(1)
    expect(minutes('box', { contents: 35 })).toBeUndefined()
    expect(minutes('box', {})).toBeUndefined()
  })
})

describe('what the browser gets', () => {
  const fieldsOf = (page: string, answers = {}) => stepView(crate, answers, env, page)?.fields ?? []
  it('holds what an answer of the page may still call for, with the condition that remains', () => {
    expect(fieldsOf('box').find(({ key }) => key === 'crate.lid.colour')?.when).toEqual({
      is: ['crate.lid.@type', 'HINGED'],
    })
    const second = fieldsOf('contents').filter(({ item }) => item === 'things.1')
    expect(second.map(({ when }) => when)).toEqual([{ is: ['app.two', true] }, { is: ['app.two', true] }])
  })
  it('names items only where there is another to tell them from', () => {
    expect(stepView(crate, {}, env, 'contents')?.groups).toEqual([])
    const named = {
      ...crate,
      slots: crate.slots.map((slot) => ({
        ...slot,
        name: { 'things.0': { de: 'Eins', en: 'One' }, 'things.1': { de: 'Zwei', en: 'Two' } },
      })),
    }
    expect(stepView(named, {}, env, 'contents')?.groups).toEqual([
      { item: 'things.0', name: 'Eins', when: { any: [{ is: ['app.two', true] }] } },
      { item: 'things.1', name: 'Zwei' },
    ])
  })
  it('shows and keeps what was typed in the page’s language', () => {
    const typed = applyChanges(crate, {}, [{ key: 'crate.weight', from: null, to: '1.234,5' }], env).answers
    expect(typed['crate.weight']).toEqual({ value: 1234.5, by: 'person' })
    expect(fieldsOf('box', typed)[0]).toMatchObject({
      raw: '1.234,50',
      echo: '1.234,50 Euro',
      required: true,
    })
    const english = stepView(crate, typed, { ...env, lang: 'en' }, 'box')
    expect(english?.fields[0]?.raw).toBe('1,234.50')
  })
  it('is judged alike by the page’s schema and by the server', () => {
    const raws = { 'crate.weight': '12,345', 'crate.lid.@type': 'NONE' }
    const changes = Object.entries(raws).map(([key, to]) => ({ key, from: null, to }))
    const { answers } = applyChanges(crate, {}, changes, env)
    const view = stepView(crate, answers, env, 'box')
    const found = schemaFor(view?.fields ?? [], view?.context ?? {}, env).safeParse(raws)
    const issues = found.success ? [] : found.error.issues.map(({ path, message }) => [path[0], message])
    const server = checkPage(crate, answers, env, 'box').errors.map(({ key, message }) => [key, message])
    expect(issues).toEqual(server)
    expect(issues).toEqual([
      ['crate.weight', 'Welcher Betrag ist gemeint?'],
      ['crate.lid.@type', 'Bitte wählen Sie eine Antwort.'],
    ])
  })
})

describe('answers', () => {
  const lid = (value: string) => answered({ 'crate.lid.@type': value })
  it('an option that is no longer offered says nothing', () => {
    expect(walk(crate, lid('GONE'), env).read('crate.lid.@type')).toBeUndefined()
    expect(walk(crate, lid('HINGED'), env).read('crate.lid.@type')).toBe('HINGED')
  })
  it('hidden ones stay in the draft and out of the summary', () => {
    const answers = { ...lid('LOOSE'), ...answered({ 'crate.lid.colour': 'rot' }) }
    const rows = summary(crate, answers, env).flatMap(({ groups }) => groups.flatMap((group) => group.rows))
    expect(rows.map(({ key }) => key)).toEqual(['crate.lid.@type'])
    expect(rows[0]?.value).toBe('Loose')
  })
  it.each([
    'things.0.id',
    'things.7.name',
    'things.0.@item',
    'crate',
    'constructor',
    '__proto__',
    'things.0.name.x',
  ])('nobody can write %s', (key) => {
    const applied = applyChanges(crate, {}, [{ key, from: null, to: 'x' }], env)
    expect(applied).toEqual({ answers: {}, conflicts: [], ignored: 1, moved: [] })
  })
  it('of the other language’s page are no conflict', () => {
    const stored = answered({ 'crate.weight': 1234.5 })
    const english = { ...env, lang: 'en' as const }
    const change = { key: 'crate.weight', from: '1.234,50', to: '2,000.50' }
    expect(applyChanges(crate, stored, [change], english)).toMatchObject({
      conflicts: [],
      answers: { 'crate.weight': { value: 2000.5 } },
    })
  })
})

describe('presets', () => {
  const seen = {
    ...crate,
    steps: crate.steps.map((step) => ({
      ...step,
      questions: step.questions.map((question) =>
        question.preset ? { ...question, preset: { ...question.preset, send: 'seen' as const } } : question,
      ),
    })),
  }
  const weighed = answered({ 'crate.weight': 4 })
  it('become answers when seen, give way to the person, and stay empty when emptied', () => {
    const shown = seePresets(seen, weighed, env, 'price')
    expect(shown['crate.fee']).toEqual({ value: { wert: 2, einheit: 'PROZENT' }, by: 'preset' })
    const stale = {
      key: 'crate.fee',
      from: { wert: '9', einheit: 'EURO' },
      to: { wert: '3', einheit: 'PROZENT' },
    }
    expect(applyChanges(seen, shown, [stale], env).answers['crate.fee']).toEqual({
      value: { wert: 3, einheit: 'PROZENT' },
      by: 'person',
    })
    const emptied = applyChanges(
      seen,
      shown,
      [{ key: 'crate.fee', from: { wert: '2', einheit: 'PROZENT' }, to: null }],
      env,
    )
    expect(seePresets(seen, emptied.answers, env, 'price')).toEqual(emptied.answers)
    expect(stepView(seen, emptied.answers, env, 'price')?.fields[0]?.raw).toEqual({ wert: '', einheit: '' })
  })
})
