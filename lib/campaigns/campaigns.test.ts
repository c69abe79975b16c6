import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { newDataKey } from '@/lib/crypto/keyring'
import type * as Environment from '@/lib/env'
import { isProven, makeChallenge } from '@/lib/limits/proof'
import { attributionSchema, readAttribution } from './attribution'
import { datenkontextOf } from './campaign'
import { importMetadatenFor } from './import-metadata'
import { firstSecret, makeStartToken, readStartToken } from './start-token'

/** START_TOKEN_KEY of this process where a test changes it. */
const held = vi.hoisted((): { keys: [string, string][] | null } => ({ keys: null }))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof Environment>()
  return { ...real, env: () => ({ ...real.env(), ...(held.keys && { START_TOKEN_KEY: held.keys }) }) }
})
afterEach(() => {
  held.keys = null
})

const data = {
  campaign: 'musterberatung',
  length: 'short' as const,
  lang: 'de' as const,
  privacyVersion: '5a000000-0000-4000-8000-000000000010',
  attribution: { kampagne: 'Frühling' },
}

describe('readAttribution', () => {
  it('reads the allowed parameters only, the first of repeated ones', () => {
    const query = {
      kampagne: ['Frühling', 'Herbst'],
      keyword: 'haus kaufen',
      gclid: 'abc-123',
      datenkontext: 'ECHT_GESCHAEFT',
      betreuung: 'X',
      utm_id: '7',
      trackingId: undefined,
    }
    const found = { kampagne: 'Frühling', keyword: 'haus kaufen', gclid: 'abc-123' }
    expect(readAttribution(query)).toEqual(found)
    expect(readAttribution(new URLSearchParams('kampagne=Fr%C3%BChling&kampagne=Herbst&x=1'))).toEqual({
      kampagne: 'Frühling',
    })
  })

  it('cuts names, drops ids that are too long, strips control and direction characters', () => {
    const found = readAttribution({
      kampagne: 'ä'.repeat(500),
      keyword: 'a\u0000b\u202Ec\r\nd',
      trackingId: 'x'.repeat(101),
      gclid: 'x'.repeat(150),
    })
    expect(found).toEqual({ kampagne: 'ä'.repeat(100), keyword: 'a b c d', gclid: 'x'.repeat(150) })
  })

  it('gives only what the token takes, for any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(text, text, (kampagne, trackingId) => {
        const found = readAttribution({ kampagne, trackingId })
        expect(attributionSchema.safeParse(found).success).toBe(true)
        expect(JSON.stringify(found)).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })
})

describe('start token', () => {
  it('comes back as it was made', () => {
    const token = makeStartToken({ ...data, issuedAt: 1_000 })
    expect(readStartToken(token, 2_000)).toMatchObject({
      kind: 'token',
      expired: false,
      token: { ...data, issuedAt: 1_000 },
    })
  })

  it('is refused after any change', () => {
    const token = makeStartToken(data)
    for (let at = 0; at < token.length; at++) {
      // The last sign of a base64 text holds bits that say nothing; they are not compared as text.
      if (at === token.length - 1) continue
      const other = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect(readStartToken(other)).toEqual({ kind: 'invalid' })
    }
    for (const text of ['', '.', 'a.b', 'a.b.c', 'x'.repeat(9_000), token.split('.')[0] ?? '']) {
      expect(readStartToken(text)).toEqual({ kind: 'invalid' })
    }
  })

  it('is expired after a week and when it comes from the future', () => {
    const token = makeStartToken({ ...data, issuedAt: 0 })
    const day = 24 * 3600 * 1000
    expect(readStartToken(token, 6 * day)).toMatchObject({ expired: false })
    expect(readStartToken(token, 8 * day)).toMatchObject({ expired: true })
    expect(readStartToken(makeStartToken({ ...data, issuedAt: day }), 0)).toMatchObject({ expired: true })
  })

  it('gives each view a first secret of its own, that does not stand in the token', () => {
    const secret = (text: string) => {
      const read = readStartToken(text)
      return read.kind === 'token' ? firstSecret(read.token) : ''
    }
    const [a, b] = [makeStartToken(data), makeStartToken(data)]
    expect(secret(a)).toBe(secret(a))
    expect(secret(a)).not.toBe(secret(b))
    expect(secret(a)).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(a).not.toContain(secret(a))
  })
})

