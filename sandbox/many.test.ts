import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Case, makeCases } from './cases'
import type { Call } from './http'
import { makeJournal } from './journal'
import { startSandbox } from './server'
import { allScopes } from './token'
import { makeVorgaenge } from './vorgaenge'

/** What the sandbox needs for a run of many thousand cases. */
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, seconds))
const caseOf = (vorgangsnummer: string, letzteAenderung: Date): Case => ({
  vorgangsnummer,
  externeVorgangsnummer: `ext-${vorgangsnummer}`,
  datenkontext: 'TEST_MODUS',
  status: 'AKTIV',
  erstelltAm: letzteAenderung,
  letzteAenderung,
  letztesEreignis: new Date(0),
  metadaten: {},
  kundenangaben: {},
  dropped: [],
  kundenbetreuer: 'SELBST',
  bearbeiter: '',
})

afterEach(() => vi.useRealTimers())

describe('cases', () => {
  it('stand newest change first, in whatever order they were put, and a change moves a case', () => {
    const cases = makeCases()
    const numbers = () => cases.all().map(({ vorgangsnummer }) => vorgangsnummer)
    for (const [number, second] of Object.entries({ A: 1, B: 3, C: 2, D: 3 })) {
      cases.put(caseOf(number, at(second)))
    }
    expect(numbers()).toEqual(['D', 'B', 'C', 'A'])
    cases.put(caseOf('A', at(4)))
    expect(numbers()).toEqual(['A', 'D', 'B', 'C'])
    cases.clear()
    expect(numbers()).toEqual([])
  })

  it('are listed by their numbers without a token, archived ones too', async () => {
    const sandbox = await startSandbox()
    sandbox.platform.cases.put({ ...caseOf('ABC234', at(1)), status: 'ARCHIVIERT' })
    const answer = await fetch(`${sandbox.url}/_cases`)
    expect(await answer.json()).toEqual([
      { target: 'kundenangaben', vorgangsnummer: 'ABC234', externeVorgangsnummer: 'ext-ABC234' },
    ])
    await sandbox.close()
  })

  it('come into the list with a lag of their own, each up to the given one and none later', () => {
    vi.useFakeTimers({ now: at(0) })
    const cases = makeCases()
    for (let made = 0; made < 100; made += 1) cases.put(caseOf(cases.newNumber(), at(0)))
    const grant = { clientId: 'test', scopes: allScopes, until: 0 }
    const tokens = {
      issue: () => ({ status: 500 }),
      grantOf: () => grant,
      clientOf: () => grant.clientId,
      revokeAll: () => undefined,
    }
    const vorgaenge = makeVorgaenge(cases, tokens, Date.now)
    const query = new URLSearchParams({ datenKontext: 'TEST_MODUS', limit: '1000' })
    const call: Call = { method: 'GET', path: '', query, headers: {}, traceId: '', raw: '', body: undefined }
    const page = z.object({ vorgaenge: z.array(z.object({ vorgangsNummer: z.string() })) })
    const listedAfter = (ms: number) => {
      vi.setSystemTime(at(0).getTime() + ms)
      const { vorgaenge: found } = page.parse(vorgaenge.list(call, { lag: { ms: 2000, spread: true } }).json)
      return found.map(({ vorgangsNummer }) => vorgangsNummer)
    }
    const half = listedAfter(1000)
    expect(half.length).toBeGreaterThan(10)
    expect(half.length).toBeLessThan(90)
    expect(listedAfter(1000)).toEqual(half)
    expect(listedAfter(1500)).toEqual(expect.arrayContaining(half))
    expect(listedAfter(2000)).toHaveLength(100)
  })

  it('shift while somebody pages: the case that would come next is edited and stands on the first page again', () => {
    const cases = makeCases()
    for (const number of ['A', 'B', 'C', 'D']) cases.put(caseOf(number, at(1)))
    const grant = { clientId: 'test', scopes: allScopes, until: 0 }
    const tokens = {
      issue: () => ({ status: 500 }),
      grantOf: () => grant,
      clientOf: () => grant.clientId,
      revokeAll: () => undefined,
    }
    const vorgaenge = makeVorgaenge(cases, tokens, () => at(2).getTime())
    const page = z.object({ vorgaenge: z.array(z.object({ vorgangsNummer: z.string() })) })
    const listed = (nr: number, shift: boolean) => {
      const query = new URLSearchParams({ datenKontext: 'TEST_MODUS', limit: '2', page: String(nr) })
      const call: Call = {
        method: 'GET',
        path: '',
        query,
        headers: {},
        traceId: '',
        raw: '',
        body: undefined,
      }
      const { vorgaenge: found } = page.parse(vorgaenge.list(call, { shift }).json)
      return found.map(({ vorgangsNummer }) => vorgangsNummer)
    }
    expect(listed(0, true)).toEqual(['D', 'C'])
    expect(listed(1, true)).toEqual(['C', 'A'])
    expect(listed(0, false)).toEqual(['B', 'D'])
  })
})

it('the journal keeps at least as many of the newest entries as said, and not all', () => {
  const journal = makeJournal(10)
  for (let call = 0; call < 1000; call += 1)
    journal.add({
      kind: 'token',
      method: 'POST',
      path: '/',
      status: 200,
      traceId: '',
      request: null,
      response: null,
    })
  const kept = journal.list().map(({ seq }) => seq)
  expect(kept.slice(-10)).toEqual([991, 992, 993, 994, 995, 996, 997, 998, 999, 1000])
  expect(kept.length).toBeLessThanOrEqual(20)
})
