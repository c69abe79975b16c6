import { describe, expect, it } from 'vitest'
import { NotConnected } from './connection'
import { outcomeOfStatus, outcomeOfThrown, type Refusals, retryTime } from './outcome'

const now = new Date('2026-11-21T10:00:00Z')
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
    const none: Refusals = { causeOf: () => 'contract', violationsIn: () => [] }
    expect(outcomeOfStatus(none, 429, '30', '', now)).toEqual({
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
