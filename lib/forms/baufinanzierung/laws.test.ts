import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyChanges,
  checkAll,
  fromDocument,
  patternOf,
  relevantAnswers,
  reviewView,
  seePresets,
  stepView,
  toDocument,
  walk,
} from '@/lib/forms/engine'
import type { Answers, Env, Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import { baufinanzierung as form } from './index'
import { meaning, modelErrors } from './personas/checks'

const env: Env = { length: 'short', lang: 'de', today: '2026-11-21' }
const RUNS = process.env.VERIFY ? 2_000 : 60

const amount = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000 }).map((euros) => String(euros)),
  fc.integer({ min: 0, max: 2_000_000 }).map((euros) => new Intl.NumberFormat('de-DE').format(euros)),
  fc
    .tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 10, max: 99 }))
    .map(([e, c]) => `${e},${c}`),
  fc.constantFrom('350 Tsd', '0', '', 'viel', '-5', '1,2,3'),
)
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('Ayşe', "O'Neill", '李', '=SUM(A1)', '<b>x</b>', '  Köln  ', 'toString', '__proto__'),
)

/** Something a person might type into this control, valid or not. */
function typedInto({ kind, options }: FieldView): fc.Arbitrary<Raw> {
  switch (kind) {
    case 'choice':
      return fc.constantFrom(...(options ?? []).map(({ value }) => value), '')
    case 'boolean':
      return fc.constantFrom('ja', 'nein', '')
    case 'money-eur':
    case 'money-eur-monthly':
      return amount
    case 'amountOrPercent':
      return fc.record({
        wert: fc.constantFrom('0', '3,57', '6,5', '1.000', ''),
        einheit: fc.constantFrom('EURO', 'PROZENT'),
      })
    case 'plz':
      return fc.constantFrom('50667', '22113', '00000', '80331', '1', 'D-10179', '')
    case 'date':
      return fc.constantFrom('01.03.2027', '12.2028', '2027-05-05', '30.02.2027', '1.1.2020', '')
    case 'email':
      return fc.constantFrom('a@example.org', 'kein', '')
    case 'phone':
      return fc.constantFrom('0221 1234567', '+49 171 2345678', '0043 1 58800', '110', 'x', '')
    default:
      return nasty
  }
}

/** A person who goes through all pages, answers at random and sometimes comes back and changes their mind. */
function journey(gen: fc.GeneratorValue): Answers {
  let answers: Answers = {}
  for (let round = 0; round < 2; round += 1) {
    for (const step of form.steps) {
      answers = seePresets(form, answers, env, step.id)
      for (const { key } of stepView(form, answers, env, step.id)?.fields ?? []) {
        const field = stepView(form, answers, env, step.id)?.fields.find((found) => found.key === key)
        if (!field || !gen(fc.boolean)) continue
        const to = gen(typedInto, field)
        answers = applyChanges(form, answers, [{ key, from: field.raw, to }], env).answers
      }
    }
  }
  return answers
}

const values = (answers: Answers): { [key: string]: unknown } =>
  Object.fromEntries(
    Object.entries(answers)
      .filter(([key, answer]) => !key.startsWith('app.') && 'value' in answer)
      .map(([key, answer]) => [key, 'value' in answer ? meaning(key, answer.value) : undefined]),
  )
const derivedLeaves = new Set(form.derived.flatMap(({ owns }) => owns))

describe('laws of the mortgage form, for random journeys', () => {
  it('the strict model accepts the document, and law 1: reading it back gives the relevant answers', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const answers = journey(gen)
        const document = toDocument(form, answers, env)
        expect(modelErrors(document)).toEqual([])
        const back = values(fromDocument(form, document, env))
        const sent = values(relevantAnswers(form, answers, env))
        for (const [key, value] of Object.entries(back)) {
          if (key in sent || derivedLeaves.has(patternOf(key))) continue
          expect({ key, value }).toBe('no answer that nobody gave')
        }
        expect(Object.fromEntries(Object.keys(sent).map((key) => [key, back[key]]))).toEqual(sent)
      }),
      { numRuns: RUNS },
    )
  })

  it('every page can be drawn, the review too, and complete means no error', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const answers = journey(gen)
        const walked = walk(form, answers, env)
        for (const { id } of walked.pages) {
          if (id !== 'pruefen') expect(stepView(form, answers, env, id)?.page).toBe(id)
        }
        expect(reviewView(form, answers, env).sections.length).toBeGreaterThan(0)
        const blocked = checkAll(form, answers, env).errors.length > 0
        if (walked.complete) expect(blocked).toBe(false)
        else expect(walked.firstOpen).not.toBeNull()
      }),
      { numRuns: RUNS },
    )
  })
})
