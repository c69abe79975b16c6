import { describe, expect, it } from 'vitest'
import { mailSuggestion } from './mail-hint'

describe('a mistyped mail address', () => {
  it('is noticed where one letter of a well-known provider differs', () => {
    expect(mailSuggestion('erika@gmial.com')).toBe('erika@gmail.com')
    expect(mailSuggestion('erika@gmail.con')).toBe('erika@gmail.com')
    expect(mailSuggestion(' erika@wb.de ')).toBe('erika@web.de')
    expect(mailSuggestion('erika@t-onlinee.de')).toBe('erika@t-online.de')
  })

  it('is left alone where it is well known, different or no address', () => {
    for (const typed of [
      'erika@gmail.com',
      'erika@GMX.de',
      'erika@muster.example',
      'erika',
      'a@b@gmial.com',
      '',
    ])
      expect(mailSuggestion(typed)).toBeUndefined()
  })
})
