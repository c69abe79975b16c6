import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { baufinanzierung } from './index'

const catalogue = resolve(import.meta.dirname, '../../../../shared/reference/kundenangaben-fields.json')
const there = existsSync(catalogue)
if (!there) console.info('skipped: ../shared/reference is not there, so the catalogue cannot be compared')

type CatalogueQuestion = {
  question: string
  kind: string
  tier: string
  label_de: string
  enum?: readonly string[]
  required_in?: readonly string[]
}

const questions = baufinanzierung.steps.flatMap((step) => step.questions)

/** Every leaf that a question, its lens or a derived leaf writes, with how. */
function coveredLeaves(): Map<string, string> {
  const covered = new Map<string, string>()
  for (const { name, owns } of baufinanzierung.derived)
    for (const path of owns) covered.set(path, `derived: ${name}`)
  for (const { path, kind, lens } of questions) {
    if (!path) continue
    covered.set(path, 'asked')
    if (kind === 'amountOrPercent')
      for (const part of ['wert', 'einheit']) covered.set(`${path}.${part}`, 'asked')
    if (lens) for (const leaf of baufinanzierung.lenses[lens]?.owns ?? []) covered.set(leaf, `lens: ${lens}`)
  }
  return covered
}

describe.skipIf(!there)('the catalogue of questions', () => {
  const all = there ? (JSON.parse(readFileSync(catalogue, 'utf8')).questions as CatalogueQuestion[]) : []
  const short = all.filter(({ tier }) => tier === 'short')

  it('is covered as far as the short form goes', () => {
    const covered = coveredLeaves()
    const missing = short.filter(({ question }) => !covered.has(question)).map(({ question }) => question)
    console.info(`${short.length - missing.length} of ${short.length} short questions covered`)
    expect(missing).toEqual([])
    expect(short).toHaveLength(39)
  })

  it('agrees on kinds, answers and what is mandatory', () => {
    for (const entry of short) {
      for (const question of questions.filter(({ path }) => path === entry.question)) {
        expect(question.kind, entry.question).toBe(entry.kind)
        if (entry.enum && Array.isArray(question.options)) {
          const offered = question.options.map(({ value }) => value)
          expect([...offered].sort(), entry.question).toEqual([...entry.enum].sort())
        }
        if (question.required?.includes('short')) expect(entry.required_in, entry.question).toContain('short')
      }
    }
  })

  it('every path of the form is a leaf of the catalogue', () => {
    const known = new Set(all.map(({ question }) => question))
    for (const { path, kind, lens } of questions) {
      if (!path || lens) continue
      expect(known.has(kind === 'amountOrPercent' ? `${path}.wert` : path), path).toBe(true)
    }
  })
})
