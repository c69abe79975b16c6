import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSave, parseSubmit } from './request'
import { berlinToday } from './today'

const good = {
  token: 'a.b',
  page: 'vorhaben',
  intent: 'next',
  lang: 'de',
  changes: [{ key: 'app.personen', from: null, to: '2' }],
}

describe('parseSave', () => {
  it('takes the protocol and counts what is not in it', () => {
    const parsed = parseSave({
      ...good,
      importMetadaten: { datenkontext: 'ECHT_GESCHAEFT' },
      tenantId: 'x',
      id: 1,
    })
    expect(parsed).toEqual({ kind: 'ok', request: good, ignored: 3 })
  })

  it('drops keys that are no question and counts them', () => {
    const keys = ['__proto__', 'a.__proto__.x', 'constructor.prototype', 'a[__proto__][x]', 'a b', '']
    const parsed = parseSave({ ...good, changes: keys.map((key) => ({ key, from: null, to: '1' })) })
    expect(parsed).toMatchObject({ kind: 'ok', ignored: keys.length, request: { changes: [] } })
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })

  it('leaves every text to the question, however long or strange', () => {
    for (const to of [
      'x'.repeat(100_000),
      '\u0000',
      '\ud800',
      '‮',
      "' OR 1=1",
      { wert: '3,5', einheit: 'PROZENT' },
    ]) {
      expect(parseSave({ ...good, changes: [{ key: 'a', from: null, to }] }).kind).toBe('ok')
    }
  })

  it('refuses what is too big, too deep, cyclic or no object', () => {
    const cyclic: Record<string, unknown> = { ...good }
    cyclic.self = cyclic
    const deep = JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))
    const change = good.changes[0]
    const bad = [
      null,
      undefined,
      7,
      'text',
      [],
      cyclic,
      { ...good, changes: deep },
      { ...good, changes: [{ key: 'a', from: null, to: 'x'.repeat(300_000) }] },
      { ...good, changes: Array.from({ length: 101 }, () => change) },
      { ...good, changes: [{ key: 'a', from: null, to: 5 }] },
      { ...good, changes: [{ key: 'a', from: null, to: ['x'] }] },
      { ...good, page: '../etc/passwd' },
      { ...good, intent: 'delete' },
      { ...good, lang: 'fr' },
      { ...good, secret: 'short' },
    ]
    for (const body of bad) expect(parseSave(body)).toEqual({ kind: 'shape' })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(['ok', 'shape']).toContain(parseSave(body).kind)
        expect(['ok', 'shape']).toContain(parseSubmit(body).kind)
      }),
    )
  })
})

describe('berlinToday', () => {
  it('is the day in Germany, on both sides of midnight and of the clock change', () => {
    expect(berlinToday(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01')
    expect(berlinToday(new Date('2026-12-31T22:59:00Z'))).toBe('2026-12-31')
    expect(berlinToday(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
  })
})
