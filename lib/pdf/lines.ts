import bidiFactory from 'bidi-js'
import { type FontFile, fontFor } from './font'
import { LEFTWARDS } from './shape'

const bidi = bidiFactory()

/**
 * One stretch of a line in one font, script and direction. `text` is what a font is given (./shape.ts: LEFTWARDS before what runs from right
 * to left, a box for what has no glyph), `typed` what it stands for.
 */
export type Run = { text: string; font: FontFile; typed: string; missing?: true }
/** Runs from left to right, as they are drawn. */
export type Line = { runs: readonly Run[]; width: number }
export type Measure = (run: Run) => number

export const BOX = '\u25a1'

/** Joiners and variation marks: they shape their neighbours and need no glyph of their own. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Scripts of the main font that are shaped by rules of their own, so that neighbours of two are two runs. */
const SHAPED = [/\p{sc=Arab}/u, /\p{sc=Hebr}/u, /\p{sc=Nkoo}/u, /\p{sc=Laoo}/u]
/** Scripts that write no spaces between words: a line may end between any two signs. */
const WITHOUT_SPACES =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** `script`: null where it is that of the neighbours (spaces, digits, punctuation). */
type Cluster = { text: string; at: number; font: FontFile; script: number | null; missing: boolean }

const scriptOf = (text: string): number | null =>
  /\p{sc=Zyyy}/u.test(text[0] ?? '') ? null : SHAPED.findIndex((script) => script.test(text))

const pointsOf = (text: string): number[] =>
  [...text].filter((sign) => !IGNORABLE.test(sign)).map((sign) => sign.codePointAt(0) ?? 0)

function clustersOf(text: string, main: FontFile): Cluster[] {
  return [...graphemes.segment(text)].map(({ segment, index }) => {
    const points = pointsOf(segment)
    const has = points.every((point) => main.font.hasGlyphForCodePoint(point) || point === 0x20)
    const font = has ? main : fontFor(points)
    return { text: segment, at: index, font: font ?? main, script: scriptOf(segment), missing: font === null }
  })
}

/** Whether a text is more than one font's signs from left to right, each by itself. */
export function needsRuns(text: string, main: FontFile): boolean {
  return (
    RIGHT_TO_LEFT.test(text) ||
    /[\p{M}\p{sc=Laoo}]/u.test(text) ||
    pointsOf(text).some((point) => point > 0x1f && !main.font.hasGlyphForCodePoint(point))
  )
}

/** Neighbours of one font, script and level are one run, so that letters join and marks find their place. */
function runsOf(clusters: readonly Cluster[], levels: Uint8Array): { run: Run; level: number }[] {
  const runs: { run: Run; level: number }[] = []
  let before: number | null = null
  for (const { at, font, script, missing, text: typed } of clusters) {
    const level = levels[at] ?? 0
    const last = runs.at(-1)
    const joins = last?.level === level && last.run.font === font && !last.run.missing && !missing
    if (last && joins && (script === null || before === null || script === before)) {
      last.run = { ...last.run, text: last.run.text + typed, typed: last.run.typed + typed }
      before = script ?? before
      continue
    }
    before = script
    const drawn = missing ? BOX : `${level % 2 === 1 ? LEFTWARDS : ''}${typed}`
    runs.push({ run: { text: drawn, font, typed, ...(missing && { missing }) }, level })
  }
  return runs
}

/** Rule L2 of the bidirectional algorithm: from the highest level down, neighbours of at least that level change places. */
function inSight(runs: readonly { run: Run; level: number }[]): Run[] {
  const order = [...runs]
  const most = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = most; level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from
      while (to < order.length && (order[to]?.level ?? 0) >= level) to += 1
      if (to - from > 1) order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = Math.max(from, to)
    }
  }
  return order.map(({ run }) => run)
}

/** Where a line may end: words with the spaces behind them, or single signs of scripts that have none. */
function pieces(clusters: readonly Cluster[]): Cluster[][] {
  const all: Cluster[][] = []
  let open = false
  for (const cluster of clusters) {
    const single = WITHOUT_SPACES.test(cluster.text)
    if (open && !single) all.at(-1)?.push(cluster)
    else all.push([cluster])
    open = !single && cluster.text !== ' '
  }
  return all
}

/**
 * Breaks a text into lines no wider than `width` and orders each as it is read: fonts change by sign, and what is written from right to
 * left runs that way inside what is not. Pure but for the fonts it loads.
 */
export function linesOf(text: string, main: FontFile, width: number, measure: Measure): readonly Line[] {
  return text.split('\n').flatMap((paragraph): Line[] => {
    const { levels } = bidi.getEmbeddingLevels(paragraph, 'auto')
    const drawn = (clusters: readonly Cluster[]): Line => {
      const runs = inSight(runsOf(clusters, levels))
      return { runs, width: runs.reduce((sum, run) => sum + measure(run), 0) }
    }
    const lines: Line[] = []
    let line: Cluster[] = []
    const fits = (more: readonly Cluster[]) => drawn([...line, ...more]).width <= width
    for (const piece of pieces(clustersOf(paragraph, main))) {
      if (line.length > 0 && !fits(piece)) {
        lines.push(drawn(line))
        line = []
      }
      // A word that is wider than the line is broken where it reaches its end.
      for (const cluster of fits(piece) ? [] : piece) {
        if (line.length > 0 && !fits([cluster])) {
          lines.push(drawn(line))
          line = []
        }
        line.push(cluster)
      }
      if (line.at(-1) !== piece.at(-1)) line.push(...piece)
    }
    return [...lines, drawn(line)]
  })
}
