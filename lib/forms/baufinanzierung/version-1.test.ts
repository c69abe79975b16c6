import { expect, it } from 'vitest'
import { applyChanges, overview, toDocument, walk } from '@/lib/forms/engine'
import type { Answers, Env } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from './index'
import { first, P } from './paths'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

/** Version 1 asked the five short steps in both lengths; its loan had no `@item`, for there was only one. */
const draft: Answers = {
  [P.zweck]: { value: 'ANSCHLUSSFINANZIERUNG', by: 'person' },
  [P.typ]: { value: 'EINFAMILIENHAUS', by: 'person' },
  [P.marktwert]: { value: 480_000, by: 'person' },
  [first(P.restschuld)]: { value: 210_000, by: 'person' },
  [first(P.zinsbindungBis)]: { value: '2027-08-31', by: 'person' },
  [P.personen]: { value: '1', by: 'person' },
  [first(P.vorname)]: { value: 'Erika', by: 'person' },
  [first(P.einkommenNetto)]: { value: 3_900, by: 'person' },
}

it('a draft of version 1 opens in the full form without loss', () => {
  const { instances, read } = walk(form, draft, env)
  for (const key of Object.keys(draft))
    expect([key, instances.has(key), read(key)]).toEqual([key, true, stored(key)])
  expect(toDocument(form, draft, env)).toMatchObject({
    finanzierungsobjekt: {
      darlehenslisteErfassung: { darlehensliste: [{ darlehen: { restschuld: { aktuell: 210_000 } } }] },
    },
  })
  expect(overview(form, draft, env).find(({ state }) => state === 'next')?.id).toBe('objekt')
})

it('and its loan is the first of the list once something is said about it', () => {
  const rate = `${P.darlehensliste}.0.darlehen.rateMonatlich`
  const { answers, ignored } = applyChanges(form, draft, [{ key: rate, from: null, to: '950' }], env)
  expect(ignored).toBe(0)
  expect(answers[`${P.darlehensliste}.0.@item`]).toEqual({ value: '1', by: 'person' })
  expect(answers[first(P.restschuld)]).toEqual(draft[first(P.restschuld)])
})

function stored(key: string): unknown {
  const answer = draft[key]
  return answer && 'value' in answer ? answer.value : undefined
}
