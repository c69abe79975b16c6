import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgetSoon, markIn, pageOf, readStored, urlOf, withMark, writeStored } from './history'

const links = { base: '/antrag/musterberatung', query: '?sprache=en', first: 'vorhaben' }

afterEach(() => vi.unstubAllGlobals())

describe('the mark in history.state', () => {
  const mark = { secret: 's', revision: 3, page: 'kosten' }

  it('is read beside what others keep there', () => {
    expect(markIn({ __NA: true, ...withMark(mark) })).toEqual(mark)
    expect(markIn(withMark({ ...mark, returnTo: 'pruefen' }))).toEqual({ ...mark, returnTo: 'pruefen' })
  })

  it('is nothing where somebody else wrote the state', () => {
    for (const state of [
      null,
      undefined,
      7,
      {},
      { antrag: null },
      { antrag: { secret: 1, revision: 1, page: 'x' } },
    ])
      expect(markIn(state)).toBeNull()
  })
})

describe('addresses', () => {
  it('keep the query and hold no secret', () => {
    expect(urlOf(links, 'vorhaben')).toBe('/antrag/musterberatung?sprache=en')
    expect(urlOf(links, 'personen/2')).toBe('/antrag/musterberatung/personen/2?sprache=en')
  })

  it('lead back to the page, and to none for another campaign', () => {
    expect(pageOf(links, '/antrag/musterberatung')).toBe('vorhaben')
    expect(pageOf(links, '/antrag/musterberatung/personen/2')).toBe('personen/2')
    expect(pageOf(links, '/antrag/musterberatung2/kosten')).toBeNull()
  })
})

describe('session storage', () => {
  it('is empty soon after sending, but not while the page is being loaded anew, nor of another draft', () => {
    vi.useFakeTimers()
    const page = new EventTarget()
    vi.stubGlobal('sessionStorage', undefined)
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
    const stored = { secret: 's', revision: 1, savedAt: '2026-11-21T14:32:00Z' }
    writeStored(links, stored)
    forgetSoon(links, 's')
    page.dispatchEvent(new Event('beforeunload'))
    vi.runAllTimers()
    expect(readStored(links)).toEqual(stored)
    forgetSoon(links, 'another')
    vi.runAllTimers()
    expect(readStored(links)).toEqual(stored)
    forgetSoon(links, 's')
    expect(readStored(links)).toEqual(stored)
    vi.runAllTimers()
    expect(readStored(links)).toBeNull()
    vi.useRealTimers()
  })

  it('gives back what it stored, and nothing for rubbish', () => {
    const held = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (name: string) => held.get(name) ?? null,
      setItem: (name: string, value: string) => held.set(name, value),
      removeItem: (name: string) => held.delete(name),
    })
    const stored = { secret: 's', revision: 1, savedAt: '2026-11-21T14:32:00Z' }
    writeStored(links, { ...stored })
    expect(readStored(links)).toEqual(stored)
    writeStored(links, null)
    expect(readStored(links)).toBeNull()
    for (const rubbish of ['{', '7', '{"secret":1}']) {
      held.set(`antrag:${links.base}`, rubbish)
      expect(readStored(links)).toBeNull()
    }
  })

  it('may be blocked: reading and writing throw there', () => {
    const blocked = {
      get getItem(): never {
        throw new DOMException('blocked', 'SecurityError')
      },
      get setItem(): never {
        throw new DOMException('blocked', 'SecurityError')
      },
    }
    vi.stubGlobal('sessionStorage', blocked)
    expect(readStored(links)).toBeNull()
    expect(() => writeStored(links, { secret: 's', revision: 1, savedAt: '' })).not.toThrow()
  })
})
