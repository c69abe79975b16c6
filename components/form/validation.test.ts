import { describe, expect, it } from 'vitest'
import type { FieldView } from '@/lib/forms/engine/view'
import { makeValidation } from './validation'

const field = (key: string): FieldView => ({
  key,
  kind: 'text',
  label: [{ text: key }],
  required: true,
  raw: '',
})
const fields = [field('a.0.b'), field('a.0.@type')]

const findEmpty = (all: readonly FieldView[], values: { readonly [key: string]: unknown }) =>
  Object.fromEntries(all.filter(({ key }) => !values[key]).map(({ key }) => [key, `${key} fehlt`]))

describe('validation of a page', () => {
  it('finds all errors at once on submit and clears one while it is corrected', async () => {
    const seen: { readonly [key: string]: string }[] = []
    const validation = makeValidation(findEmpty, { 'a.0.b': '', 'a.0.@type': '' }, (errors) =>
      seen.push(errors),
    )
    expect(await validation.submit(fields, { 'a.0.b': '', 'a.0.@type': '' })).toEqual({
      'a.0.b': 'a.0.b fehlt',
      'a.0.@type': 'a.0.@type fehlt',
    })
    validation.change(fields, 'a.0.b', { 'a.0.b': 'x', 'a.0.@type': '' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.at(-1)).toEqual({ 'a.0.@type': 'a.0.@type fehlt' })
  })

  it('does not check a field that was fine while somebody types in it', async () => {
    const seen: { readonly [key: string]: string }[] = []
    const validation = makeValidation(findEmpty, { 'a.0.b': 'x', 'a.0.@type': '' }, (errors) =>
      seen.push(errors),
    )
    await validation.submit(fields, { 'a.0.b': 'x', 'a.0.@type': '' })
    const before = seen.length
    validation.change(fields, 'a.0.b', { 'a.0.b': '', 'a.0.@type': '' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.slice(before).every((errors) => !('a.0.b' in errors))).toBe(true)
  })

  it('forgets a field that is no longer asked', async () => {
    const validation = makeValidation(findEmpty, { 'a.0.b': '', 'a.0.@type': 'x' }, () => undefined)
    await validation.submit(fields, { 'a.0.b': '', 'a.0.@type': 'x' })
    expect(await validation.submit(fields.slice(1), { 'a.0.b': '', 'a.0.@type': 'x' })).toEqual({})
  })

  it('shows what the server found until the field changes', async () => {
    const seen: { readonly [key: string]: string }[] = []
    const validation = makeValidation(findEmpty, { 'a.0.b': 'x', 'a.0.@type': 'x' }, (errors) =>
      seen.push(errors),
    )
    validation.serverSaid({ 'a.0.b': 'PLZ passt nicht' })
    validation.change(fields, 'a.0.b', { 'a.0.b': 'y', 'a.0.@type': 'x' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen.at(-1)).toEqual({})
  })
})
