import { fill } from '@/lib/words/fill'
import type { Copy, CopyBlock } from './copy'
import { loadFonts } from './font'
import { Sheet } from './sheet'

function draw(sheet: Sheet, block: CopyBlock): void {
  switch (block.kind) {
    case 'heading':
      sheet.heading(block.text)
      break
    case 'subheading':
      sheet.subheading(block.text)
      break
    case 'paragraph':
      sheet.paragraph(block.text, block.strong)
      break
    case 'rows':
      sheet.rows(block.rows)
      break
    case 'list':
      sheet.list(block.items)
      break
  }
}

/** A sign by its code points, which any typeface can show. */
const numbers = (sign: string): string =>
  [...sign]
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

/** The copy as PDF (tagged, PDF/UA): the same copy gives the same bytes. */
export async function renderCopy(copy: Copy): Promise<Buffer> {
  const sheet = new Sheet({ ...copy, fonts: loadFonts() })
  sheet.title(copy.heading)
  for (const block of copy.blocks) draw(sheet, block)
  if (sheet.missing.length > 0)
    sheet.paragraph(fill(copy.boxes, { signs: sheet.missing.map(numbers).join(', ') }))
  return sheet.finish(copy.foot, (at, of) => fill(copy.page, { at, of }))
}
