import { expect, it } from 'vitest'
import { refusedAnswer } from './refused-answer'

const page = {
  method: 'POST',
  path: '/antrag/muster/kosten',
  scripted: false,
  lang: 'de' as const,
  appUrl: 'https://a.example',
}
const address = { status: 403, reason: 'address' } as const

it('a script is told by the kind that it has a sentence for', () => {
  const told = (reason: 'address' | 'foreign' | 'type' | 'size', request = { ...page, scripted: true }) =>
    JSON.parse(refusedAnswer({ status: 403, reason }, request)?.body ?? 'null')
  expect(told('address')).toEqual({ kind: 'refused', reason: 'origin' })
  expect(told('foreign', { ...page, path: '/api/antrag/save' })).toEqual({
    kind: 'refused',
    reason: 'origin',
  })
  expect(told('type')).toEqual({ kind: 'refused', reason: 'shape' })
  expect(told('size')).toEqual({ kind: 'tooLarge' })
})

it('a form without script gets a page that leads to the right address, in its language', () => {
  expect(refusedAnswer(address, page)?.body).toMatch(/lang="de".*href="https:\/\/a\.example\/antrag\/muster"/)
  expect(refusedAnswer(address, { ...page, lang: 'en' })?.body).toContain('/antrag/muster?sprache=en"')
  const strange = refusedAnswer(address, { ...page, path: '/antrag/"><script>' })?.body
  expect(strange).toContain('href="https://a.example/"')
  expect(strange).not.toContain('<script')
})

it('anything else is told nothing', () => {
  expect(refusedAnswer(address, { ...page, method: 'PUT' })).toBeNull()
  expect(refusedAnswer({ status: 403, reason: 'subrequest' }, page)).toBeNull()
})
