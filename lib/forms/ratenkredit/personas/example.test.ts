import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { notesOf, toDocument } from '@/lib/forms/engine'
import { ratenkredit } from '../index'
import { exampleAnswers, exampleEnv } from './example'

it('says all that the example of the API says', () => {
  expect(toDocument(ratenkredit, exampleAnswers, exampleEnv)).toMatchObject({
    antragsteller1: { wohnsituation: { anzahlPersonenImHaushalt: 1, wohnart: 'ZUR_MIETE' } },
    haushalt: {
      ausgaben: { mietausgaben: [{ betragMonatlich: 200.01, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' }] },
    },
  })
})

it("the API document's example comes from answers", () => {
  const { vorgang, kommentare } = JSON.parse(readFileSync('docs/reference/vorgang-example.json', 'utf8'))
  const { leadquelle, ...document } = vorgang
  expect(leadquelle).toEqual(expect.any(String))
  expect(toDocument(ratenkredit, exampleAnswers, exampleEnv)).toEqual(document)
  expect(notesOf(ratenkredit, exampleAnswers, exampleEnv)).toEqual(kommentare)
})
