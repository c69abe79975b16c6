import fc from 'fast-check'
import { expect, it } from 'vitest'
import { problemsOf } from '@/lib/cases/drklein/problems'
import { wholeBody } from '@/lib/cases/drklein/whole.fixture'
import { tolerantly } from './drklein'
import { isObject, type Json, type JsonObject, jsonSchema } from './http'

const read = (): JsonObject => {
  const json = jsonSchema.parse(wholeBody())
  return isObject(json) ? json : {}
}
type Place = readonly (string | number)[]
const leavesOf = (value: Json, at: Place = []): Place[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, child]) => [[...at, name], ...leavesOf(child, [...at, name])])
    : []
const places = leavesOf(read())

function spoilt(at: Place, value: Json): JsonObject {
  const body = read()
  let here: Json = body
  for (const name of at.slice(0, -1)) here = (here as { [name: string]: Json })[name] ?? null
  if (typeof here === 'object' && here !== null) Object.assign(here, { [at.at(-1) ?? '']: value })
  return body
}

it('the tolerant reader comes to an end, keeps nothing that a strict one refuses, and loses nothing good', () => {
  expect(tolerantly(read())).toEqual({ body: read(), dropped: [], messages: [] })
  const place = fc.constantFrom(...places)
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }).map((one) => jsonSchema.parse(one)),
    fc.constantFrom('2020-01-01', 'BEIDE', 1, 0.001, true),
  )
  fc.assert(
    fc.property(place, value, (at, spoiltBy) => {
      const received = jsonSchema.parse(spoilt(at, spoiltBy))
      if (!isObject(received)) throw new Error('a body is an object')
      const { body, dropped, messages } = tolerantly(received)
      const left = problemsOf(body).filter((problem) => problem !== 'vorgang: invalid_type')
      expect(left).toEqual([])
      if (problemsOf(received).length === 0) expect(dropped).toEqual([])
      expect(messages.length).toBeLessThanOrEqual(dropped.length)
      expect(tolerantly(body)).toEqual({ body, dropped: [], messages: [] })
    }),
    { numRuns: process.env.VERIFY === '1' ? 1000 : 50 },
  )
})
