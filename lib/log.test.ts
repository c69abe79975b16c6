import { describe, expect, expectTypeOf, it } from 'vitest'
import { errorFields, type LogFields, onlyAllowed } from './log'

describe('log', () => {
  it('keeps the named fields and drops every other, whatever the types were made to say', () => {
    const smuggled = { reference: 'ABCDEFGH', email: 'erika@example.org', answers: { name: 'Erika' } }
    expect(onlyAllowed(smuggled)).toEqual({ reference: 'ABCDEFGH' })
    expect(onlyAllowed({ reason: 'x'.repeat(900) }).reason).toHaveLength(500)
  })

  it('has no field for what a person typed: each is an id, a closed vocabulary or a number', () => {
    type Person =
      | 'name'
      | 'email'
      | 'phone'
      | 'iban'
      | 'answers'
      | 'payload'
      | 'token'
      | 'secret'
      | 'ip'
      | 'url'
    expectTypeOf<Extract<keyof LogFields, Person>>().toEqualTypeOf<never>()
    expectTypeOf<LogFields[keyof LogFields]>().toEqualTypeOf<string | number | undefined>()
  })

  it('cannot be given a line of its own: what is written is one line of JSON', () => {
    const reason = 'x\r\n{"level":60,"event":"fake"}\u001b[31m'
    const line = JSON.stringify(onlyAllowed({ reason }))
    for (const sign of ['\r', '\n', '\u001b']) expect(line).not.toContain(sign)
    expect(JSON.parse(line)).toEqual({ reason })
  })

  it('says class, code and place of an error, not its message', () => {
    const cause = Object.assign(new TypeError('value "Erika" is bad'), { code: '23505' })
    const fields = errorFields(new Error('outer with Erika', { cause }))
    expect(fields).toMatchObject({ errorName: 'TypeError', errorCode: '23505' })
    expect(JSON.stringify(fields)).not.toContain('Erika')
  })
})
