import { describe, expect, it } from 'vitest'
import { outcomeOfStatus } from '@/lib/cases/http/outcome'
import { europaceRefusals } from './refusals'

const now = new Date('2026-11-21T10:00:00Z')
const of = (status: number, body = '') => outcomeOfStatus(europaceRefusals, status, null, body, now)
const kind = (status: number) => {
  const outcome = of(status)
  return outcome.kind === 'rejected' ? outcome.problem.cause : outcome.kind
}

describe('every status that is not a readable 201', () => {
  it('is told apart by who has to act', () => {
    const known: Record<number, string> = {
      400: 'data',
      422: 'data',
      401: 'access',
      403: 'access',
      409: 'advisor',
    }
    for (let status = 200; status < 600; status++) {
      const expected =
        known[status] ??
        (status === 429
          ? 'notSent'
          : status === 408 || status < 300 || status >= 500
            ? 'unknown'
            : 'contract')
      expect(`${status} ${kind(status)}`).toBe(`${status} ${expected}`)
    }
  })

  it('reads violations as a list, as one object, and survives HTML', () => {
    const one = { field: 'kundenangaben.haushalte', message: 'must not be null' }
    const violations = (body: string) => {
      const outcome = of(400, body)
      return outcome.kind === 'rejected' ? outcome.problem.violations : null
    }
    expect(violations(JSON.stringify({ violations: [one, { field: 7 }] }))).toEqual([
      one,
      { field: '', message: '' },
    ])
    expect(violations(JSON.stringify({ violations: one }))).toEqual([one])
    expect(violations('<html>Bad Request</html>')).toEqual([])
    expect(violations('null')).toEqual([])
    expect(violations(JSON.stringify({ violations: 'all of it' }))).toEqual([])
  })
})
