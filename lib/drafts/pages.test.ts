import { expect, it } from 'vitest'
import { baufinanzierung as form } from '@/lib/forms/baufinanzierung'
import { F } from '@/lib/forms/baufinanzierung/full/places'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { type Env, walk } from '@/lib/forms/engine'
import { turn } from './pages'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

it('what the form mends when a page is sent is not complained of first, and stays open where it was taken back', () => {
  const persona = fullPersonas.find(({ id }) => id === 'voll-modernisierung-ruhestand')
  if (!persona) throw new Error('no such persona')
  const { answers } = fillInFull(form, persona, env)
  const page = walk(form, answers, env).instances.get(F.gewerbenutzung)?.page ?? ''
  expect(answers[F.gewerbenutzung]).toMatchObject({ value: 'VERMIETET' })

  const takenBack = { ...answers, [F.gewerbenutzung]: { value: 'TEILVERMIETET', by: 'person' as const } }
  expect(walk(form, takenBack, env).firstOpen).toBe(page)
  const turned = turn(form, takenBack, env, { intent: 'next', page })
  expect(turned).toMatchObject({ kind: 'show', mended: { adjusted: [{ key: F.gewerbenutzung }] } })

  const tooMuch = { ...takenBack, [F.gewerbeVermietet]: { value: 41, by: 'person' as const } }
  const refused = turn(form, tooMuch, env, { intent: 'next', page })
  expect(refused).toMatchObject({ kind: 'invalid', view: { errors: [{ key: F.gewerbeVermietet }] } })
})
