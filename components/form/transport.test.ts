import { afterEach, describe, expect, it, vi } from 'vitest'
import { byUrl } from './transport'

afterEach(() => vi.unstubAllGlobals())
const answered = (body: string, status: number) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status }))

describe('what is heard from a fixed address', () => {
  it.each([
    ['our refusal', '{"kind":"refused","reason":"origin"}', 403, { kind: 'refused', reason: 'origin' }],
    ['too much for our server', '{"kind":"tooLarge"}', 413, { kind: 'tooLarge' }],
    ['a refusal of somebody in between', '<h1>Forbidden</h1>', 403, { kind: 'failed', reference: '403' }],
    ['a refusal without words', '', 403, { kind: 'failed', reference: '403' }],
    ['JSON of somebody else', '{"error":"x"}', 429, { kind: 'failed', reference: '429' }],
    ['a proxy before a server that starts', '<h1>Bad Gateway</h1>', 502, { kind: 'offline' }],
    ['a page of a hotel', '<h1>Welcome</h1>', 200, { kind: 'offline' }],
  ])('%s', async (_, body, status, expected) => {
    answered(body, status)
    expect(await byUrl('/x', {})).toEqual(expected)
  })

  it('only silence is no connection', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed')
    })
    expect(await byUrl('/x', {})).toEqual({ kind: 'offline' })
  })
})
