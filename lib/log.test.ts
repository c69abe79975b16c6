import { describe, expect, it } from 'vitest'
import { errorFields, onlyAllowed } from './log'

describe('log', () => {
  it('keeps the named fields and drops every other, whatever the types were made to say', () => {
    const smuggled = { reference: 'ABCDEFGH', email: 'erika@example.org', answers: { name: 'Erika' } }
    expect(onlyAllowed(smuggled)).toEqual({ reference: 'ABCDEFGH' })
    expect(onlyAllowed({ reason: 'x'.repeat(900) }).reason).toHaveLength(500)
  })

  it('says class, code and place of an error, not its message', () => {
    const cause = Object.assign(new TypeError('value "Erika" is bad'), { code: '23505' })
    const fields = errorFields(new Error('outer with Erika', { cause }))
    expect(fields).toMatchObject({ errorName: 'TypeError', errorCode: '23505' })
    expect(JSON.stringify(fields)).not.toContain('Erika')
  })
})
