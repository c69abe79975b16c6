import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { applyChanges } from '@/lib/forms/engine'
import type { Form, Lang, Length } from '@/lib/forms/engine/types'
import { ratenkredit } from '@/lib/forms/ratenkredit'
import { wander } from './wander.fixture'

const forms: readonly [string, Form, Length, boolean][] = [
  ['the short mortgage', baufinanzierung, 'short', true],
  ['the short mortgage without script', baufinanzierung, 'short', false],
  ['the long mortgage', baufinanzierung, 'full', true],
  ['the short credit', ratenkredit, 'short', true],
  ['the short credit without script', ratenkredit, 'short', false],
  ['the long credit', ratenkredit, 'full', true],
]

const today = '2026-11-21'

/** How many walks of each kind: 20,000 together when everything is verified. */
const runs = Number(process.env.WALKS ?? (process.env.VERIFY ? Math.ceil(20_000 / forms.length) : 12))

// Autosaves come when the walk presses something, never by themselves.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterAll(() => void vi.useRealTimers())

describe('whoever goes back and changes anything can finish', () => {
  it.each(forms)('%s', { timeout: Math.max(120_000, runs * 2_000) }, async (_, form, length, script) => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.integer({ min: 3, max: 40 }), async (gen, steps) => {
        const answers = await wander({ form, length, script, gen }, steps)
        expect(Object.keys(answers).length).toBeGreaterThan(0)
      }),
      { numRuns: runs, endOnFailure: true },
    )
  })
})

describe('an answer that moves along with another', () => {
  const work = 'antragsteller1.beschaeftigung'
  const income = (kind: string) => `${work}.${kind}.beschaeftigungsverhaeltnis.nettoeinkommenMonatlich`
  const art = `${work}.beschaeftigungsart`
  const say = (key: string, from: string | null, to: string) => ({ key, from, to })
  const stored = (lang: Lang, text = '1.200') => {
    const first = [say(art, null, 'ANGESTELLTER'), say(income('angestellter'), null, text)]
    return applyChanges(ratenkredit, {}, first, { length: 'short', lang, today }).answers
  }
  const env = { length: 'short' as const, lang: 'de' as const, today }

  it.each([
    [
      'which changed again before it was saved',
      stored('de'),
      [say(art, 'ANGESTELLTER', 'RENTNER'), say(income('arbeiter'), '1.200', '250')],
    ],
    [
      'without script, where its new place was shown empty',
      stored('de'),
      [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), null, '250')],
    ],
    [
      'and could not be read in the language it was typed in',
      stored('en'),
      [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), null, '1.200')],
    ],
  ])('%s, is no conflict', (_, answers, changes) => {
    const applied = applyChanges(ratenkredit, answers, changes, env)
    expect(applied.conflicts).toEqual([])
    expect(applied.answers[income('arbeiter')]).toMatchObject({
      value: Number(changes[1]?.to.replace('.', '')),
    })
  })

  it('is one still where another window changed it', () => {
    const changes = [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), '900', '250')]
    expect(applyChanges(ratenkredit, stored('de'), changes, env).conflicts).toHaveLength(1)
  })
})
