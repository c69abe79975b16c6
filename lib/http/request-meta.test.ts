import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const read = (headers: Record<string, string>) => ({ get: (name: string) => headers[name] ?? null })
const fresh = async () => (await import('./request-meta')).metaOf

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllEnvs())

/** What a client may pretend: none of it is believed. */
const pretended = {
  host: 'form.example',
  forwarded: 'for=198.51.100.9',
  'x-real-ip': '198.51.100.9',
  'x-client-ip': '198.51.100.9',
  'cf-connecting-ip': '198.51.100.9',
  'x-forwarded-for': '198.51.100.9',
}

describe("the client's address", () => {
  it('is unknown without a trusted proxy, whatever a client sends', async () => {
    vi.stubEnv('TRUSTED_PROXY', '')
    const metaOf = await fresh()
    expect(metaOf(read(pretended)).ip).toBe('0.0.0.0')
  })

  it('is what our own proxy wrote last, not what the client wrote before', async () => {
    vi.stubEnv('TRUSTED_PROXY', 'X-Forwarded-For')
    const metaOf = await fresh()
    expect(metaOf(read({ ...pretended, 'x-forwarded-for': '127.0.0.1, 10.0.0.1, 203.0.113.5' })).ip).toBe(
      '203.0.113.5',
    )
    expect(metaOf(read({ 'x-forwarded-for': ' ' })).ip).toBe('0.0.0.0')
    expect(metaOf(read({ 'x-real-ip': '198.51.100.9' })).ip).toBe('0.0.0.0')
  })

  it('comes from no other header than the one that is named', async () => {
    vi.stubEnv('TRUSTED_PROXY', 'x-real-ip')
    const metaOf = await fresh()
    expect(metaOf(read({ ...pretended, 'x-real-ip': '203.0.113.5' })).ip).toBe('203.0.113.5')
  })
})
