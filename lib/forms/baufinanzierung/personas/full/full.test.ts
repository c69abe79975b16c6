import { describe, expect, it } from 'vitest'
import { bankCode } from '@/lib/forms/common/lists/banken'
import { fromDocument, relevantAnswers, stepView, summary, toDocument } from '@/lib/forms/engine'
import type { Answer, Env } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from '../../index'
import { meaning, modelErrors } from '../checks'
import { fullPersonas } from './index'
import { type FullPage, fillInFull } from './journey'

const TODAY = '2026-11-21'

function understood(answer: Answer | undefined): string {
  if (!answer) return '(open)'
  return 'value' in answer ? JSON.stringify(answer.value) : `not understood: ${JSON.stringify(answer.raw)}`
}

const text = ({ page, heading, asked, lists, adjusted, warnings }: FullPage): string =>
  [
    `${page} · ${heading}`,
    ...asked.map(({ label, typed, answer }) => {
      const from = typed !== null ? JSON.stringify(typed) : answer?.by === 'preset' ? '(prefilled)' : ''
      return `  ${label}: ${from && `${from} → `}${understood(answer)}`
    }),
    ...lists.map((list) => `  [${list}]`),
    ...adjusted.map((one) => `  ~ ${one}`),
    ...warnings.map((warning) => `  ! ${warning}`),
  ].join('\n')

it('has at least twelve of them', () => {
  expect(fullPersonas.length).toBeGreaterThanOrEqual(12)
})

describe.each(fullPersonas)('$id', (persona) => {
  const env: Env = { length: 'full', lang: persona.lang, today: TODAY }
  const journey = fillInFull(form, persona, env)

  it('gets through the form, and everything they know is asked', async () => {
    expect(journey.errors).toEqual([])
    expect(journey.unasked).toEqual([])
    const lines = [persona.says, '', ...journey.pages.map(text), '']
    await expect(lines.join('\n')).toMatchFileSnapshot(`../../__journeys__/${persona.id}.txt`)
  })

  it('becomes a document that the strict model accepts', async () => {
    const document = toDocument(form, journey.answers, env)
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
      `../../__journeys__/${persona.id}.json`,
    )
    expect(modelErrors(document)).toEqual([])
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

  it('sees at most eight questions on a page, each once, and all of them again in the summary', () => {
    for (const { page } of journey.pages) {
      const view = stepView(form, journey.answers, env, page)
      const shown = journey.pages
        .find((one) => one.page === page)
        ?.asked.filter(({ key }) => !key.endsWith('~genau'))
      const folds = new Set(view?.fields.flatMap(({ fold }) => fold ?? []))
      const folded = view?.fields.filter(({ fold }) => fold !== undefined).length ?? 0
      expect((shown?.length ?? 0) - folded + folds.size, page).toBeLessThanOrEqual(8)
    }
    const rows = summary(form, journey.answers, env).flatMap(({ groups }) =>
      groups.flatMap((group) => group.rows),
    )
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    expect(rows.filter(({ label, value }) => /\{\w+\}/.test(label.replace('{firma}', '') + value))).toEqual(
      [],
    )
  })
})
