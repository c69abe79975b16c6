import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { P } from '@/lib/forms/baufinanzierung/paths'
import type { Value } from '@/lib/forms/engine/types'
import { wordsFor } from '@/lib/words'
import { readNumber } from '../read-number'
import { EnergyScale } from './energy-scale'
import { Picture } from './picture'

const given: { readonly [key: string]: Value } = {
  [P.zweck]: 'KAUF',
  [P.kaufpreis]: 312_245,
  'haushalte.0.kunden.0.finanzielles.einkommenNetto': 3_000,
}
const example = { interest: 350, repayment: 200, date: '1. November 2026', text: 'Nettodarlehen 100.000 €.' }
const names = ['finanzierung', 'beleihung', 'haushaltsrechnung', 'rate']
const draw = (read: (key: string) => Value | undefined, shown?: typeof example) =>
  renderToStaticMarkup(
    <Picture
      names={names}
      read={read}
      today="2026-11-21"
      example={shown}
      lang="de"
      words={wordsFor('de', 'baufinanzierung')}
    />,
  ).replace(/\u00a0/g, ' ')

describe('the picture', () => {
  it('starts without interest and repayment: no instalment is claimed', () => {
    const html = draw((key) => given[key])
    expect(html).toContain('noch nicht gewählt')
    expect(html).not.toContain('Rate pro Monat')
    expect(html).not.toContain('Repräsentatives Beispiel')
  })
  it('shows the campaign’s rates only together with their example', () => {
    const html = draw((key) => given[key], example)
    expect(html).toContain('Repräsentatives Beispiel, Stand 1. November 2026:')
    expect(html).toContain(example.text)
    expect(html).toContain('1.431 €')
    expect(html).toContain('Das passt')
  })
  it('each figure says that it is rough, each drawing has a sentence, and no control has a name to be sent by', () => {
    const html = draw((key) => given[key], example)
    expect(html.match(/Überschlag aus Ihren Angaben, kein Angebot/g)).toHaveLength(names.length)
    for (const image of html.match(/<[^>]*role="img"[^>]*>/g) ?? []) expect(image).toMatch(/aria-label/)
    expect(html.match(/<input/g)).toHaveLength(6)
    expect(html).not.toMatch(/<input[^>]* name=/)
  })
  it('is an outline while nothing is known', () => {
    expect(draw(() => undefined)).toContain('Sobald')
  })
  it('marks one energy class', () => {
    const html = renderToStaticMarkup(<EnergyScale energy={131} lang="en" />)
    expect(html.match(/data-here/g)).toHaveLength(1)
    expect(html).toContain('Energy class E on the scale')
  })
})

describe('a typed number', () => {
  it.each([
    ['3,5', 3.5],
    [' 3.25 ', 3.25],
    ['', null],
    ['16', undefined],
    ['3,5 %', undefined],
    ['-1', undefined],
  ])('%j is %j', (text, value) => expect(readNumber(text, 0, 15)).toBe(value))
})
