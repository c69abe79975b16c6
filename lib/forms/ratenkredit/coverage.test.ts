import { describe, expect, it } from 'vitest'
import { keyOf, patternOf } from '@/lib/forms/engine'
import { isSatisfiable } from '@/lib/forms/engine/satisfiable'
import type { Length, Question, Step } from '@/lib/forms/engine/types'
import { fields, SPELLINGS, valuesOf } from './fields'
import { ratenkredit as form } from './index'

type Asked = { step: Step; question: Question }
const asked = (length: Length): readonly Asked[] =>
  form.steps
    .filter((step) => step.in.includes(length))
    .flatMap((step) =>
      step.questions
        .filter((question) => question.in.includes(length))
        .map((question) => ({ step, question })),
    )

/** The fields that a question writes, by itself or through its lens. */
const writes = ({ path, lens }: Question): readonly string[] => [
  ...(path ? [patternOf(path)] : []),
  ...(lens ? (form.lenses[lens]?.owns ?? []) : []),
]

/** Some answers make the form ask for it. */
const canBeAsked = ({ step, question }: Asked): boolean =>
  isSatisfiable(form, { all: [step.when, question.when].filter((one) => one !== undefined) })

const askedAt = (path: string, length: Length): readonly Asked[] =>
  asked(length).filter((one) => writes(one.question).includes(path) && canBeAsked(one))
const follows = new Set(form.derived.flatMap(({ owns }) => owns))

const paths = Object.keys(fields)
const marks = Object.entries(fields)

describe('the fields of the API that a consumer can say something about', () => {
  it('are covered by the full form, and the short form asks its part', () => {
    const missing = paths.filter((path) => askedAt(path, 'full').length === 0 && !follows.has(path))
    console.info(`covered ${paths.length - missing.length}/${paths.length} fields of vorgang`)
    expect(missing).toEqual([])
    expect(paths.length).toBeGreaterThan(200)
    const short = marks.filter(([, mark]) => mark.startsWith('S')).map(([path]) => path)
    const missingInShort = short.filter((path) => askedAt(path, 'short').length === 0)
    console.info(`covered ${short.length - missingInShort.length}/${short.length} fields of the short form`)
    expect(missingInShort).toEqual([])
  })

  it('are all that the forms write', () => {
    const known = new Set(paths)
    for (const { question } of [...asked('short'), ...asked('full')])
      for (const path of question.path && !question.lens ? [patternOf(question.path)] : [])
        expect(known.has(path), path).toBe(true)
    for (const path of follows) expect(known.has(path), path).toBe(true)
  })

  it('are asked in no length that the tables do not name', () => {
    const notInShort = marks.filter(([, mark]) => mark.startsWith('F')).map(([path]) => path)
    expect(notInShort.filter((path) => askedAt(path, 'short').length > 0)).toEqual([])
    const protection = asked('short').filter(({ question }) => /absicher/i.test(keyOf(question)))
    expect(protection).toEqual([])
  })

  it.each(['short', 'full'] as const)('are mandatory in the %s form where the tables say so', (length) => {
    const letter = length === 'short' ? 'S' : 'F'
    for (const [path, mark] of marks) {
      const [where = '', required] = mark.split(':')
      if (required === undefined || (length === 'short' && where === 'F')) continue
      // A lens may own a field that another question asks for.
      const own = askedAt(path, length).filter(({ question }) => patternOf(question.path ?? '') === path)
      const found = own.some(({ question }) => question.required?.includes(length) ?? false)
      expect({ path, required: found }).toEqual({ path, required: required.includes(letter) })
    }
  })

  it('offer the values of the API and no others', () => {
    const beyond: string[] = []
    for (const { question } of [...asked('short'), ...asked('full')]) {
      if (question.kind !== 'choice' || !question.path) continue
      const path = patternOf(question.path)
      const offered = (Array.isArray(question.options) ? question.options : []).map(({ value }) => value)
      if (question.lens) beyond.push(path)
      else
        expect({ path, values: offered.sort() }).toEqual({ path, values: [...(valuesOf(path) ?? [])].sort() })
    }
    expect([...new Set(beyond)].sort()).toEqual([
      'antragsteller#[].herkunft.aufenthaltstitel',
      'antragsteller#[].personendaten.titel',
    ])
  })

  it('are spelt as the API spells them', () => {
    const segments = new Set(
      form.steps.flatMap((step) => step.questions).flatMap(({ path }) => path?.split(/\.|\[\]/) ?? []),
    )
    for (const name of SPELLINGS) expect([...segments], name).toContain(name)
    for (const wrong of [
      'einkommensteuer',
      'selbstaendiger',
      'selbständiger',
      'leasing',
      'finanzierungsbedarf',
    ])
      expect([...segments].filter((one) => one === wrong || one.startsWith(`${wrong}L`))).toEqual([])
  })

  it('are preset nowhere in what is said about protection', () => {
    const about = asked('full').filter(({ question }) => /ratenschutz|absicherung/i.test(keyOf(question)))
    expect(about.length).toBe(13)
    expect(about.filter(({ question }) => question.preset || question.required)).toEqual([])
    const intros = form.steps.filter(({ heading }) => heading.de.startsWith('Absicherung'))
    for (const { intro } of intros)
      expect(intro?.de).toMatch(/freiwillig.*frühestens eine Woche nach dem Kreditvertrag/)
  })
})
