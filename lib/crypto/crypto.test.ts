import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { open, seal } from './cipher'
import { blindIndex, keyringOf, macOf, newDataKey, unwrapKey, versionOfMac, wrapKey } from './keyring'
import { hashSecret, randomBase32, randomReadable, randomSecret, sameBytes } from './secret'

const place = { tenantId: 't', recordId: 'r', schema: 's' }
const key = newDataKey()
const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array))

describe('cipher', () => {
  it('opens what it sealed', () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        expect(open(key, place, seal(key, place, plain))).toEqual({ kind: 'opened', bytes: plain })
      }),
    )
  })

  it('opens nothing after any one bit was changed', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, at) => {
        const sealed = seal(key, place, plain)
        const bit = at % (sealed.length * 8)
        sealed.writeUInt8(sealed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        expect(open(key, place, sealed)).toEqual({ kind: 'unreadable' })
      }),
    )
  })

  it('opens nothing at another place, with another key or cut short', () => {
    const sealed = seal(key, place, Buffer.from('answers'))
    for (const [name, value] of Object.entries(place)) {
      expect(open(key, { ...place, [name]: `${value}x` }, sealed)).toEqual({ kind: 'unreadable' })
    }
    expect(open(newDataKey(), place, sealed)).toEqual({ kind: 'unreadable' })
    for (let length = 0; length < sealed.length; length++) {
      expect(open(key, place, sealed.subarray(0, length))).toEqual({ kind: 'unreadable' })
    }
  })

  it('never repeats itself', () => {
    const many = Array.from({ length: 500 }, () => seal(key, place, Buffer.from('same')).toString('hex'))
    expect(new Set(many).size).toBe(500)
  })
})

describe('keyring', () => {
  const entry = (version: string) => [version, newDataKey().toString('base64')] as const
  const [one, two] = [entry('v1'), entry('v2')]

  it('opens keys that an older version wrapped, as long as that version is there', () => {
    const wrapped = wrapKey(keyringOf([one]), place, key)
    expect(wrapped.keyVersion).toBe('v1')
    expect(unwrapKey(keyringOf([one, two]), place, wrapped)).toEqual({ kind: 'opened', bytes: key })
    expect(unwrapKey(keyringOf([two]), place, wrapped)).toEqual({ kind: 'unreadable' })
    expect(wrapKey(keyringOf([one, two]), place, key).keyVersion).toBe('v2')
  })

  it('MACs are made under the current version and known again under every one that is there', () => {
    const made = macOf(keyringOf([one]), 'text')
    expect(versionOfMac(keyringOf([one, two]), 'text', made)).toBe('v1')
    expect(versionOfMac(keyringOf([one, two]), 'text', macOf(keyringOf([one, two]), 'text'))).toBe('v2')
    expect(versionOfMac(keyringOf([one, two]), 'other', made)).toBeNull()
    expect(versionOfMac(keyringOf([two]), 'text', made)).toBeNull()
  })

  it('blind indexes differ by tenant, field and value and are equal otherwise', () => {
    const index = (...parts: [string, string, string]) => blindIndex(...parts).hash.toString('hex')
    expect(index('t', 'email', 'a')).toBe(index('t', 'email', 'a'))
    const others = [
      index('u', 'email', 'a'),
      index('t', 'phone', 'a'),
      index('t', 'email', 'b'),
      index('t', 'emaila', ''),
    ]
    expect(others).not.toContain(index('t', 'email', 'a'))
  })
})

describe('secrets', () => {
  it('have the promised length and signs and do not repeat', () => {
    const draw = (make: () => string) => Array.from({ length: 2_000 }, make)
    expect(draw(randomBase32).every((text) => /^[A-Z2-7]{26}$/.test(text))).toBe(true)
    expect(draw(() => randomReadable(8)).every((text) => /^[A-HJ-NP-Z2-9]{8}$/.test(text))).toBe(true)
    expect(draw(randomSecret).every((text) => /^[A-Za-z0-9_-]{43}$/.test(text))).toBe(true)
    expect(new Set(draw(randomBase32)).size).toBe(2_000)
    const seen = new Set(draw(() => randomReadable(8)).join(''))
    expect(seen.size).toBe(32)
  })

  it('compare by value', () => {
    expect(sameBytes(hashSecret('a'), hashSecret('a'))).toBe(true)
    expect(sameBytes(hashSecret('a'), hashSecret('b'))).toBe(false)
    expect(sameBytes(Buffer.from('a'), Buffer.from('ab'))).toBe(false)
  })
})
