import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeThrottle, refusedIn } from './csp-report'

const host = 'form.example'
const old = (report: object) => ({ 'csp-report': report })
const fresh = (body: object, type = 'csp-violation') => [
  { type, body, url: 'https://form.example/antrag/a?name=Erika' },
]

describe('report of the policy', () => {
  it.each([
    [old({ 'violated-directive': 'script-src https://x', 'blocked-uri': 'inline' }), 'script-src', 'inline'],
    [
      old({ 'effective-directive': 'img-src', 'blocked-uri': 'https://evil.example/?q=Erika' }),
      'img-src',
      'https',
    ],
    [fresh({ effectiveDirective: 'style-src-elem', blockedURL: 'inline' }), 'style-src-elem', 'inline'],
    [fresh({ effectiveDirective: 'connect-src', blockedURL: 'wss://evil.example' }), 'connect-src', 'https'],
    [
      fresh({ effectiveDirective: 'script-src-elem', blockedURL: 'moz-extension://abc/x.js' }),
      'script-src-elem',
      'extension',
    ],
    [
      fresh({ effectiveDirective: 'form-action', blockedURL: 'https://form.example/x' }),
      'form-action',
      'self',
    ],
    [fresh({ effectiveDirective: 'Erika', blockedURL: 'Muster' }), 'other', 'other'],
  ])('%j', (body, directive, blocked) => {
    expect(refusedIn(body, host)).toEqual([{ directive, blocked }])
  })

  it('is nothing in anything else, and never holds a word of what was sent', () => {
    for (const body of [undefined, null, 1, 'x', {}, [], [[]], fresh({}, 'deprecation'), { 'csp-report': 1 }])
      expect(refusedIn(body, host)).toEqual([])
    const word = fc.string({ minLength: 1 }).map((text) => `Erika${text}`)
    fc.assert(
      fc.property(word, word, (directive, blocked) => {
        const told = JSON.stringify(
          refusedIn(fresh({ effectiveDirective: directive, blockedURL: blocked }), host),
        )
        expect(told).not.toContain('Erika')
      }),
    )
  })

  it('is taken at most twenty at a time and so many a minute', () => {
    const one = fresh({ effectiveDirective: 'img-src', blockedURL: 'data' })[0]
    expect(refusedIn(Array(500).fill(one), host)).toHaveLength(20)
    let now = 0
    const may = makeThrottle(3, () => now)
    expect([may(), may(), may(), may()]).toEqual([true, true, true, false])
    now = 60_000
    expect(may()).toBe(true)
  })
})
