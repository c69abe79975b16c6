import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Value } from '@/lib/forms/engine/types'
import { L } from '@/lib/forms/ratenkredit/household-places'
import { wordsFor } from '@/lib/words'
import { choose } from '../choices'
import type { PictureProps } from '../drawing'
import { Picture } from './picture'

type Given = { readonly [key: string]: Value }
const WISH = 'finanzbedarf.finanzierungswunsch'
const wish: Given = {
  [`${WISH}.kreditbetrag`]: 10_000,
  'app.laufzeitOderRate': 'laufzeit',
  [`${WISH}.laufzeitInMonaten`]: 48,
}
const rest: Given = {
  'antragsteller1.beschaeftigung.beamter.beschaeftigungsverhaeltnis.nettoeinkommenMonatlich': 3_000,
  [`${L.ratenkredite}.0.abloesen`]: true,
  [`${L.ratenkredite}.0.restschuld`]: 7_000,
  [`${L.ratenkredite}.0.rateMonatlich`]: 300,
}
const example = { effective: 500, date: '1. November 2026', text: 'Nettokreditbetrag 10.000 €.' }
const ALL = ['kreditrate', 'umschuldung', 'haushaltsrechnung']

const draw = (given: Given, names: readonly string[], more: Partial<PictureProps> = {}) =>
  renderToStaticMarkup(
    <Picture
      names={names}
      read={(key) => given[key]}
      today="2026-11-21"
      lang="de"
      words={wordsFor('de', 'ratenkredit')}
      {...more}
    />,
  ).replace(/\u00a0/g, ' ')

describe('the picture of a consumer credit', () => {
  beforeEach(() => choose({ effective: undefined }))

  it('starts without a rate: no instalment is claimed', () => {
    const html = draw({ ...wish, ...rest }, ALL)
    expect(html).toContain('noch nicht gewählt')
    expect(html).not.toContain('Rate pro Monat')
    expect(html).not.toContain('Repräsentatives Beispiel')
    expect(html).toContain('Wählen Sie beim Kreditwunsch einen Beispielzins')
  })
  it('shows what follows from a rate: instalment, cost, saving, and what the month carries', () => {
    const html = draw({ ...wish, ...rest }, ALL, { example })
    expect(html).toContain('Repräsentatives Beispiel, Stand 1. November 2026:')
    expect(html).toContain(example.text)
    // 229.80 € a month, 11,030 € in all; 300 − 229.80 less than today; 10,000 − 7,000 besides.
    for (const said of ['230 €', '11.030 €', '48 Monate', '70 €', '3.000 €', 'Weniger pro Monat'])
      expect(html).toContain(said)
    // 3,000 − 1,000 of living costs.
    expect(html).toContain('So viel Rate trägt Ihr Monat')
    expect(html).toContain('2.000 €')
  })
  it('says on each figure that it is not binding; each drawing has a sentence, and no control a name', () => {
    const html = draw({ ...wish, ...rest }, ALL, { example, setter: () => () => undefined })
    expect(html.match(/Unverbindlicher Überschlag/g)).toHaveLength(ALL.length)
    for (const image of html.match(/<[^>]*role="img"[^>]*>/g) ?? []) expect(image).toMatch(/aria-label/)
    for (const slider of html.match(/<input type="range"[^>]*>/g) ?? [])
      expect(slider).toMatch(/aria-labelledby=.*aria-valuetext=/)
    expect(html).not.toMatch(/<input[^>]* name=/)
  })
  it('slides the term or the instalment only where the page asks for it', () => {
    const sliders = (given: Given, more: Partial<PictureProps>) =>
      draw(given, ['kreditrate'], more).match(/type="range"/g)?.length
    expect(sliders(wish, {})).toBe(1)
    expect(sliders(wish, { setter: () => undefined })).toBe(1)
    expect(sliders(wish, { setter: (key) => (key.endsWith('Monaten') ? () => undefined : undefined) })).toBe(
      2,
    )
    const fixed = { ...wish, 'app.laufzeitOderRate': 'rate', [`${WISH}.rateMonatlich`]: 250 }
    expect(
      sliders(fixed, { setter: (key) => (key.endsWith('rateMonatlich') ? () => undefined : undefined) }),
    ).toBe(2)
  })
  it('says why there is no plan', () => {
    const fixed = (rate: number) => ({
      ...wish,
      'app.laufzeitOderRate': 'rate',
      [`${WISH}.rateMonatlich`]: rate,
    })
    expect(draw(fixed(40), ['kreditrate'], { example })).toContain('deckt nicht einmal die Zinsen')
    expect(draw(fixed(90), ['kreditrate'], { example })).toContain('läuft der Kredit 149 Monate')
    expect(draw({}, ['kreditrate'], { example })).toContain('Sobald Kreditbetrag')
  })
  it('of the short form shows the campaign’s rate and lets nobody choose another', () => {
    const html = draw(wish, ['ratenbeispiel'], { example })
    expect(html).toContain('Gerechnet mit 5 % effektivem Jahreszins')
    expect(html).toContain('230 €')
    expect(html).not.toContain('type="range"')
  })
  it('takes no notice of a mortgage’s example', () => {
    const other = { interest: 350, repayment: 200, date: '1.11.2026', text: 'Nettodarlehen.' }
    expect(draw(wish, ['kreditrate'], { example: other })).not.toContain('Nettodarlehen')
  })
  it('is an outline while nothing is known', () => {
    expect(draw({}, ['haushaltsrechnung', 'umschuldung'])).toContain('data-empty')
  })
})
