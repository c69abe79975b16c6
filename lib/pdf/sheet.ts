import PDFDocument from 'pdfkit'
import type { Lang } from '@/lib/forms/engine/types'
import type { CopyRow } from './copy'
import type { FontFile, Fonts } from './font'
import { linesOf, needsRuns, type Run } from './lines'

type Pdf = PDFKit.PDFDocument
type Tag = PDFKit.PDFStructureElement
type Face = { font: keyof Fonts; size: number; lineGap: number }
type Box = { x: number; y: number; width: number }

/** Points. A4 is 595 × 842. */
const MARGIN = { left: 56, right: 56, top: 56, bottom: 64 }
const LABEL_WIDTH = 210
const GAP = 14
const ROW_PADDING = 4
/** A value higher than this takes the whole width and may run over pages. */
const TALL = 90
const INDENT = 14
const SIZE = { title: 20, heading: 14, subheading: 11, text: 10, foot: 8.5 }
const INK = '#000000'
const LINE = '#8c8c8c'

/** Any list of features keeps the library from drawing word by word, which would put Arabic words in the wrong order. */
const WHOLE: PDFKit.Mixins.OpenTypeFeatures[] = []

export type SheetOptions = {
  lang: Lang
  title: string
  author: string
  subject: string
  createdAt: Date
  fonts: Fonts
}

/** Says that the document keeps to PDF/UA-1; the library's own option for it is not among its types. */
const universal = `
  <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>`

/** Direction marks could make a line read differently than it was typed; other control characters have no shape. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[^\P{Cc}\n]/gu, ' ')

/**
 * An A4 document that is tagged as it is drawn: whatever is written becomes part of the structure tree in reading order, lines and
 * feet are marked as decoration. Only black and grey.
 */
export class Sheet {
  readonly #pdf: Pdf
  readonly #root: Tag
  readonly #width: number
  readonly #fonts: Fonts
  readonly #known = new Set<string>()
  readonly #missing = new Set<string>()

  constructor({ lang, title, author, subject, createdAt, fonts }: SheetOptions) {
    const info = {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'Selbstauskunft',
      CreationDate: createdAt,
    }
    const options = {
      size: 'A4',
      margins: MARGIN,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
    } as const
    // Without a name of a font none of the built-in ones is loaded, and no file is read.
    this.#pdf = new PDFDocument({ ...options, lang, info, font: '', bufferPages: true })
    this.#pdf.appendXML(universal)
    this.#fonts = fonts
    this.#pdf.fillColor(INK)
    this.#root = this.#pdf.struct('Document')
    this.#pdf.addStructure(this.#root)
    this.#width = this.#pdf.page.width - MARGIN.left - MARGIN.right
  }

  title(text: string): void {
    this.#line('H1', text, 'bold', SIZE.title, { before: 0, after: 8 })
  }

  heading(text: string): void {
    this.#keep(SIZE.heading + 60)
    this.#line('H2', text, 'bold', SIZE.heading, { before: 18, after: 4 })
  }

  subheading(text: string): void {
    this.#keep(SIZE.subheading + 44)
    this.#line('H3', text, 'bold', SIZE.subheading, { before: 10, after: 3 })
  }

  paragraph(text: string, strong = false): void {
    this.#line('P', text, strong ? 'bold' : 'regular', SIZE.text, { before: 2, after: 4 })
  }

  /** Questions and answers: a list whose labels are the questions. */
  rows(rows: readonly CopyRow[]): void {
    const list = this.#tag(this.#root, 'L')
    for (const row of rows) this.#row(list, row)
    list.end()
  }

  list(items: readonly string[]): void {
    const list = this.#tag(this.#root, 'L')
    for (const text of items) {
      const item = this.#tag(list, 'LI')
      this.#use('regular', SIZE.text)
      this.#keep(SIZE.text * 2)
      const y = this.#pdf.y
      const face: Face = { font: 'regular', size: SIZE.text, lineGap: 2 }
      const body = { x: MARGIN.left + INDENT, y, width: this.#width - INDENT }
      this.#mark(item, 'Lbl', () => this.#pdf.text('•', MARGIN.left, y, { lineBreak: false }))
      this.#mark(item, 'LBody', () => this.#write(clean(text), face, body))
      item.end()
      this.#pdf.y += 2
    }
    list.end()
  }

  /** What was written and has no glyph in any font: a box stands in its place. */
  get missing(): readonly string[] {
    return [...this.#missing]
  }

  /** The finished document; `foot` and `page` (with `{at}` and `{of}`) stand below every page. */
  async finish(foot: string, page: (at: number, of: number) => string): Promise<Buffer> {
    this.#root.end()
    const { count } = this.#pdf.bufferedPageRange()
    for (let at = 0; at < count; at += 1) {
      this.#pdf.switchToPage(at)
      this.#foot(foot, page(at + 1, count))
    }
    const parts: Buffer[] = []
    const ended = new Promise<void>((resolve, reject) => {
      this.#pdf.on('data', (part: Buffer) => parts.push(part))
      this.#pdf.once('end', resolve)
      this.#pdf.once('error', reject)
    })
    this.#pdf.end()
    await ended
    return Buffer.concat(parts)
  }

  #row(list: Tag, { label, value }: CopyRow): void {
    const pdf = this.#pdf
    const [question, answer] = [clean(label), clean(value)]
    const [asking, saying]: [Face, Face] = [
      { font: 'regular', size: SIZE.text, lineGap: 1 },
      { font: 'bold', size: SIZE.text, lineGap: 1 },
    ]
    const narrow = this.#width - LABEL_WIDTH - GAP
    const asked = this.#height(question, asking, LABEL_WIDTH)
    const said = this.#height(answer, saying, narrow)
    const tall = said > TALL
    this.#keep(2 * ROW_PADDING + (tall ? asked + 40 : Math.max(asked, said)))
    const top = pdf.y + ROW_PADDING
    const item = this.#tag(list, 'LI')
    const wide = tall ? this.#width : LABEL_WIDTH
    this.#mark(item, 'Lbl', () => this.#write(question, asking, { x: MARGIN.left, y: top, width: wide }))
    const below = pdf.y
    this.#mark(item, 'LBody', () =>
      this.#write(
        answer,
        saying,
        tall
          ? { x: MARGIN.left, y: below + 2, width: this.#width }
          : { x: MARGIN.left + LABEL_WIDTH + GAP, y: top, width: narrow },
      ),
    )
    item.end()
    pdf.y = (tall ? pdf.y : Math.max(below, pdf.y)) + ROW_PADDING
    this.#rule()
  }

