import { describe, expect, it } from 'vitest'
import { NotConnected } from './connection'
import { outcomeOfStatus, outcomeOfThrown, retryTime } from './outcome'

const now = new Date('2026-11-21T10:00:00Z')
const of = (status: number, body = '') => outcomeOfStatus(status, null, body, now)
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

describe('Retry-After', () => {
  it.each([
    ['30', '2026-11-21T10:00:30Z'],
    ['0', '2026-11-21T10:00:01Z'],
    ['-1', '2026-11-21T10:00:01Z'],
    ['1000000000', '2026-11-21T11:00:00Z'],
    [' 5 ', '2026-11-21T10:00:05Z'],
    ['Sat, 21 Nov 2026 10:02:00 GMT', '2026-11-21T10:02:00Z'],
    ['Sat, 21 Nov 2026 09:00:00 GMT', '2026-11-21T10:00:01Z'],
    ['Sun, 22 Nov 2026 10:00:00 GMT', '2026-11-21T11:00:00Z'],
  ])('%s is %s', (header, at) => {
    expect(retryTime(header, now)).toEqual(new Date(at))
  })

  it.each([null, '', 'soon', '1.5', '2026-11-21', '10 minutes', '1e3', '99999999999999999999 '])(
    '%s leaves the time to the schedule or holds it',
    (header) => {
      const time = retryTime(header, now)
      if (header?.startsWith('999')) expect(time).toEqual(new Date('2026-11-21T11:00:00Z'))
      else expect(time).toBeUndefined()
    },
  )

  it('goes with a 429, which is proof that nothing was taken', () => {
    expect(outcomeOfStatus(429, '30', '', now)).toEqual({
      kind: 'notSent',
      reason: 'limited',
      status: 429,
      retryAfter: new Date('2026-11-21T10:00:30Z'),
    })
  })
})

describe('a thrown fetch', () => {
  const failed = (cause: unknown) => new TypeError('fetch failed', { cause })
  const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more })

  it('is proven not sent only where the connection never stood', () => {
    const proofs = [
      coded('ECONNREFUSED'),
      coded('ENOTFOUND'),
      coded('EAI_AGAIN'),
      coded('UND_ERR_CONNECT_TIMEOUT'),
      coded('ECONNRESET', { syscall: 'connect' }),
      new NotConnected(coded('ECONNRESET')),
    ]
    for (const cause of proofs) {
      expect(outcomeOfThrown(failed(cause))).toEqual({ kind: 'notSent', reason: 'notConnected' })
    }
    expect(outcomeOfThrown(failed(new NotConnected(coded('CERT_HAS_EXPIRED'))))).toEqual({
      kind: 'notSent',
      reason: 'certificate',
    })
  })

  it('is unknown in every other case', () => {
    const lost = [
      coded('ECONNRESET', { syscall: 'read' }),
      coded('EPIPE', { syscall: 'write' }),
      coded('UND_ERR_SOCKET'),
      new Error('anything'),
      undefined,
    ]
    for (const cause of lost) {
      expect(outcomeOfThrown(failed(cause))).toEqual({ kind: 'unknown', reason: 'connectionLost' })
    }
    expect(outcomeOfThrown('text')).toEqual({ kind: 'unknown', reason: 'connectionLost' })
    expect(outcomeOfThrown(new DOMException('too late', 'TimeoutError'))).toEqual({
      kind: 'unknown',
      reason: 'timeout',
    })
  })
})
