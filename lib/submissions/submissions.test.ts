import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storedPrivacy } from '@/lib/privacy'
import { contactIn, contactIndexes, maskEmail } from './contact'
import { buildPayload, canonicalJson, payloadSha256 } from './payload'
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

describe('buildPayload', () => {
  it('numbers the persons through all households and changes nothing else', () => {
    const document = {
      haushalte: [{ kunden: [erika, { referenzId: 'k2' }] }, { kunden: [{ referenzId: 'k3' }] }],
    }
    expect(buildPayload({ importMetadaten, document, privacy })).toEqual({
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
    const a = buildPayload({ importMetadaten, document: { a: 1, b: { c: [1, 2], d: null } }, privacy })
    const b = buildPayload({ importMetadaten, document: { b: { d: null, c: [1, 2] }, a: 1 }, privacy })
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
  it('is the first person of the document', () => {
    expect(contactIn({ haushalte: [{ kunden: [erika] }] })).toEqual({
      vorname: 'Erika',
      nachname: 'Muster',
      email: 'Erika@Example.org',
      phone: '0221 123456',
    })
    expect(contactIn({})).toEqual({})
  })

  it('is found again in other spellings', () => {
    const one = contactIndexes('t', { email: 'Erika@Example.org', phone: '0221 123456' })
    const two = contactIndexes('t', { email: 'erika@example.ORG', phone: '0221123456' })
    expect(one.emailIndex).toEqual(two.emailIndex)
    expect(one.phoneIndex).toEqual(two.phoneIndex)
    expect(contactIndexes('t', {})).toEqual({ emailIndex: null, phoneIndex: null, nameIndex: null })
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
  it('says created only with a number of a case that exists', () => {
    expect(receiptState({ state: 'DELIVERED', ageSeconds: 1, vorgangsnummer: 'AB12CD' })).toBe('created')
    expect(receiptState({ state: 'VERIFIED', ageSeconds: 900, vorgangsnummer: 'AB12CD' })).toBe('created')
    expect(receiptState({ state: 'DELIVERED', ageSeconds: 1 })).toBe('delayed')
    expect(receiptState({ state: 'SENDING', ageSeconds: 59 })).toBe('working')
    expect(receiptState({ state: 'SENDING', ageSeconds: 61 })).toBe('delayed')
    expect(receiptState({ state: 'UNKNOWN', ageSeconds: 1, vorgangsnummer: 'AB12CD' })).toBe('delayed')
  })

  it('shows the reference in two groups', () => {
    expect(showReference('ABCD2345')).toBe('SA-ABCD-2345')
  })
})
