import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeOrigin } from './origin'
import { refusal } from './protocol'

const appUrl = 'https://a.example'
const ours = { origin: appUrl }

describe('whether a changing request is ours', () => {
  it.each([
    [ours, 'ours'],
    [{ ...ours, secFetchSite: 'same-origin' }, 'ours'],
    [{ ...ours, secFetchSite: 'none' }, 'ours'],
    [{ ...ours, secFetchSite: 'cross-site' }, 'site'],
    [{ ...ours, secFetchSite: 'same-site' }, 'site'],
    [{}, 'missing'],
    [{ origin: 'null' }, 'missing'],
    [{ origin: 'nonsense' }, 'foreign'],
    [{ origin: 'https://b.example' }, 'foreign'],
    [{ origin: 'https://a.example:8443' }, 'foreign'],
    [{ origin: 'http://a.example' }, 'foreign'],
    [{ origin: 'https://a.example.evil.example' }, 'foreign'],
  ])('%j: %s', (sender, verdict) => {
    expect(judgeOrigin(sender, appUrl)).toBe(verdict)
  })

  const names = fc.constantFrom('a.example', 'evil.example', '127.0.0.1:3310', 'a.example, a.example', '')
  const origins = fc.constantFrom(appUrl, 'https://evil.example', 'http://127.0.0.1:3310', 'null')
  it('hangs on Origin alone, whatever Host and X-Forwarded-Host say', () => {
    fc.assert(
      fc.property(origins, names, fc.option(names), (origin, host, forwarded) => {
        const headers: { [name: string]: string | null } = {
          origin,
          host,
          'x-forwarded-host': forwarded,
          'content-length': '2',
          'content-type': 'application/json',
        }
        const header = (name: string) => headers[name] ?? null
        const refused = refusal({ method: 'POST', path: '/api/antrag/save', header, appUrl })
        expect(refused === null).toBe(origin === appUrl)
      }),
    )
  })

  it('a page of ours under another address is told from a stranger', () => {
    const reason = (headers: Record<string, string>) =>
      refusal({ method: 'POST', path: '/', header: (name) => headers[name] ?? null, appUrl })?.reason
    const origin = 'https://b.example'
    expect(reason({ origin, host: 'b.example' })).toBe('address')
    expect(reason({ origin, host: '127.0.0.1:1', 'x-forwarded-host': 'x.example, b.example' })).toBe(
      'address',
    )
    expect(reason({ origin, host: '127.0.0.1:1', 'sec-fetch-site': 'same-origin' })).toBe('address')
    expect(reason({ origin, host: 'a.example' })).toBe('foreign')
    expect(reason({ origin, host: 'a.example', 'sec-fetch-site': 'cross-site' })).toBe('foreign')
  })
})
