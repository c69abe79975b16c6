import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kundenangabenPayload } from '@/lib/cases/europace/payload'
import { canonicalJson } from '@/lib/cases/json'
import { storedPrivacy } from '@/lib/privacy'
import { contactsIn, maskEmail } from './contact'
import { contactHash } from './contact-index'
import { payloadSha256 } from './payload'
import { receiptState } from './receipt'
import { showReference } from './reference'

const privacy = storedPrivacy({
  versionId: 'v',
  sha256: 'h',
  language: 'de',
  shownAt: '2026-11-21T12:00:00.000Z',
})
const importMetadaten = {
  datenkontext: 'TEST_MODUS' as const,
  externeVorgangsId: 'SA-X',
  leadtracking: { trackingId: 'SA-X' },
}
const erika = {
  referenzId: 'k1',
  personendaten: { person: { vorname: 'Erika', nachname: 'Muster' } },
  kontakt: { email: 'Erika@Example.org', telefonnummer: { vorwahl: '0221', nummer: '123456' } },
}

describe('kundenangabenPayload', () => {
  it('numbers the persons through all households and changes nothing else', () => {
    const document = {
      haushalte: [{ kunden: [erika, { referenzId: 'k2' }] }, { kunden: [{ referenzId: 'k3' }] }],
    }
    expect(kundenangabenPayload({ importMetadaten, document, privacy })).toEqual({
      importMetadaten,
      kundenangaben: {
        haushalte: [
          {
            kunden: [
              { ...erika, externeKundenId: 'SA-X-1' },
              { referenzId: 'k2', externeKundenId: 'SA-X-2' },
            ],
          },
          { kunden: [{ referenzId: 'k3', externeKundenId: 'SA-X-3' }] },
        ],
      },
    })
  })

  it('is deterministic whatever the order of properties', () => {
    const a = kundenangabenPayload({
      importMetadaten,
      document: { a: 1, b: { c: [1, 2], d: null } },
      privacy,
    })
    const b = kundenangabenPayload({
      importMetadaten,
      document: { b: { d: null, c: [1, 2] }, a: 1 },
      privacy,
    })
    expect(payloadSha256(a)).toBe(payloadSha256(b))
    expect(payloadSha256(a)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('canonical JSON says the same as JSON, and refuses numbers that JSON would make null', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(() => canonicalJson({ a: Number.NaN })).toThrow()
    expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow()
  })
})

describe('contact', () => {
  it('is everybody in the document, in its order', () => {
    const max = { personendaten: { person: { vorname: 'Max' } } }
    expect(
      contactsIn(
        kundenangabenPayload({
          importMetadaten,
          document: { haushalte: [{ kunden: [erika] }, { kunden: [max] }] },
          privacy,
        }),
      ),
    ).toMatchObject([
      { vorname: 'Erika', nachname: 'Muster', email: 'Erika@Example.org', phone: '0221 123456' },
      { vorname: 'Max' },
    ])
    expect(contactsIn(kundenangabenPayload({ importMetadaten, document: {}, privacy }))).toEqual([])
  })

  it.each([
    ['email', 'Erika@Example.org', ' erika@example.ORG'],
    ['phone', '0221 123456', '+49 221/123456'],
    ['phone', '0221 123456', '0049 (0)221 123456'],
    ['phone', '0043 6601234567', '+43 660 1234567'],
    ['phone', '1234', '12-34'],
    ['name', 'Erika  Muster', 'erika muster'],
  ] as const)('%s %s is found again as %s, and not in another tenant', (field, stored, asked) => {
    expect(contactHash('t', field, asked)).toEqual(contactHash('t', field, stored))
    expect(contactHash('u', field, asked)).not.toEqual(contactHash('t', field, stored))
  })

  it('of nothing there is no hash', () => {
    expect(contactHash('t', 'phone', '-')).toBeNull()
    expect(contactHash('t', 'email', ' ')).toBeNull()
  })

  it.each([
    ['erika@example.org', 'er…@example.org'],
    ['e@example.org', 'e…@example.org'],
    ['"a@b"@example.org', '"a…@example.org'],
    ['broken', '…'],
  ])('%s is shown as %s', (email, shown) => {
    expect(maskEmail(email)).toBe(shown)
  })
})

describe('receipt', () => {
  it('says created only of a case that exists', () => {
    expect(receiptState({ state: 'DELIVERED', ageSeconds: 1, hasCase: true })).toBe('created')
    expect(receiptState({ state: 'VERIFIED', ageSeconds: 900, hasCase: true })).toBe('created')
    expect(receiptState({ state: 'DELIVERED', ageSeconds: 1, hasCase: false })).toBe('delayed')
    expect(receiptState({ state: 'SENDING', ageSeconds: 59, hasCase: false })).toBe('working')
    expect(receiptState({ state: 'SENDING', ageSeconds: 61, hasCase: false })).toBe('delayed')
    expect(receiptState({ state: 'UNKNOWN', ageSeconds: 1, hasCase: true })).toBe('delayed')
  })

  it('shows the reference in two groups', () => {
    expect(showReference('ABCD2345')).toBe('SA-ABCD-2345')
  })
})
