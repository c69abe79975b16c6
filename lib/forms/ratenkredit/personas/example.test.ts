import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { notesOf, toDocument } from '@/lib/forms/engine'
import { ratenkredit } from '../index'
import { exampleAnswers, exampleEnv } from './example'

const file = resolve(import.meta.dirname, '../../../../../shared/reference/vorgang-api-drklein.md')
const there = existsSync(file)
if (!there) console.info("skipped: ../shared/reference is not there, so the API's example cannot be compared")

it('says all that the example of the API says', () => {
  expect(toDocument(ratenkredit, exampleAnswers, exampleEnv)).toMatchObject({
    antragsteller1: { wohnsituation: { anzahlPersonenImHaushalt: 1, wohnart: 'ZUR_MIETE' } },
    haushalt: {
      ausgaben: { mietausgaben: [{ betragMonatlich: 200.01, gehoertZuAntragsteller: 'ANTRAGSTELLER_1' }] },
    },
  })
})

it.skipIf(!there)("the API document's example comes from answers", () => {
  const json = /\{\s*"vorgang":[\s\S]*?\n\}/.exec(readFileSync(file, 'utf8'))?.[0] ?? ''
  const { vorgang, kommentare } = JSON.parse(json)
  const { leadquelle, ...document } = vorgang
  expect(leadquelle).toEqual(expect.any(String))
  expect(toDocument(ratenkredit, exampleAnswers, exampleEnv)).toEqual(document)
  expect(notesOf(ratenkredit, exampleAnswers, exampleEnv)).toEqual(kommentare)
})