describe('START_TOKEN_KEY in versions', () => {
  const made = (version: string): [string, string] => [version, newDataKey().toString('base64')]
  const [v1, v2] = [made('v1'), made('v2')]
  const read = (text: string) => {
    const found = readStartToken(text)
    return found.kind === 'token' ? { by: found.token.keyVersion, secret: firstSecret(found.token) } : null
  }

  it('reads what an older version signed and gives it the same first secret; signs with the newest', () => {
    held.keys = [v1]
    const old = makeStartToken(data)
    const before = read(old)
    expect(before?.by).toBe('v1')
    held.keys = [v2, v1]
    expect(read(old)).toEqual(before)
    held.keys = [v1, v2]
    expect(read(old)).toEqual(before)
    const fresh = makeStartToken(data)
    expect(read(fresh)?.by).toBe('v2')
    held.keys = [v2]
    expect(read(old)).toBeNull()
    expect(read(fresh)?.by).toBe('v2')
  })

  it('takes a challenge that an older version signed', () => {
    held.keys = [v1]
    const { challenge, bits } = makeChallenge('draft', [])
    const hash = (nonce: number) => createHash('sha256').update(`${challenge}.${nonce}`).digest()
    let nonce = 0
    while (hash(nonce).readUInt32BE(0) >>> (32 - bits) !== 0) nonce++
    held.keys = [v1, v2]
    expect(isProven('draft', { challenge, nonce })).toBe(true)
    held.keys = [v2]
    expect(isProven('draft', { challenge, nonce })).toBe(false)
  })
})

describe('importMetadatenFor', () => {
  const campaign = {
    datenkontext: 'TEST_MODUS' as const,
    settings: {
      target: 'kundenangaben' as const,
      importquelle: 'Landingpage',
      prioritaet: 'HOCH' as const,
      zusaetzlicherEreignistext: 'Premium-Kunde',
      betreuung: { kundenbetreuer: 'ABC12', bearbeiter: 'ABC12' },
      tippgeber: {
        tippgeberPartnerId: 'TRI01',
        tippgeberprovisionswunsch: { '@type': 'BETRAG' as const, betrag: 50 },
      },
    },
  }

  it('maps the link to leadtracking', () => {
    const attribution = {
      kampagne: 'A',
      keyword: 'B',
      trackingId: 'C',
      utm_campaign: 'x',
      utm_term: 'x',
      gclid: 'x',
    }
    expect(importMetadatenFor(campaign, attribution, 'SA-1')).toEqual({
      datenkontext: 'TEST_MODUS',
      externeVorgangsId: 'SA-1',
      importquelle: 'Landingpage',
      leadtracking: { kampagne: 'A', keyword: 'B', trackingId: 'C' },
      zusaetzlicherEreignistext: 'Premium-Kunde',
      prioritaet: 'HOCH',
      betreuung: { kundenbetreuer: 'ABC12', bearbeiter: 'ABC12' },
      tippgeber: {
        tippgeberPartnerId: 'TRI01',
        tippgeberprovisionswunsch: { '@type': 'BETRAG', betrag: 50 },
      },
    })
  })

  it('falls back to utm and click ids, then to the external id', () => {
    const tracking = (attribution: Parameters<typeof importMetadatenFor>[1]) =>
      importMetadatenFor(campaign, attribution, 'SA-1').leadtracking
    expect(tracking({ utm_campaign: 'U', utm_term: 'T', fbclid: 'F' })).toEqual({
      kampagne: 'U',
      keyword: 'T',
      trackingId: 'F',
    })
    expect(tracking({ utm_source: 'google' })).toEqual({ trackingId: 'SA-1' })
  })

  it('leaves out what a campaign does not set', () => {
    expect(
      importMetadatenFor({ datenkontext: 'TEST_MODUS', settings: { target: 'kundenangaben' } }, {}, 'SA-1'),
    ).toEqual({
      datenkontext: 'TEST_MODUS',
      externeVorgangsId: 'SA-1',
      leadtracking: { trackingId: 'SA-1' },
    })
  })

  it('makes real cases only if environment and campaign say so', () => {
    expect(datenkontextOf(true, 'ECHT_GESCHAEFT')).toBe('ECHT_GESCHAEFT')
    expect(datenkontextOf(false, 'ECHT_GESCHAEFT')).toBe('TEST_MODUS')
    expect(datenkontextOf(true, 'TEST_MODUS')).toBe('TEST_MODUS')
  })
})
