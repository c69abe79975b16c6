import { describe, expect, it } from 'vitest'
import { bankCode } from '@/lib/forms/common/lists/banken'
import { fillInFull, flawsOf, journeyAsText } from '@/lib/forms/common/personas/journey'
import { fromDocument, keptAnswers, relevantAnswers, toDocument } from '@/lib/forms/engine'
import type { Answer, Env } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from '../../index'
import { meaning, modelErrors } from '../checks'
import { fullPersonas } from './index'

const TODAY = '2026-11-21'

it('has at least twelve of them', () => {
  expect(fullPersonas.length).toBeGreaterThanOrEqual(12)
})

describe.each(fullPersonas)('$id', (persona) => {
  const env: Env = { length: 'full', lang: persona.lang, today: TODAY }
  const journey = fillInFull(form, persona, env)

  it('gets through the form, and everything they know is asked', async () => {
    expect(journey.errors).toEqual([])
    expect(journey.unasked).toEqual([])
    await expect(journeyAsText(persona, journey)).toMatchFileSnapshot(`../../__journeys__/${persona.id}.txt`)
  })

  it('becomes a document that the strict model accepts', async () => {
    const document = toDocument(form, journey.answers, env)
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
      `../../__journeys__/${persona.id}.json`,
    )
    expect(modelErrors(document)).toEqual([])
  })

  it('says the same with the answers that are kept', () => {
    const kept = keptAnswers(form, journey.answers, env)
    expect(toDocument(form, kept, env)).toEqual(toDocument(form, journey.answers, env))
  })

  it('comes back from its document', () => {
    const document = toDocument(form, journey.answers, env)
    const back = fromDocument(form, document, env)
    const sent = Object.entries(relevantAnswers(form, journey.answers, env)).filter(
      ([key, { by }]) => !key.includes('app.') && !key.endsWith('~genau') && by === 'person',
    )
    const value = (key: string, answer: Answer | undefined) => {
      const said = answer && 'value' in answer ? meaning(key, answer.value) : undefined
      return key.endsWith('.darlehensgeber') && typeof said === 'string' ? (bankCode(said) ?? said) : said
    }
    for (const [key, answer] of sent) expect(value(key, back[key]), key).toEqual(value(key, answer))
    expect(toDocument(form, back, env, document)).toEqual(document)
  })

  it('sees at most eight questions on a page, each once, and all of them again in the summary', () =>
    expect(flawsOf(form, journey, env)).toEqual([]))
})
