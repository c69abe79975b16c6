import { expect, it } from 'vitest'
import { applyChanges, readAnew } from '@/lib/forms/engine'
import { baufinanzierung } from '.'
import { personas } from './personas'

it.each(personas.map((persona) => [persona.id, persona] as const))(
  'what %s answered means the same when it is read anew',
  (_, { pages, lang }) => {
    const env = { length: 'short' as const, lang, today: '2026-11-21' }
    const answers = pages.reduce((before, { typed }) => {
      const changes = Object.entries(typed).map(([key, to]) => ({ key, from: null, to }))
      return applyChanges(baufinanzierung, before, changes, env).answers
    }, {})
    expect(Object.keys(answers).length).toBeGreaterThan(10)
    expect(readAnew(baufinanzierung, answers, lang)).toEqual(answers)
  },
)
