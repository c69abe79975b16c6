import { expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { refusalReasons } from './protocol'
import { noteRefused, refusedLately, refusedSoFar } from './refused'

it('what was refused as not ours counts for an hour, apart where a page stood under another address', () => {
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  const minute = 60_000
  const at = (minutes: number) => 1_800_000_000_000 + minutes * minute
  for (const reason of refusalReasons) noteRefused({ reason, status: 403 }, '/antrag/x', at(0))
  noteRefused({ reason: 'address', status: 403 }, '/antrag/x', at(30))
  // Missing, foreign and site; a path, a method, a size or a type says nothing of where the request came from.
  expect(refusedLately(at(54))).toEqual({ address: 2, others: 3 })
  expect(refusedLately(at(60))).toEqual({ address: 1, others: 0 })
  expect(refusedLately(at(91))).toEqual({ address: 0, others: 0 })
  expect(refusedSoFar()).toMatchObject({ address: 2, foreign: 1, path: 1, size: 1 })
})
