import { describe, expect, it } from 'vitest'
import { fromDocument, problemsOf, relevantAnswers, toDocument } from '@/lib/forms/engine'
import type { Answer } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from '../index'
import { meaning, modelErrors } from './checks'
import { personas } from './index'
import { envOf, fillIn, type JourneyPage } from './journey'

const TODAY = '2026-11-21'

function understood(answer: Answer | undefined): string {
  if (!answer) return '(open)'
  return 'value' in answer ? JSON.stringify(answer.value) : `not understood: ${JSON.stringify(answer.raw)}`
}

const text = ({ page, asked, warnings, next }: JourneyPage): string =>
  [
    `/antrag/musterberatung/${page}`,
    ...asked.map(({ label, key, typed, answer }) => {
      const from = typed !== null ? JSON.stringify(typed) : answer?.by === 'preset' ? '(prefilled)' : ''
      return `  ${label} [${key}]: ${from && `${from} → `}${understood(answer)}`
    }),
    ...warnings.map((warning) => `  ! ${warning}`),
    `  next: ${next}`,
  ].join('\n')

describe('the form', () => {
  it('has no problems that the engine can see', () => {
    expect(problemsOf(form)).toEqual([])
  })

  it('asks one person at most 22 visible questions for each purpose, at most 15 of them mandatory', () => {
    const counted = personas.map((persona) => {
      const journey = fillIn(form, persona, envOf(persona, TODAY))
      const visible = journey.pages.flatMap((page) => page.asked).filter(({ folded }) => !folded)
      return {
        id: persona.id,
        visible: visible.length,
        mandatory: visible.filter((one) => one.required).length,
      }
    })
    console.info(
      counted
        .map(({ id, visible, mandatory }) => `${id}: ${visible} visible, ${mandatory} mandatory`)
        .join('\n'),
    )
    const alone = counted.filter(({ id }) => !id.endsWith('-paar'))
    expect(alone.filter(({ visible, mandatory }) => visible > 22 || mandatory > 15)).toEqual([])
    expect(counted).toContainEqual({ id: 'kauf-allein', visible: 20, mandatory: 12 })
  })
})

describe.each(personas)('$id', (persona) => {
  const env = envOf(persona, TODAY)
  const journey = fillIn(form, persona, env)

  it('gets through the form', async () => {
    expect(journey.kind === 'stuck' ? { page: journey.page, errors: journey.errors } : 'done').toBe('done')
    if (journey.kind !== 'done') return
    const lines = [persona.says, '', ...journey.pages.map(text), '']
    await expect(lines.join('\n')).toMatchFileSnapshot(`../__journeys__/${persona.id}.txt`)
  })

  it('becomes a document that the strict model accepts', async () => {
    const document = toDocument(form, journey.answers, env)
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
      `../__journeys__/${persona.id}.json`,
    )
    expect(modelErrors(document)).toEqual([])
  })

  it('comes back from its document', () => {
    const back = fromDocument(form, toDocument(form, journey.answers, env), env)
    const sent = Object.entries(relevantAnswers(form, journey.answers, env)).filter(
      ([key]) => !key.startsWith('app.'),
    )
    const value = (key: string, answer: Answer | undefined) =>
      answer && 'value' in answer ? meaning(key, answer.value) : undefined
    for (const [key, answer] of sent) expect(value(key, back[key]), key).toEqual(value(key, answer))
  })
})
