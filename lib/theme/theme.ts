import { contrast, hexOf, isHex, type Oklch, oklchOf } from './colour'

/**
 * The brand colour algorithm (look-and-words §2): one hex colour becomes the tokens of the leading button,
 * links and selection, in the light and in the dark theme, always readable. Pure: the office's preview and the
 * server use the same code.
 */
export type Scheme = 'light' | 'dark'

export type BrandTokens = {
  brand: string
  onBrand: string
  brandHover: string
  brandTint: string
  brandInk: string
  /** Edge of the leading button: `brandInk` when the fill alone would not be seen on the page, else the fill. */
  brandEdge: string
}

const WHITE = '#FFFFFF'
const DARK_TEXT = '#1A222E'
const STEP = 0.01

/** The fixed tokens that a brand colour is measured against. */
export const grounds: { readonly [scheme in Scheme]: { bg: string; surface: string; ink: string } } = {
  light: { bg: '#FFFFFF', surface: '#F1F4F7', ink: '#1A222E' },
  dark: { bg: '#0F141B', surface: '#181F27', ink: '#EBEFF2' },
}

/** Moves the lightness in steps until the colour fits or black or white is reached. */
function moved(start: Oklch, direction: 1 | -1, fits: (hex: string) => boolean): string {
  let colour = start
  let hex = hexOf(colour)
  while (!fits(hex) && (direction < 0 ? colour.l > 0 : colour.l < 1)) {
    colour = { ...colour, l: colour.l + direction * STEP }
    hex = hexOf(colour)
  }
  return hex
}

const textOn = (fill: string) => [WHITE, DARK_TEXT].find((text) => contrast(text, fill) >= 4.5)

/** Tokens for a campaign's colour, or null without a readable colour (the product's own tokens stay). */
export function brandTokens(colour: string | undefined, scheme: Scheme): BrandTokens | null {
  if (!colour || !isHex(colour)) return null
  const given = `#${colour.replace('#', '').toUpperCase()}`
  const { bg, surface, ink } = grounds[scheme]
  const away = scheme === 'light' ? -1 : 1

  let brand = given
  if (scheme === 'dark' && contrast(given, bg) < 3) {
    brand = moved(oklchOf(given), 1, (hex) => contrast(hex, bg) >= 3 && contrast(hex, surface) >= 3)
  }
  if (!textOn(brand)) brand = moved(oklchOf(brand), away, (hex) => textOn(hex) !== undefined)
  const onBrand = textOn(brand) ?? WHITE

  const fill = oklchOf(brand)
  const brandHover = hexOf({ ...fill, l: fill.l + (onBrand === WHITE ? -0.05 : 0.05) })

  const own = oklchOf(given)
  const brandTint = hexOf({
    l: scheme === 'light' ? 0.965 : 0.29,
    c: Math.min(own.c, scheme === 'light' ? 0.02 : 0.04),
    h: own.h,
  })
  const readsAsError = own.c > 0.1 && own.h >= 15 && own.h <= 45
  const brandInk = readsAsError
    ? ink
    : moved({ ...own, c: Math.min(own.c, 0.16) }, away, (hex) =>
        [bg, surface, brandTint].every((ground) => contrast(hex, ground) >= 4.5),
      )
  const brandEdge = contrast(brand, bg) < 3 ? brandInk : brand
  return { brand, onBrand, brandHover, brandTint, brandInk, brandEdge }
}
