import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mailboxOf } from './letters'

it.each([
  ['Erika.Muster@Gmail.com', 'erikamuster@gmail.com'],
  ['e.r.i.k.a.muster+x+y@googlemail.com', 'erikamuster@gmail.com'],
  ['erika.muster+bank@web.de', 'erika.muster@web.de'],
  ['+erika@web.de', '+erika@web.de'],
  [' erika@web.de ', 'erika@web.de'],
  ['erika@münchen.example', 'erika@xn--mnchen-3ya.example'],
  ['erika@xn--mnchen-3ya.example', 'erika@xn--mnchen-3ya.example'],
  ['erika', 'erika'],
])('%s leads to %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox)
})

it('however one mailbox is written, it is one', () => {
  const name = fc.stringMatching(/^[a-z]{1,12}$/)
  fc.assert(
    fc.property(name, fc.array(fc.nat(11)), name, fc.boolean(), (letters, dots, tag, loud) => {
      const dotted = dots.reduce(
        (text, at) => (at > 0 && at < text.length ? `${text.slice(0, at)}.${text.slice(at)}` : text),
        letters,
      )
      const written = `${dotted}+${tag}@${loud ? 'GMAIL.COM' : 'googlemail.com'}`
      expect(mailboxOf(written)).toBe(`${letters}@gmail.com`)
      expect(mailboxOf(mailboxOf(written))).toBe(mailboxOf(written))
    }),
  )
})
