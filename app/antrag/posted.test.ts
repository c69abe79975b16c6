import { describe, expect, it } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { applyChanges, type Env, stepView } from '@/lib/forms/engine'
import { posted, withPosted } from './posted'

const env: Env = { length: 'short', lang: 'de', today: '2026-11-21' }
const purpose = 'finanzierungsbedarf.finanzierungszweck.@type'
const frame = 'finanzierungsbedarf.praeferenzen.zeitlicherRahmen.@type'

function vorhaben(changes: Parameters<typeof applyChanges>[2] = []) {
  const { answers } = applyChanges(baufinanzierung, {}, changes, env)
  const view = stepView(baufinanzierung, answers, env, 'vorhaben')
  if (!view) throw new Error('The first page always exists')
  return view
}
function post(fields: { [name: string]: string }): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

describe('a page posted without JavaScript', () => {
  it('changes what differs from the draft, from what stood there', () => {
    expect(posted(vorhaben(), post({ [purpose]: 'KAUF' })).changes).toEqual([
      { key: purpose, from: null, to: 'KAUF' },
    ])
    const known = vorhaben([{ key: purpose, from: null, to: 'KAUF' }])
    expect(posted(known, post({ [purpose]: 'KAUF' })).changes).toEqual([])
    expect(posted(known, post({ [purpose]: 'NEUBAU' })).changes).toEqual([
      { key: purpose, from: 'KAUF', to: 'NEUBAU' },
    ])
  })

  it('takes a group without a choice as unchanged and leaves foreign names alone', () => {
    const data = post({ token: 'x', page: 'vorhaben', 'importMetadaten.betreuung': 'x', __proto__x: 'x' })
    expect(posted(vorhaben([{ key: purpose, from: null, to: 'KAUF' }]), data).changes).toEqual([])
  })

  it('names the questions that an answer brings up', () => {
    expect(posted(vorhaben(), post({ [purpose]: 'KAUF', [frame]: 'DEADLINE' })).appeared).toHaveLength(1)
    expect(posted(vorhaben(), post({ [purpose]: 'KAUF', [frame]: 'KEIN_ZEITDRUCK' })).appeared).toEqual([])
  })

  it('can be drawn again with what was posted, and with what the draft holds where nothing was', () => {
    const known = vorhaben([{ key: frame, from: null, to: 'KEIN_ZEITDRUCK' }])
    const drawn = withPosted(known, post({ [purpose]: 'KAUF', foreign: 'x' }))
    const rawOf = (key: string) => drawn.fields.find((field) => field.key === key)?.raw
    expect(rawOf(purpose)).toBe('KAUF')
    expect(rawOf(frame)).toBe('KEIN_ZEITDRUCK')
    expect(drawn.fields).toHaveLength(known.fields.length)
  })
})
