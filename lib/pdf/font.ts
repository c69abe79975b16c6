import { brotliDecompressSync } from 'node:zlib'
import bold from './fonts/bold.gen.json'
import regular from './fonts/regular.gen.json'

export type Fonts = { regular: Buffer; bold: Buffer }

const opened = (font: { brotli: string }): Buffer => brotliDecompressSync(Buffer.from(font.brotli, 'base64'))
let fonts: Fonts | undefined

/** DejaVu Sans: Latin with all its accents, Greek, Cyrillic and more. Unpacked once per process. */
export function loadFonts(): Fonts {
  fonts ??= { regular: opened(regular), bold: opened(bold) }
  return fonts
}
