import { type BrandTokens, brandTokens, type Scheme } from './theme'

/** What a campaign may set of the look; everything else is ours. */
export type Theme = {
  colour?: string
  /** Corner radius of controls in px, 0 to 16. */
  radius?: number
  font?: 'system' | 'humanist' | 'serif'
  scheme: Scheme | 'system'
}

// Without quotes, so that nothing in the sheet needs escaping in HTML.
const fonts: { readonly [font in NonNullable<Theme['font']>]: string } = {
  system: 'system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif',
  humanist: 'Seravek,Ubuntu,Calibri,Noto Sans,sans-serif',
  serif: 'Charter,Georgia,Noto Serif,serif',
}

function declarations(tokens: BrandTokens): string {
  return [
    `--brand:${tokens.brand}`,
    `--on-brand:${tokens.onBrand}`,
    `--brand-hover:${tokens.brandHover}`,
    `--brand-tint:${tokens.brandTint}`,
    `--brand-ink:${tokens.brandInk}`,
    `--brand-edge:${tokens.brandEdge}`,
  ].join(';')
}

/**
 * The campaign's style sheet for a `<style nonce>`: CSS variables only. Nothing that was typed anywhere is copied
 * into it: colours are computed, the radius is a bounded number, the font is one of ours.
 */
export function themeStyle(theme: Theme): string {
  const base: string[] = []
  if (theme.radius !== undefined)
    base.push(`--radius:${Math.round(Math.min(16, Math.max(0, theme.radius)))}px`)
  if (theme.font !== undefined && theme.font !== 'system') base.push(`--font:${fonts[theme.font]}`)
  const blocks: string[] = []
  if (base.length > 0) blocks.push(`:root{${base.join(';')}}`)
  const light = brandTokens(theme.colour, 'light')
  const dark = brandTokens(theme.colour, 'dark')
  if (!light || !dark) return blocks.join('')
  switch (theme.scheme) {
    case 'light':
      blocks.push(`:root{${declarations(light)}}`)
      break
    case 'dark':
      blocks.push(`:root{${declarations(dark)}}`)
      break
    case 'system':
      blocks.push(`:root{${declarations(light)}}`)
      blocks.push(`@media (prefers-color-scheme:dark){:root{${declarations(dark)}}}`)
      break
  }
  return blocks.join('')
}
