import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFonts } from './font'
import { type Line, linesOf, needsRuns, type Run } from './lines'
import { namesByScript, syllables } from './names.fixture'
import { LEFTWARDS } from './shape'

const main = loadFonts().regular
const measure = ({ text, font }: Run) => font.font.layout(text).advanceWidth / font.font.unitsPerEm
const lines = (text: string, width = 1000) => linesOf(text, main, width, measure)
const glyphsOf = (text: string) => main.font.layout(text).glyphs.map(({ id }) => id)
const inOrder = (all: readonly Line[]) => all.map(({ runs }) => runs.map(({ typed }) => typed).join('|'))

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
    expect(inOrder(lines('\u05d0\u05d1 (Ulm)'))).toEqual([')|Ulm|\u05d0\u05d1 ('])
    expect(glyphsOf(`${LEFTWARDS})`)).toEqual(glyphsOf('('))
    expect(glyphsOf(`${LEFTWARDS}\u05d0\u05d1`)).toEqual(glyphsOf('\u05d1\u05d0'))
    // Each script by its own rules, though font and direction are the same: the Arabic letters join.
    expect(inOrder(lines('\u05d0\u05d1\u0645\u062d'))).toEqual(['\u0645\u062d|\u05d0\u05d1'])
  })

  it.each(
    Object.entries(syllables).flatMap(([script, all]) =>
      all.map((name) => [script, name.join('·'), name] as const),
    ),
  )('draws each syllable of a name in %s as by itself: %s', (_, __, name) => {
    const drawn = (text: string) =>
      lines(text).flatMap(({ runs }) =>
        runs.flatMap((run) => run.font.font.layout(run.text).glyphs.map(({ id }) => id)),
      )
    expect(drawn(name.join(''))).toEqual(name.flatMap(drawn))
    expect(drawn(name.join(''))).not.toContain(0)
  })

  // Looked at beside Chromium; a new version of a font may number its glyphs otherwise, then look again.
  it.each([
    ['Bengali', 'রবীন্দ্রনাথ', [51, 47, 61, 337, 214, 312, 277, 44, 59, 41]],
    ['Kannada', 'ಲಕ್ಷ್ಮಿ', [51, 290, 336]],
    ['Telugu', 'కృష్ణమూర్తి', [23, 65, 56, 484, 47, 64, 203, 561]],
    ['Myanmar', 'ကျော်စွာ', [372, 4, 382, 368, 381, 9, 48, 368]],
  ])('draws the conjuncts of a name in %s as reviewed: %s', (_, name, reviewed) => {
    const [run] = lines(name).flatMap(({ runs }) => runs)
    expect(run?.font.font.layout(run.text).glyphs.map(({ id }) => id)).toEqual(reviewed)
  })

  it('changes the font by sign and the line where a script ends words by none', () => {
    expect(lines('王小明王小明', 3.5).map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual([
      '王小明',
      '王小明',
    ])
    expect(needsRuns('Łukasz Żółć, 12 €', main)).toBe(false)
  })

  it('loses no sign, whatever is written and however narrow it is', () => {
    const sign = fc.constantFrom(
      ...'ab 1(',
      'é',
      'ش',
      'א',
      '王',
      'न',
      'क्ष',
      '🏠',
      'ไ',
      '한',
      'ਸਿੰ',
      'ష్ణ',
      'ക്ഷ്മി',
      'ម៉ា',
      'ကျော်',
    )
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
