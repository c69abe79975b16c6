const open = '--- aus dem Formular ---'
const close = '--- Ende ---'

/** A person's own text without the block of notes that the form appended. */
export function withoutBlock(text: string): string {
  const from = text.indexOf(open)
  const to = text.indexOf(close, from)
  if (from < 0 || to < 0) return text
  return `${text.slice(0, from)}${text.slice(to + close.length)}`.trim()
}

/** The text with the block replaced; no lines, no block. */
export function withBlock(text: string, lines: readonly string[]): string {
  const own = withoutBlock(text)
  if (lines.length === 0) return own
  return [own, open, ...lines, close].filter((line) => line !== '').join('\n')
}

/** The lines of the block as they stand. */
export function blockOf(text: string): readonly string[] {
  const from = text.indexOf(open)
  const to = text.indexOf(close, from)
  return from < 0 || to < 0
    ? []
    : text
        .slice(from + open.length, to)
        .split('\n')
        .filter((line) => line !== '')
}
