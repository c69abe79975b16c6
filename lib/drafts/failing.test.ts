import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase } from '@/lib/db'
import { log } from '@/lib/log'
import { submit } from '@/lib/submissions/submit'
import { save } from './service'

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const privacyVersion = '7d444840-9dc0-11d1-b245-5ffdce74fad2'
const token = makeStartToken({
  campaign: 'musterberatung',
  length: 'short',
  lang: 'de',
  privacyVersion,
  attribution: {},
})
const secret = 'S'.repeat(43)
const typed = 'Erika-Kanarienvogel'

afterEach(closeDatabase)

/** Nothing listens at the address of the unit tests' database. */
describe('without a database', () => {
  it('nothing passes: a save and a submit fail with a number that the log has too, and the log has nothing else', async () => {
    const error = vi.spyOn(log, 'error').mockImplementation(() => {})
    const common = { token, secret, lang: 'de', page: 'kontakt' } as const
    const changes = [{ key: 'haushalte.0.kunden.0.vorname', from: null, to: typed }]
    const answers = [
      await save({ ...common, intent: 'next', changes }, meta),
      await submit({ token, secret, lang: 'de', revision: 0, privacyVersion }, meta),
    ]
    for (const [at, answer] of answers.entries()) {
      expect(answer).toEqual({
        kind: 'failed',
        reference: expect.stringMatching(/^[A-Z2-9]{8}$/),
        retryAfter: expect.any(Number),
      })
      const [event, fields] = error.mock.calls[at] ?? []
      expect(event).toBe(['draft.save.failed', 'submit.failed'][at])
      expect(fields).toMatchObject(answer.kind === 'failed' ? { reference: answer.reference } : {})
    }
    expect(JSON.stringify(error.mock.calls)).not.toMatch(new RegExp(`${typed}|${secret}|${token}`))
  })
})
