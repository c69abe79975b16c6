import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { solve } from '@/components/form/prove'
import { isProven, makeChallenge } from './proof'
import { reasonsFor, remaining } from './suspicion'

const usual = { humanSeconds: 20, draftsPerHour: 60 }
const person = { trap: false, ageSeconds: 200, draftsOfNetwork: 3, flood: false }

describe('suspicion', () => {
  it('falls on a filled trap, on quick hands and on a busy network, and on nobody else', () => {
    expect(reasonsFor(person, usual)).toEqual([])
    expect(reasonsFor({ ...person, draftsOfNetwork: null }, usual)).toEqual([])
    expect(reasonsFor({ trap: true, ageSeconds: 1, draftsOfNetwork: 61, flood: true }, usual)).toEqual([
      'trap',
      'fast',
      'network',
      'flood',
    ])
    expect(reasonsFor({ ...person, ageSeconds: 0 }, { ...usual, humanSeconds: 0 })).toEqual([])
  })

  it('a proof clears quick hands and a busy network, not a filled trap', () => {
    expect(remaining(['trap', 'fast', 'network', 'flood'], true)).toEqual(['trap'])
    expect(remaining(['fast'], false)).toEqual(['fast'])
  })
})

describe('proof of work', () => {
  const now = Date.now()

  it('is found by what the browser loads, and costs more in a suspicious network', async () => {
    const { challenge, bits } = makeChallenge('draft', ['fast'], now)
    const nonce = await solve(challenge, bits)
    expect(nonce).not.toBeNull()
    expect(isProven('draft', { challenge, nonce: nonce ?? -1 }, now)).toBe(true)
    expect(makeChallenge('draft', ['network'], now).bits).toBe(bits + 4)
  })

  it('is none for another draft, after its time, with another number or a changed challenge', async () => {
    const { challenge, bits } = makeChallenge('draft', ['fast'], now)
    const nonce = (await solve(challenge, bits)) ?? -1
    expect(isProven('other', { challenge, nonce }, now)).toBe(false)
    expect(isProven('draft', { challenge, nonce }, now + 10 * 60_000 + 1)).toBe(false)
    const wrong = Array.from({ length: 50 }, (_, at) => nonce + 1 + at).find(
      (one) => createHash('sha256').update(`${challenge}.${one}`).digest()[0] !== 0,
    )
    expect(isProven('draft', { challenge, nonce: wrong ?? -1 }, now)).toBe(false)
    const easier = challenge.replace(`draft.${bits}.`, 'draft.0.')
    expect(isProven('draft', { challenge: easier, nonce }, now)).toBe(false)
    for (const none of ['', '.', 'a.b', 'draft.0.99999999999999.x.'])
      expect(isProven('draft', { challenge: none, nonce }, now)).toBe(false)
  })
})
