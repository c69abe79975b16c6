import { describe, expect, it, vi } from 'vitest'
import { type Fetch, HeldBack, NotConnected } from '@/lib/cases/http/connection'
import { outcomeOfThrown } from '@/lib/cases/http/outcome'
import { gatedFetch } from './fetch'
import type { Pass } from './types'

const url = 'https://api.europace.de'
const until = new Date('2026-11-21T10:00:30Z')

function gated(answer: () => Response | Promise<Response>, pass: Pass = { kind: 'pass', probe: false }) {
  const happened: string[] = []
  const fetch: Fetch = async (_input, init) => {
    happened.push(init?.method ?? 'GET')
    return answer()
  }
  const gate = {
    turn: async () => {
      happened.push('turn')
      return pass
    },
    answered: vi.fn((result: string, kind: string) => void happened.push(`${kind} ${result}`)),
  }
  return { happened, fetch: gatedFetch(fetch, gate) }
}
const post = { method: 'POST' }
const creating = { ...post, creates: 'first' } as const
const ok = () => new Response(null, { status: 200 })

describe('gatedFetch', () => {
  it('takes a turn for every request but the POST whose turn was taken before the mark', async () => {
    const { fetch, happened } = gated(ok)
    await fetch(`${url}/auth/token`, post)
    await fetch(new URL(`${url}/kundenangaben`), creating)
    await fetch(`${url}/v3/vorgaenge?page=0`)
    await fetch(`${url}/kundenangaben/body-validation`, post)
    await fetch(`${url}/kundenangaben/AB1234`, { method: 'PUT' })
    expect(happened).toEqual([
      ...['turn', 'POST', 'call ok'],
      ...['POST', 'send ok'],
      ...['turn', 'GET', 'call ok'],
      ...['turn', 'POST', 'call ok'],
      ...['turn', 'PUT', 'call ok'],
    ])
  })

  it('takes one for the second try after a 401', async () => {
    const { fetch, happened } = gated(() => new Response(null, { status: 401 }))
    await fetch(`${url}/kundenangaben`, creating)
    await fetch(`${url}/kundenangaben`, { ...creating, creates: 'again' })
    expect(happened).toEqual(['POST', 'send ok', 'turn', 'POST', 'send ok'])
  })

  it.each([
    [200, 'ok'],
    [201, 'ok'],
    [307, 'ok'],
    [400, 'ok'],
    [401, 'ok'],
    [403, 'ok'],
    [404, 'ok'],
    [409, 'ok'],
    [422, 'ok'],
    [408, 'failed'],
    [429, 'limited'],
    [500, 'failed'],
    [503, 'failed'],
    [504, 'failed'],
  ])('%i is %s', async (status, result) => {
    const { fetch, happened } = gated(() => new Response(null, { status }))
    await fetch(`${url}/kundenangaben`, creating)
    expect(happened.at(-1)).toBe(`send ${result}`)
  })

  it.each([
    [
      'a refused connection',
      new TypeError('fetch failed', { cause: new NotConnected(new Error('x')) }),
      'failed',
    ],
    ['a time-out', new DOMException('too late', 'TimeoutError'), 'failed'],
    ['a reset', new TypeError('fetch failed', { cause: new Error('reset') }), 'failed'],
    ['a redirect', new TypeError('fetch failed', { cause: new Error('unexpected redirect') }), 'ok'],
  ])('%s is told and thrown on', async (_name, thrown, result) => {
    const { fetch, happened } = gated(() => Promise.reject(thrown))
    await expect(fetch(`${url}/kundenangaben`, creating)).rejects.toBe(thrown)
    expect(happened.at(-1)).toBe(`send ${result}`)
  })

  it('sends nothing where the gate lets nothing through, and says until when', async () => {
    const { fetch, happened } = gated(ok, { kind: 'wait', until, reason: 'breakerOpen' })
    const thrown: unknown = await fetch(`${url}/auth/token`, post).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(HeldBack)
    expect(outcomeOfThrown(thrown)).toEqual({ kind: 'notSent', reason: 'held', retryAfter: until })
    expect(happened).toEqual(['turn'])
  })
})
