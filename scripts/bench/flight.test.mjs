import { expect, it } from 'vitest'
import { actionResult } from './flight.mjs'

const answer = (...rows) => Buffer.from(rows.join(''), 'utf8')
const head = '0:{"a":"$@1","f":"","b":"build"}\n'

it('reads what an action answered, with long texts, repeated parts and signs of its own', () => {
  const text = 'Größe: 12 m²\nund mehr'
  const length = Buffer.byteLength(text).toString(16)
  const bytes = answer(
    head,
    `2:T${length},${text}`,
    '1:{"kind":"saved","long":"$2","price":"$$5","none":"$undefined","a":{"b":[1,{"c":"x"}]},"again":"$1:a:b:1"}\n',
  )
  expect(actionResult(bytes)).toEqual({
    kind: 'saved',
    long: text,
    price: '$5',
    none: undefined,
    a: { b: [1, { c: 'x' }] },
    again: { c: 'x' },
  })
})

it('says so when the action failed, or when something stands there that it does not know', () => {
  expect(() => actionResult(answer(head, '1:E{"digest":"1"}\n'))).toThrow('The action failed')
  expect(() => actionResult(answer(head, '1:{"when":"$D2026-11-21"}\n'))).toThrow('Unknown')
  expect(() => actionResult(answer('<html>'))).toThrow('No answer')
})
