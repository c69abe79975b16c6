import { expect, it } from 'vitest'
import { codeOf, retryAfter, unavailable } from './failure'

const withCode = (code: string) => Object.assign(new Error('values stay out'), { code })

it('tells a database that is busy, away or full from a fault of ours', () => {
  for (const [thrown, expected] of [
    [new Error('timeout exceeded when trying to connect'), 'busy'],
    [withCode('57014'), 'busy'],
    [withCode('53300'), 'busy'],
    [withCode('40P01'), 'busy'],
    [withCode('ECONNREFUSED'), 'away'],
    [new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), 'away'],
    [withCode('57P01'), 'away'],
    [withCode('57P03'), 'away'],
    [new Error('Connection terminated unexpectedly'), 'away'],
    [withCode('53100'), 'full'],
    [withCode('25006'), 'full'],
    [withCode('23505'), null],
    [new TypeError('x is not a function'), null],
    ['text', null],
  ] as const) {
    expect(unavailable(thrown), String(thrown)).toBe(expected)
    // As drizzle wraps it.
    expect(unavailable(new Error('Failed query', { cause: thrown })), `wrapped ${thrown}`).toBe(expected)
  }
})

it('says when to ask again only where that helps', () => {
  expect(retryAfter(withCode('57P01'))).toBeGreaterThan(0)
  expect(retryAfter(withCode('23505'))).toBeUndefined()
  expect(codeOf(new Error('wrapped', { cause: withCode('40001') }))).toBe('40001')
})
