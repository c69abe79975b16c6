import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mendedLink } from './link-encoding'

const kampagneIn = (query: string) => new URLSearchParams(mendedLink(query) ?? query).get('kampagne')

describe('a link whose letters are not UTF-8', () => {
  it('keeps its umlauts, beside others that are', () => {
    expect(kampagneIn('?kampagne=Fr%FChling')).toBe('Frühling')
    expect(kampagneIn('?utm_term=%C3%A4&kampagne=%C4pfel+%26+K%E4se')).toBe('Äpfel & Käse')
    expect(kampagneIn('?kampagne=%DCber 100%')).toBe('Über 100%')
    expect(mendedLink('/antrag/m%FCller')).toBe('/antrag/m%C3%BCller')
  })

  it('is left alone where it can be read, and can be read afterwards whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const query = encodeURIComponent(text)
        expect(mendedLink(query)).toBeNull()
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('%', '%2F', '%E4', '%C3', '%A4', 'a', '+', '&')), {}),
        (parts) => {
          const text = parts.join('')
          const mended = mendedLink(text) ?? text
          expect(() => decodeURIComponent(mended)).not.toThrow()
          expect(mendedLink(mended)).toBeNull()
        },
      ),
    )
  })
})
