/**
 * Colours as OKLCH and back (Björn Ottosson's OKLab matrices) and contrast by the WCAG 2 formula.
 * Pure; hex in and out (`#RRGGBB`, upper case out).
 */
export type Oklch = { l: number; c: number; h: number }
type Rgb = readonly [number, number, number]

const HEX = /^#?([0-9a-f]{6})$/i

/** Linear-light channels of a hex colour; null when it is not `#RRGGBB`. */
function linearOf(hex: string): Rgb | null {
  const digits = HEX.exec(hex)?.[1]
  if (!digits) return null
  const channel = (at: number) => {
    const value = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(0), channel(2), channel(4)]
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** True for the only colour notation that a campaign may use. */
export function isHex(hex: string): boolean {
  return HEX.test(hex)
}

/** WCAG 2 contrast of two hex colours, 1 to 21; 1 when one of them cannot be read. */
export function contrast(a: string, b: string): number {
  const [first, second] = [linearOf(a), linearOf(b)]
  if (!first || !second) return 1
  const [x, y] = [luminance(first) + 0.05, luminance(second) + 0.05]
  return Math.max(x, y) / Math.min(x, y)
}

/** OKLCH of a hex colour: l 0..1, c 0..0.4, h in degrees; black when it cannot be read. */
export function oklchOf(hex: string): Oklch {
  const [r, g, b] = linearOf(hex) ?? [0, 0, 0]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const hue = (Math.atan2(bb, a) * 180) / Math.PI
  return { l: lightness, c: Math.hypot(a, bb), h: hue < 0 ? hue + 360 : hue }
}

function linearFrom({ l, c, h }: Oklch): Rgb {
  const angle = (h * Math.PI) / 180
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)]
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
}

function hexFrom(rgb: Rgb): string {
  const digits = rgb.map((linear) => {
    const bounded = Math.min(1, Math.max(0, linear))
    const value = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${digits.join('').toUpperCase()}`
}

const inGamut = (rgb: Rgb) => rgb.every((channel) => channel >= -1e-6 && channel <= 1 + 1e-6)

/** Hex of an OKLCH colour. Out of sRGB the chroma is lowered, never lightness or hue. */
export function hexOf(colour: Oklch): string {
  const l = Math.min(1, Math.max(0, colour.l))
  const whole = linearFrom({ ...colour, l })
  if (inGamut(whole)) return hexFrom(whole)
  let [low, high] = [0, colour.c]
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2
    if (inGamut(linearFrom({ l, c: middle, h: colour.h }))) low = middle
    else high = middle
  }
  return hexFrom(linearFrom({ l, c: low, h: colour.h }))
}
