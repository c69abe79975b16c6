import { describe, expect, it } from 'vitest'
import { baufinanzierung } from './index'
import { P } from './paths'

const questions = baufinanzierung.steps.flatMap((step) => step.questions)

describe('the form asks sparingly (trust.md P7, P8)', () => {
  it('for no tax id, account or identity number', () => {
    const asked = questions.flatMap(({ path, key }) => [path ?? '', key ?? ''])
    expect(asked.length).toBeGreaterThan(20)
    // The energy certificate of a house is nobody's identity.
    const identity = /steuer(Id|identifikation)|iban|bic\b|(?<!energie(effizienz)?)ausweis|pass/i
    expect(asked.filter((name) => !name.includes('energieEffizienzAusweis') && identity.test(name))).toEqual(
      [],
    )
  })

  it('for nothing about health, and says so where text is free', () => {
    const free = questions.find(({ path }) => path === P.weitereKontaktmoeglichkeiten)
    expect(free?.hint).toEqual({
      de: expect.stringContaining('nichts über Ihre Gesundheit'),
      en: expect.stringContaining('nothing about your health'),
    })
    // What private insurance costs is an expense; it says nothing about anybody's health.
    const health = /gesundheit|krank(?!enversicherung)|religion|gewerkschaft|health/i
    expect(questions.filter(({ path }) => health.test(path ?? ''))).toEqual([])
  })
})
