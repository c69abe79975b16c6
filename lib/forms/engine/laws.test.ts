import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyChanges,
  checkAll,
  fromDocument,
  problemsOf,
  relevantAnswers,
  stepView,
  toDocument,
  walk,
} from '.'
import { crate, env, rawAnswers, someDocument } from './testing/crate'
import type { Answers, Json, Key } from './types'

const runs = { numRuns: Number(process.env.LAW_RUNS ?? 300) }

/** Types every answer as a person would, whatever is asked. */
function typed(raws: { readonly [key: Key]: string }): Answers {
  const changes = Object.entries(raws).map(([key, to]) => ({ key, from: null, to }))
  return applyChanges(crate, {}, changes, env).answers
}

describe('the laws of the document', () => {
  it('knows its own form to be sound', () => {
    expect(problemsOf(crate)).toEqual([])
  })

  it('law 1: what was written is read back', () => {
    fc.assert(
      fc.property(rawAnswers, (raws) => {
        const answers = typed(raws)
        const back = fromDocument(crate, toDocument(crate, answers, env), env)
        const sent = relevantAnswers(crate, answers, env)
        for (const [key, answer] of Object.entries(sent)) {
          if (!key.startsWith('app.')) expect({ key, answer: back[key] }).toEqual({ key, answer })
        }
      }),
      runs,
    )
  })

  it('law 2: an untouched document stays as it is, unknown and invalid values included', () => {
    fc.assert(
      fc.property(someDocument, (document) => {
        expect(toDocument(crate, fromDocument(crate, document, env), env, document)).toEqual(document)
      }),
      runs,
    )
  })

  it('law 3: a change touches nothing but what it owns', () => {
    fc.assert(
      fc.property(someDocument, fc.nat(99), (document, weight) => {
        // A parent that is no object has to give way to the leaf; everything else stays.
        const parent = (document as { crate?: Json }).crate
        fc.pre(
          parent === undefined || (typeof parent === 'object' && parent !== null && !Array.isArray(parent)),
        )
        const before = fromDocument(crate, document, env)
        const after = applyChanges(
          crate,
          before,
          [{ key: 'crate.weight', from: rawWeight(before), to: String(weight) }],
          env,
        ).answers
        const written = toDocument(crate, after, env, document)
        const rest = (json: Json) => without(json, 'weight')
        expect(rest(written)).toEqual(rest(document))
      }),
      runs,
    )
  })
})

function rawWeight(answers: Answers): string | null {
  const answer = answers['crate.weight']
  return answer && 'value' in answer ? String(answer.value) : null
}

function without(json: Json, property: string): Json {
  const copy = structuredClone(json) as { crate?: { [property: string]: Json } }
  if (copy.crate) delete copy.crate[property]
  if (copy.crate && Object.keys(copy.crate).length === 0) delete copy.crate
  return copy
}

describe('the laws of the walk', () => {
  it('answers that nobody is asked for reach neither snapshot nor document', () => {
    fc.assert(
      fc.property(rawAnswers, (raws) => {
        const answers = typed(raws)
        const { instances } = walk(crate, answers, env)
        const kept = Object.keys(relevantAnswers(crate, answers, env))
        expect(kept.every((key) => instances.has(key))).toBe(true)
        const lid = fromDocument(crate, toDocument(crate, answers, env), env)['crate.lid.colour']
        if (!instances.has('crate.lid.colour')) expect(lid).toBeUndefined()
      }),
      runs,
    )
  })

  it('back from the next page leads here again, and the last page leads to the review', () => {
    fc.assert(
      fc.property(rawAnswers, (raws) => {
        const answers = typed(raws)
        const { pages } = walk(crate, answers, env)
        pages.forEach((page, at) => {
          const next = stepView(crate, answers, env, page.id)?.next.page
          expect(next).toBe(pages[at + 1]?.id ?? 'pruefen')
          if (at > 0) expect(stepView(crate, answers, env, page.id)?.back?.page).toBe(pages[at - 1]?.id)
        })
      }),
      runs,
    )
  })

  it('is complete exactly when nothing is wrong', () => {
    fc.assert(
      fc.property(rawAnswers, (raws) => {
        const answers = typed(raws)
        const errors = checkAll(crate, answers, env).errors.filter(({ key }) => key !== 'crate.weight')
        if (!walk(crate, answers, env).complete) expect(checkAll(crate, answers, env).errors).not.toEqual([])
        else expect(errors).toEqual([])
      }),
      runs,
    )
  })
})

describe('the laws of a change', () => {
  it('applied twice is applied once', () => {
    fc.assert(
      fc.property(rawAnswers, (raws) => {
        const changes = Object.entries(raws).map(([key, to]) => ({ key, from: null, to }))
        const once = applyChanges(crate, {}, changes, env)
        const twice = applyChanges(crate, once.answers, changes, env)
        expect(twice).toEqual({ ...once, answers: once.answers })
      }),
      runs,
    )
  })

  it('never overwrites what another window typed', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (known, theirs, mine) => {
        fc.pre(known !== theirs && theirs !== mine)
        const stored = typed({ 'crate.weight': String(theirs) })
        const result = applyChanges(
          crate,
          stored,
          [{ key: 'crate.weight', from: String(known), to: String(mine) }],
          env,
        )
        expect(result.answers).toEqual(stored)
        expect(result.conflicts).toEqual([
          { key: 'crate.weight', mine: String(mine), theirs: String(theirs) },
        ])
      }),
      runs,
    )
  })

  it('counts and drops keys that are no question', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (key, to) => {
        fc.pre(!/^(crate|app|things)/.test(key))
        const result = applyChanges(crate, {}, [{ key, from: null, to }], env)
        expect(result).toEqual({ answers: {}, conflicts: [], ignored: 1, moved: [] })
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      }),
      runs,
    )
  })
})
