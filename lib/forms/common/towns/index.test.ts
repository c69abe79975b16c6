import { expect, it } from 'vitest'
import { onlyTownOf, townsOf } from './index'

it('lists the towns of a postcode', () => {
  expect(townsOf('50667')).toEqual(['Köln'])
  expect(townsOf('01945')).toContain('Ruhland')
  expect(townsOf('00000')).toEqual([])
  expect(townsOf('constructor')).toEqual([])
  expect([onlyTownOf('50667'), onlyTownOf('01945'), onlyTownOf(undefined)]).toEqual([
    'Köln',
    undefined,
    undefined,
  ])
})
