import { describe, expect, it } from 'vitest'
import { problemsOf } from './problems'
import { crate } from './testing/crate'
import type { Form, Question } from './types'

const both = ['short', 'full'] as const
const question: Question = {
  path: 'crate.size',
  kind: 'integer',
  in: both,
  label: { de: 'Größe', en: 'Size' },
}
/** The crate with one more question at the beginning. */
const withQuestion = (extra: Partial<Question>): Form => {
  const [first, ...rest] = crate.steps
  if (!first) throw new Error('the crate has steps')
  return {
    ...crate,
    steps: [{ ...first, questions: [{ ...question, ...extra }, ...first.questions] }, ...rest],
  }
}

describe('the author is told', () => {
  it.each<[string, Partial<Question>, string]>([
    ['a look ahead', { when: { answered: 'crate.weight' } }, 'asked later or never'],
    ['a look at itself', { when: { answered: 'crate.size' } }, 'asked later or never'],
    ['a bound that looks ahead', { bounds: [{ max: { of: 'crate.weight' }, else: 'block' }] }, 'asked later'],
    [
      'a value that nobody can choose',
      { when: { is: ['crate.lid.@type', 'GLASS'] } },
      'knows no value GLASS',
    ],
    ['yes or no as a text', { when: { is: ['app.two', 'ja'] } }, 'compares the yes or no'],
    ['a missing text', { label: { de: 'Größe', en: ' ' } }, 'missing in one language'],
    ['a label without a last resort', { label: [] }, 'no label'],
    ['a choice of nothing', { kind: 'choice' }, 'nothing to choose from'],
    ['an unknown rule', { rules: ['nowhere'] }, 'not registered'],
    ['an unknown lens', { lens: 'nowhere' }, 'not registered'],
    ['an unknown preset', { preset: { name: 'nowhere', send: 'seen' } }, 'not registered'],
    ['a list that is no slot', { path: 'bags[].size' }, 'no slot'],
    ['a list that does not exist yet', { path: 'things[].size' }, 'depends on app.two'],
    ['a key without a path', { path: undefined, key: 'size' }, 'app.'],
    ['a key twice', { path: 'crate.weight' }, 'can be asked at once'],
  ])('%s', (_, extra, said) => expect(problemsOf(withQuestion(extra)).join('\n')).toContain(said))

  it('nothing about a sound form', () => {
    expect(problemsOf(withQuestion({}))).toEqual([])
  })

  it('a key may be shared by questions that exclude each other', () => {
    const lid = crate.steps[0]?.questions[1]
    if (!lid) throw new Error('the crate has a lid')
    const shared = (value: string): Question => ({ ...question, when: { is: ['crate.lid.@type', value] } })
    const form = (a: string, b: string): Form => ({
      ...crate,
      steps: crate.steps.map((step, at) =>
        at === 0 ? { ...step, questions: [...step.questions, shared(a), shared(b)] } : step,
      ),
    })
    expect(problemsOf(form('HINGED', 'LOOSE'))).toEqual([])
    expect(problemsOf(form('LOOSE', 'LOOSE'))).toHaveLength(1)
  })

  it('a step id twice', () => {
    const [first] = crate.steps
    if (!first) throw new Error('the crate has steps')
    expect(problemsOf({ ...crate, steps: [...crate.steps, { ...first, questions: [] }] })).toHaveLength(1)
  })
})
