import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { create, type Font } from 'fontkit'
import bold from './fonts/bold.gen.json'
import regular from './fonts/regular.gen.json'
import { type Shaped, shaperOf, unpacked } from './shape'

/** `bytes`: an OpenType font, not packed. `font` shapes by HarfBuzz; the rest (what it has, its subset) is fontkit's. */
export type FontFile = { name: string; bytes: Buffer; font: ShapedFont }
export type ShapedFont = Omit<Font, 'layout'> & { layout: (text: string) => Shaped }
export type Fonts = { regular: FontFile; bold: FontFile }

function fileOf(name: string, bytes: Buffer): FontFile {
  const font = create(bytes) as Font
  return {
    name,
    bytes,
    font: Object.assign<ShapedFont, Pick<ShapedFont, 'layout'>>(font, { layout: shaperOf(font, bytes) }),
  }
}
const opened = (name: string, { brotli }: { brotli: string }): FontFile =>
  fileOf(name, brotliDecompressSync(Buffer.from(brotli, 'base64')))
let fonts: Fonts | undefined

/** DejaVu Sans: Latin with all its accents, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic. Unpacked once per process. */
export function loadFonts(): Fonts {
  fonts ??= { regular: opened('regular', regular), bold: opened('bold', bold) }
  return fonts
}

/** Noto Sans by script, for what DejaVu has no glyph for. A Chinese font draws kana, too. */
export const families = [
  'devanagari',
  'bengali',
  'gujarati',
  'gurmukhi',
  'tamil',
  'telugu',
  'kannada',
  'malayalam',
  'sinhala',
  'thai',
  'lao',
  'khmer',
  'myanmar',
  'ethiopic',
  'kr',
  'sc',
] as const
type Family = (typeof families)[number]
export const fontPackage = (family: Family): string => `noto-sans-${family}`

/** Fontsource cuts a family into files; `unicode.json` says which holds what, as `U+900-97f,U+200c`. */
type Cut = { family: Family; file: string; ranges: readonly (readonly [number, number])[] }

const rangesOf = (text: string): Cut['ranges'] =>
  text.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })

/** Where the build puts the fonts (beside the program that runs), else where npm does. */
function folderOf(family: Family): string {
  const built = join(dirname(process.argv[1] ?? ''), 'pdf-fonts', fontPackage(family))
  return existsSync(built) ? built : join(process.cwd(), 'node_modules', '@fontsource', fontPackage(family))
}

let cuts: readonly Cut[] | undefined
function allCuts(): readonly Cut[] {
  cuts ??= families.flatMap((family) => {
    const folder = folderOf(family)
    const held: Record<string, string> = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'))
    return Object.entries(held).map(([subset, ranges]) => ({
      family,
      file: join(folder, 'files', `${fontPackage(family)}-${subset.replace(/[[\]]/g, '')}-400-normal.woff`),
      ranges: rangesOf(ranges),
    }))
  })
  return cuts
}

const loaded = new Map<string, FontFile>()
function load({ family, file }: Cut): FontFile {
  const known = loaded.get(file)
  if (known) return known
  const read = fileOf(`${family}-${loaded.size}`, unpacked(readFileSync(file)))
  loaded.set(file, read)
  return read
}

/** The font for these code points, all of them; null: there is none. A file is read when a text first needs it. */
export function fontFor(points: readonly number[]): FontFile | null {
  const [first = 0] = points
  for (const cut of allCuts()) {
    if (!cut.ranges.some(([from, to]) => first >= from && first <= to)) continue
    const file = load(cut)
    if (points.every((point) => file.font.hasGlyphForCodePoint(point))) return file
  }
  return null
}
