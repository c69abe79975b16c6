import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import type { Form, Length } from '@/lib/forms/engine/types'
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
