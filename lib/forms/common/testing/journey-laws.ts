import fc from 'fast-check'
import { expect, it } from 'vitest'
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
import type { Answer, Answers, Env, Form, Json, Key, Raw, Value } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'

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
    case 'money-eur-yearly':
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
    case 'country':
      return fc.constantFrom('DE', 'FR', 'IN', 'US', 'XX', '')
    case 'months':
    case 'count':
    case 'integer':
      return fc.constantFrom('0', '1', '4', '48', '120', '12,5', 'drei', '')
    case 'iban':
      return fc.constantFrom('DE98 6001 0070 0160 4517 00', 'DE97600100700160451700', '')
    case 'bic':
      return fc.constantFrom('PBNKDEFF', 'x', '')
    case 'taxid':
      return fc.constantFrom('86 095 742 719', '12345678901', '')
    case 'email':
      return fc.constantFrom('a@example.org', 'kein', '')
    case 'phone':
      return fc.constantFrom('0221 1234567', '+49 171 2345678', '0043 1 58800', '110', 'x', '')
    default:
      return nasty
  }
}

const PAGES_AT_MOST = 200

/** A person who goes through all pages, answers at random and sometimes comes back and changes their mind. */
function journey(form: Form, env: Env, rounds: number, gen: fc.GeneratorValue): Answers {
  let answers: Answers = {}
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < PAGES_AT_MOST; at += 1) {
      const page = walk(form, answers, env).pages[at]?.id
      if (page === undefined) break
      answers = seePresets(form, answers, env, page)
      for (const { key } of stepView(form, answers, env, page)?.fields ?? []) {
        const field = stepView(form, answers, env, page)?.fields.find((found) => found.key === key)
        if (!field || !gen(fc.boolean)) continue
        const to = gen(typedInto, field)
        answers = applyChanges(form, answers, [{ key, from: field.raw, to }], env).answers
      }
    }
  }
  return answers
}

export type JourneysOf = {
  form: Form
  env: Env
  runs: number
  /** How often the person goes through the whole form. */
  rounds: number
  /** An answer as its meaning, where that may be written in several ways. */
  meaning: (key: Key, value: Value) => unknown
  /** What the strict model of the target finds wrong with a document. */
  errors: (document: Json) => readonly unknown[]
}

/** Two laws of a form for random journeys: what comes out fits the target and is read back, and every page can be drawn. */
export function describeJourneys({ form, env, runs, rounds, meaning, errors }: JourneysOf): void {
  const said = (answer: Answer | undefined, key: Key): unknown =>
    answer && 'value' in answer ? meaning(key, answer.value) : undefined
  const values = (answers: Answers): { [key: string]: unknown } =>
    Object.fromEntries(
      Object.entries(answers)
        .filter(([key, answer]) => !/(^|\.)app\.|\.@item$|~genau$/.test(key) && 'value' in answer)
        .map(([key, answer]) => [key, said(answer, key)]),
    )
  const derivedLeaves = new Set(form.derived.flatMap(({ owns }) => owns))
  const lensLeaves = new Set(Object.values(form.lenses).flatMap(({ owns }) => owns))
  /** A busy machine takes many times what an idle one does. */
  const LONG = { timeout: Math.max(60_000, runs * 5_000) }

  it(
    'the strict model accepts the document, and law 1: reading it back gives the relevant answers',
    LONG,
    () => {
      fc.assert(
        fc.property(fc.gen(), (gen) => {
          const answers = journey(form, env, rounds, gen)
          const document = toDocument(form, answers, env)
          expect(errors(document)).toEqual([])
          const back = values(fromDocument(form, document, env))
          const sent = values(relevantAnswers(form, answers, env))
          for (const [key, value] of Object.entries(back)) {
            const follows = derivedLeaves.has(patternOf(key)) || lensLeaves.has(patternOf(key))
            if (key in sent || follows) continue
            expect({ key, value }).toBe('no answer that nobody gave')
          }
          expect(Object.fromEntries(Object.keys(sent).map((key) => [key, back[key]]))).toEqual(sent)
        }),
        { numRuns: runs },
      )
    },
  )

  it('every page can be drawn, the review too, and complete means no error', LONG, () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const answers = journey(form, env, rounds, gen)
        const walked = walk(form, answers, env)
        for (const { id } of walked.pages) expect(stepView(form, answers, env, id)?.page).toBe(id)
        expect(reviewView(form, answers, env).sections.length).toBeGreaterThan(0)
        const blocked = checkAll(form, answers, env).errors.length > 0
        if (walked.complete) expect(blocked).toBe(false)
        else expect(walked.firstOpen).not.toBeNull()
      }),
      { numRuns: runs },
    )
  })
}
