import { describe, expect, it } from 'vitest'
import { contrast, hexOf, isHex, oklchOf } from './colour'
import { themeStyle } from './style'
import { brandTokens, grounds, type Scheme } from './theme'

const schemes: Scheme[] = ['light', 'dark']
const levels = Array.from({ length: 18 }, (_, at) => (at * 15).toString(16).padStart(2, '0'))

describe('brand colour', () => {
  it('stays readable for 5,832 colours in both themes', () => {
    let failures = 0
    let lowest = 21
    let tried = 0
    for (const r of levels)
      for (const g of levels)
        for (const b of levels) {
          tried += 1
          for (const scheme of schemes) {
            const tokens = brandTokens(`#${r}${g}${b}`, scheme)
            if (!tokens) throw new Error('every colour has tokens')
            const { bg, surface, ink } = grounds[scheme]
            const text = [
              contrast(tokens.onBrand, tokens.brand),
              contrast(tokens.onBrand, tokens.brandHover),
              contrast(tokens.brandInk, bg),
              contrast(tokens.brandInk, surface),
              contrast(tokens.brandInk, tokens.brandTint),
              contrast(ink, tokens.brandTint),
            ]
            lowest = Math.min(lowest, ...text)
            if (text.some((value) => value < 4.5) || contrast(tokens.brandEdge, bg) < 3) failures += 1
          }
        }
    expect({ tried, failures }).toEqual({ tried: 5832, failures: 0 })
    expect(lowest).toBeGreaterThanOrEqual(4.5)
  })

  it('keeps the fill where it can and chooses the readable text', () => {
    expect(brandTokens('#FFD400', 'light')).toMatchObject({
      brand: '#FFD400',
      onBrand: '#1A222E',
      brandInk: '#846D00',
    })
    expect(brandTokens('#EC6602', 'light')).toMatchObject({
      brand: '#EC6602',
      onBrand: '#1A222E',
      brandInk: '#BA4E00',
    })
    expect(brandTokens('#0B2A6B', 'dark')).toMatchObject({ brand: '#4569B0', brandInk: '#6A91DB' })
  })

  it('does not let a red brand colour speak like an error', () => {
    expect(brandTokens('#E2001A', 'light')).toMatchObject({ onBrand: '#FFFFFF', brandInk: grounds.light.ink })
  })

  it('gives a pale fill an edge that can be seen', () => {
    const tokens = brandTokens('#FFF7C0', 'light')
    expect(tokens?.brandEdge).toBe(tokens?.brandInk)
  })
})

describe('colour', () => {
  it('comes back from OKLCH as it went', () => {
    for (const hex of ['#016374', '#FFFFFF', '#000000', '#E2001A', '#51BCCE'])
      expect(hexOf(oklchOf(hex))).toBe(hex)
  })

  it('takes only #RRGGBB', () => {
    expect(['#fff', 'red', '#12345', '#123456;}', ''].filter(isHex)).toEqual([])
    expect(brandTokens('url(x)', 'light')).toBeNull()
  })
})

describe('style sheet of a campaign', () => {
  it('carries variables only, bounded, for the schemes that can occur', () => {
    expect(themeStyle({ scheme: 'light' })).toBe('')
    expect(themeStyle({ scheme: 'light', radius: 99 })).toBe(':root{--radius:16px}')
    expect(themeStyle({ scheme: 'light', colour: '#FFD400' })).not.toContain('@media')
    expect(themeStyle({ scheme: 'system', colour: '#FFD400' })).toContain('prefers-color-scheme:dark')
    expect(themeStyle({ scheme: 'dark', colour: '</style>' })).toBe('')
  })
})
