import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFonts } from './font'
import { type Line, linesOf, needsRuns, type Run } from './lines'
import { namesByScript } from './names.fixture'

const main = loadFonts().regular
const measure = ({ text, font }: Run) => font.font.layout(text).advanceWidth / font.font.unitsPerEm
const lines = (text: string, width = 1000) => linesOf(text, main, width, measure)
const inOrder = (all: readonly Line[]) => all.map(({ runs }) => runs.map(({ text }) => text).join('|'))

describe('a line', () => {
  it.each(Object.entries(namesByScript))('has a glyph for every sign of a name in %s', (_, name) => {
    const text = `Herr ${name.join(' ')}, Köln`
    const runs = lines(text).flatMap((line) => line.runs)
    expect(runs.filter(({ missing }) => missing)).toEqual([])
    for (const { text: drawn, font } of runs)
      expect(
        font.font.layout(drawn).glyphs.filter(({ id }) => id === 0),
        drawn,
      ).toEqual([])
  })

  it('keeps to the direction of each part', () => {
    expect(inOrder(lines('Frau \u05d0\u05d1 \u05d2 12, Ulm'))).toEqual([
      'Frau |12|\u05d0\u05d1 \u05d2 |, Ulm',
    ])
    // A text that begins from the right is one.
    expect(inOrder(lines('\u05d0\u05d1 (Ulm)'))).toEqual(['(|Ulm|\u05d0\u05d1 )'])
  })

  it('changes the font by sign and the line where a script ends words by none', () => {
    expect(lines('王小明王小明', 3.5).map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual([
      '王小明',
      '王小明',
    ])
    expect(needsRuns('Łukasz Żółć, 12 €', main)).toBe(false)
  })

  it('loses no sign, whatever is written and however narrow it is', () => {
    const sign = fc.constantFrom(...'ab 1(', 'é', 'ش', 'א', '王', 'न', 'क्ष', '🏠', 'ไ', '한')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (signs, width) => {
        const text = signs.join('')
        const drawn = lines(text, width)
          .flatMap(({ runs }) => runs.map((run) => run.typed))
          .join('')
        expect([...drawn].sort().join('')).toBe([...text].sort().join(''))
      }),
    )
  })
})
