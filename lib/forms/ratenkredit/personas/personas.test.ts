import { describe, expect, it } from 'vitest'
import { vorgangModel } from '@/lib/cases/drklein/model'
import { fillInFull, flawsOf, journeyAsText } from '@/lib/forms/common/personas/journey'
import { fromDocument, keptAnswers, notesOf, relevantAnswers, toDocument } from '@/lib/forms/engine'
import type { Answer, Env } from '@/lib/forms/engine/types'
import { ratenkredit as form } from '../index'
import { personas } from './index'

const TODAY = '2026-11-21'

const meaning = (answer: Answer | undefined): unknown => answer && 'value' in answer && answer.value

describe.each(personas)('$id', (persona) => {
  const env: Env = { length: persona.length, lang: persona.lang, today: TODAY }
  const journey = fillInFull(form, persona, env)
  const document = toDocument(form, journey.answers, env)

  it('gets through the form, and everything they know is asked', async () => {
    expect(journey.errors).toEqual([])
    expect(journey.unasked).toEqual([])
    const remarks = notesOf(form, journey.answers, env).map((line) => `# ${line}`)
    const text = `${journeyAsText(persona, journey)}${remarks.map((line) => `${line}\n`).join('')}`
    await expect(text).toMatchFileSnapshot(`../__journeys__/${persona.id}.txt`)
  })

  it('becomes a document that the strict model accepts', async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
      `../__journeys__/${persona.id}.json`,
    )
    expect(vorgangModel.safeParse(document).error?.issues ?? []).toEqual([])
  })

  it('says the same with the answers that count alone, as they are kept and mapped once more', () => {
    const kept = keptAnswers(form, journey.answers, env)
    expect(toDocument(form, kept, env)).toEqual(document)
    expect(notesOf(form, kept, env)).toEqual(notesOf(form, journey.answers, env))
  })

  it('comes back from its document', () => {
    const back = fromDocument(form, document, env)
    for (const [key, answer] of Object.entries(relevantAnswers(form, journey.answers, env)))
      if (!key.includes('app.') && !key.endsWith('~genau') && answer.by === 'person')
        expect({ key, value: meaning(back[key]) }).toEqual({ key, value: meaning(answer) })
    expect(toDocument(form, back, env, document)).toEqual(document)
  })

  it('looks as it should: pages that are not crowded, names where names belong', () => {
    expect(flawsOf(form, journey, env)).toEqual([])
  })
})
