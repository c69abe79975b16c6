import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPageOf } from './check'
import { allowedPages, isAllowed, originOf, pagesFor } from './pages'

const pages = ['https://www.firma.example', 'https://lp.firma.example:8443', 'http://127.0.0.1:*']

describe('pages that may show a form', () => {
  it.each([
    ['https://www.firma.example', true],
    ['https://lp.firma.example:8443', true],
    ['http://127.0.0.1:4711', true],
    ['https://firma.example', false],
    ['https://www.firma.example:8443', false],
    ['https://www.firma.example.evil.example', false],
    ['http://www.firma.example', false],
    ['http://127.0.0.1.evil.example:1', false],
    ['http://127.0.0.1:1@evil.example', false],
    ['http://127.0.0.1:', false],
    ['null', false],
  ])('%s: %s', (origin, expected) => {
    expect(isAllowed(origin, pages)).toBe(expected)
  })

  it('are exact hosts with https, or this machine in test mode', () => {
    for (const bad of [
      'https://*.firma.example',
      'http://firma.example',
      'https://',
      'https://a.example; script-src *',
      'https://a.example/x',
      "'self'",
      '*',
    ])
      expect(allowedPages.safeParse([bad]).success, bad).toBe(false)
    expect(allowedPages.safeParse(pages).success).toBe(true)
    expect(pagesFor({ pages }, false)).toEqual(pages.slice(0, 2))
    expect(pagesFor({ pages }, true)).toEqual(pages)
  })

  it('never end a directive or begin another, whatever is allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = allowedPages.safeParse([text])
        if (read.success) expect(text).toMatch(/^https?:\/\/[a-z0-9.:*-]+$/)
      }),
    )
  })
})

describe('the self-test of a page', () => {
  it.each([
    [undefined, 'none'],
    ['   ', 'none'],
    ['Hallo Welt', 'noAddress'],
    ['javascript:alert(1)', 'noAddress'],
    ['https://www.firma.example/baufinanzierung?x=1', 'allowed'],
    ['www.firma.example', 'allowed'],
    ['https://firma.example', 'similar'],
    ['https://www.firma.example:444', 'similar'],
    ['http://firma.example', 'http'],
    ['https://andere.example', 'missing'],
    ['http://localhost:3000', 'local'],
  ])('%s: %s', (asked, kind) => {
    expect(checkPageOf(asked, pages, false).kind).toBe(kind)
  })

  it('says so of a closed campaign, and never throws', () => {
    expect(checkPageOf('https://www.firma.example', pages, true).kind).toBe('closed')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void checkPageOf(text, pages, false)))
    expect(originOf('x'.repeat(400))).toBeNull()
  })
})
