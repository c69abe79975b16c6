import { expect, it } from 'vitest'
import { problemsOf } from '@/lib/forms/engine'
import { ratenkredit } from './index'

it('has no problems that the engine can see', () => {
  expect(problemsOf(ratenkredit)).toEqual([])
})