  #line(
    tag: string,
    text: string,
    font: keyof Fonts,
    size: number,
    { before, after }: { before: number; after: number },
  ): void {
    this.#use(font, size)
    this.#pdf.y += before
    this.#keep(size * 1.5)
    this.#mark(this.#root, tag, () =>
      this.#write(
        clean(text),
        { font, size, lineGap: 2 },
        { x: MARGIN.left, y: this.#pdf.y, width: this.#width },
      ),
    )
    this.#pdf.y += after
  }

  /** Begins a new page where less than this is left. */
  #keep(height: number): void {
    if (this.#pdf.y + height > this.#pdf.page.height - MARGIN.bottom) this.#pdf.addPage()
  }

  #use(font: keyof Fonts, size: number): void {
    this.#face(this.#fonts[font], size)
  }

  #face({ name, font }: FontFile, size: number): void {
    // The library takes a font that is open, too (and asks it for its shapes); its types do not say so.
    if (!this.#known.has(name)) this.#pdf.registerFont(name, font as unknown as Uint8Array)
    this.#known.add(name)
    this.#pdf.font(name, size)
  }

  /** Text in one font from left to right is the library's; anything else is broken and ordered here. Leaves `y` below the text. */
  #write(text: string, face: Face, { x, y, width }: Box): void {
    const pdf = this.#pdf
    const main = this.#fonts[face.font]
    this.#use(face.font, face.size)
    if (!needsRuns(text, main)) {
      pdf.text(text, x, y, { width, lineGap: face.lineGap })
      return
    }
    const height = pdf.currentLineHeight(true) + face.lineGap
    let top = y
    for (const line of this.#lines(text, face, width)) {
      if (top + height > pdf.page.height - MARGIN.bottom) {
        pdf.addPage()
        top = MARGIN.top
      }
      const baseline = top + (main.font.ascent / main.font.unitsPerEm) * face.size
      let at = x
      for (const run of line.runs) {
        if (run.missing) this.#missing.add(run.typed)
        this.#run(run, at, baseline, face.size)
        at += this.#measure(run, face.size)
      }
      top += height
    }
    this.#use(face.font, face.size)
    pdf.x = x
    pdf.y = top
  }

  #run({ text, font, typed }: Run, x: number, y: number, size: number): void {
    const pdf = this.#pdf
    this.#face(font, size)
    // The text that was typed, in its order, for copying, searching and listening.
    pdf.markContent('Span', { actual: typed })
    pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', features: WHOLE })
    pdf.endMarkedContent()
  }

  #measure({ text, font }: Run, size: number): number {
    this.#face(font, size)
    return this.#pdf.widthOfString(text, { features: WHOLE })
  }

  #lines(text: string, { font, size }: Face, width: number) {
    return linesOf(text, this.#fonts[font], width, (run) => this.#measure(run, size))
  }

  #height(text: string, face: Face, width: number): number {
    this.#use(face.font, face.size)
    if (!needsRuns(text, this.#fonts[face.font]))
      return this.#pdf.heightOfString(text, { width, lineGap: face.lineGap })
    const height = this.#pdf.currentLineHeight(true) + face.lineGap
    return this.#lines(text, face, width).length * height
  }

  #tag(parent: Tag, type: string): Tag {
    const tag = this.#pdf.struct(type)
    parent.add(tag)
    return tag
  }

  #mark(parent: Tag, type: string, draw: () => unknown): void {
    const tag = this.#tag(parent, type)
    tag.add(() => void draw())
    tag.end()
  }

  #rule(): void {
    const pdf = this.#pdf
    pdf.markContent('Artifact', { type: 'Layout' })
    pdf
      .moveTo(MARGIN.left, pdf.y)
      .lineTo(MARGIN.left + this.#width, pdf.y)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke()
    pdf.endMarkedContent()
  }

  #foot(left: string, right: string): void {
    const pdf = this.#pdf
    // Below the margin, where text would otherwise begin another page.
    pdf.page.margins.bottom = 0
    const y = pdf.page.height - 40
    this.#use('regular', SIZE.foot)
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.text(left, MARGIN.left, y, { lineBreak: false })
    pdf.text(right, MARGIN.left, y, { width: this.#width, align: 'right', lineBreak: false })
    pdf.endMarkedContent()
  }
}
