import { describe, expect, it } from 'vitest'
import { walk } from '@/lib/forms/engine'
import type { Answers, Env } from '@/lib/forms/engine/types'
import { ratenkredit } from './index'
import { FIRST_PERSON, of, P } from './paths'
import { ASKS_TAX_ID } from './person'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }
const questions = ratenkredit.steps.flatMap((step) => step.questions)

describe('the credit form asks sparingly (trust.md P7, P8)', () => {
  it('for the tax id only where a tenant has turned it on, for an account in the full form only', () => {
    const answers: Answers = { [P.personen]: { value: '1', by: 'person' } }
    const asked = (mode: Partial<Env>) =>
      walk(ratenkredit, answers, { ...env, ...mode }).instances.has(of(FIRST_PERSON, P.steuerId))
    expect([asked({}), asked({ mode: ASKS_TAX_ID })]).toEqual([false, true])
    const identity = /steuerId|iban|\bbic\b|ausweis/i
    const short = questions.filter(({ in: lengths }) => lengths.includes('short'))
    expect(short.filter(({ path }) => identity.test(path ?? ''))).toEqual([])
  })

  it('for nothing about health, and says so where text is free', () => {
    const free = questions.filter(({ key, path }) => key === P.nachricht || path?.endsWith('.kommentar'))
    expect(free.length).toBe(5)
    for (const { hint } of free)
      expect(hint).toEqual({
        de: expect.stringContaining('nichts über Ihre Gesundheit'),
        en: expect.stringContaining('nothing about your health'),
      })
  })
})
