import { inflateSync } from 'node:zlib'
import type { Font, GlyphPosition } from 'fontkit'
import { Blob, ClusterLevel, Direction, Face, Buffer as Line, Font as Shaper, shape } from 'harfbuzzjs'

/** Not fontkit's own, which keep the code points of their first use, in whichever document that was. */
type DrawnGlyph = { id: number; advanceWidth: number; codePoints: number[] }
/** What pdfkit asks a font for: glyphs and places in units of the font. */
export type Shaped = { glyphs: DrawnGlyph[]; positions: GlyphPosition[]; readonly advanceWidth: number }

/** At the beginning of a text: all of it runs from right to left (the override of Unicode). */
export const LEFTWARDS = '\u202e'

/** One for all: the memory of a line is freed only when JavaScript's own is collected. */
const line = new Line()

/**
 * HarfBuzz in the place of fontkit's own shaping, which throws at everyday names (Singh in Gurmukhi, Lakshmi in Malayalam) and draws
 * other conjuncts than were typed (Bengali, Kannada, Burmese). The text is of one direction and one script.
 * @param bytes of the same font, not packed
 */
export function shaperOf(font: Font, bytes: Uint8Array): (text: string) => Shaped {
  const shaper = new Shaper(new Face(new Blob(bytes)))
  return (marked) => {
    const leftwards = marked.startsWith(LEFTWARDS)
    const text = leftwards ? marked.slice(LEFTWARDS.length) : marked
    line.reset()
    line.setClusterLevel(ClusterLevel.CHARACTERS)
    line.addText(text)
    line.guessSegmentProperties()
    line.setDirection(leftwards ? Direction.RTL : Direction.LTR)
    // Not the machine's language: the same copy gives the same bytes everywhere.
    line.setLanguage('und')
    shape(shaper, line)
    const places = line.getGlyphPositions()
    const infos = line.getGlyphInfos()
    const starts = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b)
    const ends = new Map(starts.map((start, at) => [start, starts[at + 1] ?? text.length]))
    const told = new Set<number>()
    const glyphs = infos.map(({ codepoint: id, cluster }) => {
      const codePoints = standsFor(font, id, text.slice(cluster, ends.get(cluster)), told.has(cluster))
      told.add(cluster)
      return { id, advanceWidth: font.getGlyph(id).advanceWidth, codePoints }
    })
    const positions = places.map((place) => ({ ...place, advanceWidth: place.xAdvance }))
    return {
      glyphs,
      positions,
      // Read again after pdfkit has brought the positions to its own units.
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
      },
    }
  }
}

/** The code points that a reader gets for a glyph: its own, where it is drawn for one; else those of the whole cluster, once. */
function standsFor(font: Font, id: number, cluster: string, told: boolean): number[] {
  const signs = pointsOf(cluster)
  const own = [...signs, ...pointsOf(cluster.normalize('NFD'))].find(
    (point) => font.glyphForCodePoint(point).id === id,
  )
  if (own !== undefined) return [own]
  return told ? [] : signs
}

const pointsOf = (text: string): number[] => [...text].map((sign) => sign.codePointAt(0) ?? 0)

/** A WOFF file as the OpenType font that is packed in it, each table by itself (W3C, WOFF 1.0). */
export function unpacked(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * tables)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(tables, 4)
  const parts: Buffer[] = [head]
  let at = head.length
  for (let table = 0; table < tables; table += 1) {
    const entry = 44 + 20 * table
    const [from, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field)) as [
      number,
      number,
      number,
    ]
    const data = woff.subarray(from, from + packed)
    const to = 12 + 16 * table
    woff.copy(head, to, entry, entry + 4)
    woff.copy(head, to + 4, entry + 16, entry + 20)
    head.writeUInt32BE(at, to + 8)
    head.writeUInt32BE(length, to + 12)
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    parts.push(packed < length ? inflateSync(data) : data, padding)
    at += length + padding.length
  }
  return Buffer.concat(parts)
}
