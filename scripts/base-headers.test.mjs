import { expect, it } from 'vitest'
import { commonHeaders } from '@/lib/http/headers'
import { baseHeaders } from './base-headers.mjs'

it.each([true, false])('are what every answer has, with https: %s', (https) => {
  expect(baseHeaders(https)).toEqual(commonHeaders(https))
})
