import { describe, expect, it } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { relevantAnswers } from '@/lib/forms/engine'
import type { Env } from '@/lib/forms/engine/types'
import { documentsFor } from '.'
import { baufinanzierung as groups } from './baufinanzierung'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

/** The German list of every persona, one group a line. */
const lists = new Map(
  fullPersonas.map((persona) => {
    const here = { ...env, lang: persona.lang }
    const { answers } = fillInFull(baufinanzierung, persona, here)
    const groups = documentsFor('baufinanzierung', relevantAnswers(baufinanzierung, answers, here), here)
    const lines = groups.map(({ title, items }) => `${title.de}: ${items.map(({ de }) => de).join(' · ')}\n`)
    return [persona.id, lines.join('')]
  }),
)

describe('documentsFor', () => {
  it.each([...lists])('%s', (_id, list) => {
    expect(list).toMatchSnapshot()
  })

  it('every document is asked of somebody, and not of everybody without a reason', () => {
    const always = ['Personalausweis oder Reisepass']
    for (const { de } of groups.flatMap(({ papers }) => papers.map(({ text }) => text))) {
      const asked = [...lists.values()].filter((list) => list.includes(de)).length
      expect(asked, de).toBeGreaterThan(0)
      if (!always.includes(de)) expect(asked, de).toBeLessThan(fullPersonas.length)
    }
  })

  it('is both languages, and empty for a form that has no list', () => {
    for (const { title, papers } of groups) {
      for (const { de, en } of [title, ...papers.map(({ text }) => text)]) {
        expect(de).not.toBe('')
        expect(en).not.toBe(de)
      }
    }
    expect(documentsFor('small', {}, env)).toEqual([])
  })
})
