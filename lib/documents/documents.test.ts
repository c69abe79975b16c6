import { describe, expect, it } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/baufinanzierung/personas/full/journey'
import { relevantAnswers } from '@/lib/forms/engine'
import type { Env } from '@/lib/forms/engine/types'
import { documentsFor } from '.'
import { baufinanzierung as groups } from './baufinanzierung'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

/** The German list of a persona, one group a line. */
function listOf(id: string): string[] {
  const persona = fullPersonas.find((one) => one.id === id)
  if (!persona) throw new Error(`no persona ${id}`)
  const { answers } = fillInFull(baufinanzierung, persona, env)
  return documentsFor('baufinanzierung', relevantAnswers(baufinanzierung, answers, env), env).map(
    ({ title, items }) => `${title.de}: ${items.map(({ de }) => de).join(' · ')}`,
  )
}

describe('documentsFor', () => {
  it.each(fullPersonas.map(({ id }) => id))('%s', (id) => {
    expect(`${listOf(id).join('\n')}\n`).toMatchSnapshot()
  })

  it('every document is asked of somebody, and not of everybody without a reason', () => {
    const lists = fullPersonas.map(({ id }) => listOf(id).join('\n'))
    const always = ['Personalausweis oder Reisepass']
    for (const { de } of groups.flatMap(({ papers }) => papers.map(({ text }) => text))) {
      const asked = lists.filter((list) => list.includes(de)).length
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
